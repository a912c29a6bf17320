#!/bin/sh
# Each row of the Japanese summaries is of a rule, and each rule of its families has one.
# usage: translations.sh PROGRAM
set -eu
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

sed -n 's/^\([A-Z]*[0-9]*\)	.*/\1/p' explain/rules-ja.txt | sort >"$work/ja"
"$program" show rules | sed -n 's/^| \([A-Z]*[0-9][0-9]*\) |.*/\1/p' | sort >"$work/all"
sed 's/[0-9]*$//' "$work/ja" | sort -u >"$work/families"
while read -r family; do
	grep "^${family}[0-9]" "$work/all" >"$work/rules"
	grep "^${family}[0-9]" "$work/ja" >"$work/rows"
	if diff "$work/rules" "$work/rows"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "explain/rules-ja.txt: family $family" >&2
	fi
done <"$work/families"
first=$(head -n 1 "$work/ja")
if "$program" explain --lang ja "$first" |
	grep -q "$(sed -n "s/^$first	//p" explain/rules-ja.txt)。"; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
fi
[ "$passed" -ge 5 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
