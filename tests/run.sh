#!/bin/sh
# Runs every test of a build folder, prints what failed, and counts.
# usage: run.sh .build/release
set -u
# What is older than a year is said: not in a year, because of the day that it is.
export SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-1795824000}"
build=$1
passed=0
failed=0
skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# A program of cmocka counts its own tests; a script that ends well prints "N passed".
count() {
	name=$1
	shift
	if "$@" >"$log" 2>&1; then
		ok=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p; s/^\([0-9]*\) passed.*/\1/p' "$log" |
			tail -n 1)
		left=$(sed -n 's/^.* \([0-9]*\) skipped.*/\1/p' "$log" | tail -n 1)
		skipped=$((skipped + ${left:-0}))
		if [ $((${ok:-0} + ${left:-0})) -gt 0 ]; then
			passed=$((passed + ${ok:-0}))
			# Seeds and sizes of what was made at random.
			sed -n "s/^note: /  $name: /p" "$log"
			return
		fi
		echo "no test ran" >>"$log"
	fi
	bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p; s/^.* \([0-9]*\) failed.*/\1/p' "$log" |
		tail -n 1)
	failed=$((failed + ${bad:-1}))
	echo "--- $name failed:"
	grep -v '^\[ *RUN\|^\[ *OK' "$log" | head -n 200
}

for program in tests/unit/*.c; do
	program=$(basename "$program" .c)
	count "$program" "$build/unit/$program"
done
count rooms sh tests/rooms.sh
count golden sh tests/golden.sh "$build/orgc"
count readme sh tests/readme.sh "$build/orgc"
count docs sh tests/docs.sh "$build/orgc"
for script in tests/scripts/*.sh; do
	[ -e "$script" ] && count "$(basename "$script" .sh)" sh "$script" "$build/orgc"
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
