#!/bin/sh
# The reference pages are what the program prints.
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
same docs/commands.md show commands
[ "$failed" = 0 ] || echo "Run: make docs"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
