#!/bin/sh
# Makes the n-th allocation, read, readdir, stat, write, fsync, rename, mkdir, open and close
# of each command fail, for every n, and kills it at each write, rename and fsync. Each time
# the command does what it would have done, or it says in one line what it could not, with
# exit status 2, and all files are as they were. What a killed one leaves, the next one
# removes.
# usage: faults.sh PROGRAM [EVERY [COMMAND]]   (one in EVERY, from a seed: SEED; only the
#                                               commands that contain COMMAND)
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
every=${2:-1}
seed=${SEED:-$(date +%s)}
source=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
injected=0
refused=0
killed=0

template() {
	echo "Resources: {Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument:"
	echo "  {Version: '2012-10-17', Statement: {Effect: Allow, Principal: {AWS: '111111111111'},"
	echo "  Action: 'sts:AssumeRole', Resource: '*'}}}}}"
}

# --- what each command starts from, and what it is ---

prepare() {
	mkdir -p "$1/in" "$1/templates"
	cat >"$1/org.yaml" <<END
version: 1
organization: {id: o-a1b2c3d4e5, root: r-ab12}
management: {id: "111111111111", name: management}
regions: {home: eu-west-1, all: [eu-west-1]}
ous: {Workloads: {id: ou-ab12-11111111}}
accounts: {dev: {id: "222222222222", ou: Workloads}}
stacksets: {own: {template: t.yaml, in: [Workloads]}, more: {template: t.yaml, in: [Workloads]}}
END
	echo "Resources: {Topic: {Type: AWS::SNS::Topic}}" >"$1/t.yaml"
	template >"$1/templates/a.yaml"
	template >"$1/templates/b.yaml"
	cp "$source"/tests/golden/import/new/organization/*.json "$1/in"
	sed '/more:/s/, more: .*/}/' "$1/org.yaml" >"$1/next.yaml"
	(cd "$1" && "$program" build org.yaml -o old && "$program" build org.yaml -o kept) >/dev/null
	echo mine >"$1/kept/NOTES.md"
}

commands='build org.yaml
build next.yaml -o old
build next.yaml -o kept
build --check org.yaml -o old
plan org.yaml old
lint templates org.yaml
lint --diff templates
lint --fix templates/a.yaml
import -o made.yaml in
import -o org.yaml in
init -o fresh.yaml'

# All that is there. An empty folder holds nothing: that of a build is made before its files
# take its place.
picture() {
	(cd "$1" && find . \( -type f -exec cksum {} + \) -o -name '.orgc-*' -print) | sort >"$2-all"
	grep -v '/\.orgc-' "$2-all" >"$2"
}

# --- one of them ---

wrong() {
	failed=$((failed + 1))
	echo "orgc $command, $kind $n$how: $*" >&2
	head -c 400 "$work/err" >&2
}

judge() {
	picture "$work/at" "$work/now"
	if [ "$how" ]; then
		killed=$((killed + 1))
	elif [ "$status" = 2 ] && [ "$usual" != 2 ]; then
		refused=$((refused + 1))
		[ -s "$work/err" ] || return 1
		[ "$(grep -c '^orgc' "$work/err")" = 1 ] || return 1
	else
		[ "$status" = "$usual" ] || return 1
		cmp -s "$work/out" "$work/right-out" || return 1
		cmp -s "$work/now" "$work/right" || return 1
	fi
	# Where something of the user's stays, it goes file by file; a kill may stop it between.
	case "$how $command" in
	:kill*kept | :kill*import*) return 0 ;;
	esac
	cmp -s "$work/now" "$work/before" || cmp -s "$work/now" "$work/right"
}

# A second run without a fault does all of it, and nothing is left of the first.
judge_again() {
	# shellcheck disable=SC2086 # words
	(cd "$work/at" && "$program" $command >/dev/null 2>&1)
	picture "$work/at" "$work/now"
	cmp -s "$work/now" "$work/right" || return 1
	case $command in
	build*) cmp -s "$work/now-all" "$work/right" ;;
	esac
}

try() {
	rm -f "$work/hit"
	# What the one before left as it was need not be made again.
	if ! cmp -s "$work/now-all" "$work/before"; then
		rm -rf "$work/at"
		cp -r "$work/start" "$work/at"
		cp "$work/before" "$work/now-all"
	fi
	# shellcheck disable=SC2086 # words
	(cd "$work/at" && ORGC_FAULT=$kind:$n$how ORGC_FAULT_HIT=$work/hit exec "$program" $command \
		>"$work/out" 2>"$work/err" </dev/null) 2>/dev/null
	status=$?
	[ -e "$work/hit" ] || return 1
	injected=$((injected + 1))
	if ! judge; then
		wrong "exit $status, and not as it should be"
	elif [ "$how" ] && ! judge_again; then
		wrong "the next one does not do all of it"
	else
		passed=$((passed + 1))
	fi
}

run_all() {
	for kind in memory read readdir stat write fsync rename mkdir open close; do
		for how in "" :kill; do
			case "$kind$how" in
			write:kill | rename:kill | fsync:kill) ;;
			*:kill) continue ;;
			esac
			# There are a hundred times as many of memory as of all others.
			step=$every
			[ $kind = memory ] || step=$((every / 40 + 1))
			n=$((1 + (seed + injected) % step))
			while try; do n=$((n + step)); done
		done
	done
}

prepare "$work/start"
picture "$work/start" "$work/before"
echo "$commands" | grep -F -e "${3:-}" >"$work/commands"
while read -r command; do
	rm -rf "$work/at"
	cp -r "$work/start" "$work/at"
	# shellcheck disable=SC2086 # words
	(cd "$work/at" && "$program" $command >"$work/right-out" 2>/dev/null </dev/null)
	usual=$?
	picture "$work/at" "$work/right"
	cp "$work/right-all" "$work/now-all"
	run_all </dev/null
done <"$work/commands"

echo "note: $injected faults (of memory one in $every, of the others one in $((every / 40 + 1)), from seed $seed): $refused ended in one line, $killed were killed"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
