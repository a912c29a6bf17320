#!/bin/sh
# Runs what README.md shows: in a block fenced as ```console, a line behind "$ " is a
# command, and the lines below it are what it prints. BLESS=1 prints the README as it
# would be right.
# usage: readme.sh PROGRAM
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$program" "$work/orgc"
cp -r examples "$work/"

awk -v work="$work" '
/^```console$/ { inside = 1; print; next }
/^```$/ && inside { inside = 0 }
inside && /^\$ / {
	print
	fflush()
	command = substr($0, 3)
	if (command !~ /^make/ && command !~ /^git/)
		system("cd " work " && NO_COLOR=1 sh -c \047" command "\047 2>&1")
	commands++
	next
}
inside { next }
{ print }
END { if (commands == 0) print "no command in the README" }
' README.md >"$work/README.md"

if [ -n "${BLESS:-}" ]; then
	cp "$work/README.md" README.md
fi
if ! diff -u README.md "$work/README.md"; then
	echo "Where the new output is right, run: BLESS=1 sh tests/readme.sh ./orgc"
	echo "0 passed, 1 failed"
	exit 1
fi
echo "$(grep -c '^\$ ' README.md) passed, 0 failed"
