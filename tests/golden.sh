#!/bin/sh
# Golden cases: each folder below tests/golden holds a file `cmd`, shell lines that run in
# the folder with orgc on the PATH and an empty $OUT to write to, and `expected`: all they
# print and the exit status. BLESS=1 accepts what comes.
# usage: golden.sh PROGRAM
set -u
# What is older than a year is said: not in a year, because of the day that it is.
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-1795824000}"
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
ln -s "$program" "$bin/orgc"
passed=0
failed=0

for cmd in tests/golden/*/cmd tests/golden/*/*/cmd; do
	[ -e "$cmd" ] || continue
	folder=$(dirname "$cmd")
	mkdir "$bin/out"
	(cd "$folder" && PATH=$bin:$PATH OUT=$bin/out NO_COLOR=1 sh ./cmd 2>&1 </dev/null
		echo "exit $?") | sed "s|$bin/out|OUT|g" >"$bin/actual"
	rm -rf "$bin/out"
	if [ -n "${BLESS:-}" ]; then
		cp "$bin/actual" "$folder/expected"
	fi
	if diff -u "$folder/expected" "$bin/actual" >"$bin/diff" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		cat "$bin/diff"
	fi
done
[ "$failed" = 0 ] || echo "Where the new output is right, run: make bless"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
