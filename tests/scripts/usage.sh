#!/bin/sh
# Every option that getopt takes is in the man page, in the completions of all shells and in
# docs/commands.md, and each of these is sound for who reads it.
# usage: usage.sh PROGRAM
set -u
program=$1
passed=0
failed=0
bad=
ok() { [ "$1" = 0 ] || bad="$bad$2
"; }
# The end of one test.
end() {
	if [ -z "$bad" ]; then
		passed=$((passed + 1))
	else
		printf '%s' "$bad"
		failed=$((failed + 1))
	fi
	bad=
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$program" show man | sed 's/\\-/-/g; s/\\f[BIR]//g' >"$work/man"
for shell in bash zsh fish; do
	"$program" show completion "$shell" >"$work/$shell"
done

for command in $("$program" --help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
	"$program" "$command" --help >"$work/help" || ok 1 "$command --help fails"
	# shellcheck disable=SC2013 # options have no blanks
	# What is documented is taken: only what comes after it is wrong.
	for option in $(sed -n 's/^ *\(-., \)\{0,1\}--\([a-z-]*\).*/\2/p' "$work/help"); do
		# A value of its own, so that none is taken from what follows.
		value=
		grep -q -e "--$option [A-Z]" "$work/help" && value='=x'
		said=$("$program" "$command" "--$option$value" 2>&1 </dev/null --no-such-option)
		case $said in
		*"no option --$option"*) ok 1 "$command does not take --$option" ;;
		*) ok 0 ;;
		esac
		for page in man bash zsh fish; do
			words="--$option"
			[ "$page" = fish ] && words="from $command' -l $option"
			grep -q -e "$words" "$work/$page"
			ok $? "$page does not have $command --$option"
		done
	done
	grep -q "^## orgc $command\$" docs/commands.md
	ok $? "docs/commands.md does not have $command"
done
end

bash -n "$work/bash"
ok $? "bash does not take its completion"
answer=$(bash -c ". '$work/bash'; COMP_WORDS=(orgc lint --fail-on w); COMP_CWORD=3; _orgc
	echo \"\${COMPREPLY[*]}\"" 2>/dev/null)
[ "$answer" = warning ]
ok $? "bash completes --fail-on w with \"$answer\""
if command -v zsh >/dev/null; then
	zsh -n "$work/zsh"
	ok $? "zsh does not take its completion"
fi
if command -v fish >/dev/null; then
	fish -n "$work/fish"
	ok $? "fish does not take its completion"
fi
end

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
