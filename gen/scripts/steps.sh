
# --- the same for every organization ---
# shellcheck shell=sh disable=SC2154 # what is before this part sets the variables

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '%s\n' "$*"; }

is_in() { # NUMBER LIST
	case " $2 " in *" $1 "*) return 0 ;; esac
	return 1
}

title() { step "$1" title; }

# Sets state: done, open, by hand (no command can tell), or not known where AWS did not
# answer; then the file error says what it said.
look() { # NUMBER
	if ! is_in "$1" "$checked"; then
		state='by hand'
	elif (step "$1" check) >/dev/null 2>"$work/error"; then
		state='done'
	elif [ -s "$work/error" ]; then
		state='not known'
	else
		state=open
	fi
}

unknown() { # NUMBER
	cat "$work/error" >&2
	say "steps.sh: whether step $1 is done is not known: $(title "$1")" >&2
	exit 1
}

perform() { # NUMBER...
	for number; do
		look "$number"
		case $state in
		done)
			say "$number is done: $(title "$number")"
			continue
			;;
		'not known') unknown "$number" ;;
		esac
		say "$number: $(title "$number")"
		if is_in "$number" "$asked"; then
			say "  only when you ask for it: sh steps.sh run $number"
		else
			(step "$number" run)
		fi
	done
}

tell() { # NUMBER...
	for number; do
		look "$number"
		say "$number $state: $(title "$number")"
	done
}

take_back() { # NUMBER...
	for number; do
		is_in "$number" "$undone" || continue
		look "$number"
		case $state in
		open) say "$number is not done: $(title "$number")" ;;
		'not known') unknown "$number" ;;
		*)
			say "$number, back: $(title "$number")"
			(step "$number" undo)
			;;
		esac
	done
}

reversed() { # NUMBER...
	list=''
	for number; do list="$number $list"; done
	say "$list"
}

# shellcheck disable=SC2046,SC2086 # lists of numbers
case ${1-}-${2-} in
before-) perform $before ;;
after-) perform $after ;;
check-) tell $before $after ;;
run-?*) (step "$2" run) ;;
undo-before) take_back $(reversed $before) ;;
undo-after) take_back $(reversed $after) ;;
undo-?*) (step "$2" undo) ;;
*)
	sed -n '2,9s/^# //p' "$0" >&2
	exit 2
	;;
esac
