#!/bin/sh
# The reference pages are what the program prints, and the tests that docs/security.md names
# are there.
# usage: docs.sh PROGRAM
set -u
program=$1
passed=0
failed=0

same() {
	page=$1
	shift
	if "$program" "$@" | diff -u "$page" - ; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
}

same docs/rules.md show rules
same docs/org.schema.json show schema
same docs/orgc.schema.json show schema config
same docs/commands.md show commands
[ "$failed" = 0 ] || echo "Run: make docs"

# docs/formats.md has a row for each format, in the order of the table.
formats=$("$program" lint --help | sed -n '/^Formats/,$s/^  \([a-z]*\) .*/\1/p')
# shellcheck disable=SC2016 # backticks of Markdown
rows=$(sed -n 's/^| `\([a-z]*\)` .*/\1/p' docs/formats.md)
if [ -n "$formats" ] && [ "$formats" = "$rows" ]; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo "docs/formats.md has the formats $rows and orgc has $formats"
fi

# Of each promise: `tests/…`, `test_x.c`: `function`, …; strangers: `function`, …
promises() {
	sed -n '/^| [^-p]/s/.*| \([^|]*\) |$/\1/p' docs/security.md
}

names_tests() {
	file=
	found=0
	for word in $(echo "$1" | tr -d '`,' | sed 's/[;:]/ /g'); do
		case $word in
		strangers) file=tests/scripts/strangers.sh ;;
		tests/*) [ -e "$word" ] && found=$((found + 1)) || return 1 ;;
		test_*.c) file=tests/unit/$word ;;
		*_*) grep -q "^\(static void \)*$word(" "$file" && found=$((found + 1)) || return 1 ;;
		esac
	done
	[ $found -gt 0 ]
}

count=$(promises | wc -l)
[ "$count" -ge 10 ] || failed=$((failed + 1))
for n in $(seq "$count"); do
	promise=$(promises | sed -n "${n}p")
	if names_tests "$promise"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "docs/security.md names a test that is not there: $promise"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
