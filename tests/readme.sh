#!/bin/sh
# Runs what README.md and the pages of docs/ show: in a block fenced as ```console, a line
# after "$ " is a command, and the lines below it are what it prints. BLESS=1 writes the
# pages as they would be right.
# usage: readme.sh PROGRAM
set -u
# What is older than a year is said: not in a year, because of the day that it is.
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-1795824000}"
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$program" "$work/orgc"
passed=0
failed=0

run_page() {
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
	END { if (commands == 0) print "no command in this page" }
	' "$1"
}

for page in README.md $(grep -l '^```console' docs/*.md docs/articles/*.md); do
	rm -rf "$work/examples"
	cp -r examples "$work/"
	run_page "$page" >"$work/page.md"
	if [ -n "${BLESS:-}" ]; then
		cp "$work/page.md" "$page"
	fi
	if diff -u "$page" "$work/page.md"; then
		passed=$((passed + $(grep -c '^\$ ' "$page")))
	else
		failed=$((failed + 1))
	fi
done
[ "$failed" = 0 ] || echo "Where the new output is right, run: BLESS=1 sh tests/readme.sh ./orgc"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
