#!/bin/sh
# Runs each fuzz target for some seconds on the examples and golden cases and what it
# makes of them.
# usage: fuzz.sh FOLDER SECONDS
set -eu
folder=$1
seconds=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/seeds"
n=0
for seed in $(find examples tests/golden templates/blueprints -type f -size -16k \
	\( -name '*.yaml' -o -name '*.json' -o -name '*.txt' \) | sort); do
	cp "$seed" "$work/seeds/$n"
	n=$((n + 1))
done

passed=0
for target in "$folder"/fuzz_*; do
	case $target in *.d) continue ;; esac
	name=$(basename "$target")
	mkdir "$work/$name"
	if ! "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -max_len=16384 \
		-print_final_stats=1 -artifact_prefix="$work/$name-" \
		"$work/$name" "$work/seeds" >"$work/log" 2>&1; then
		tail -n 60 "$work/log"
		for artifact in "$work/$name"-*; do
			[ -e "$artifact" ] && base64 "$artifact"
		done
		echo "$passed passed, 1 failed"
		exit 1
	fi
	echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$work/log") inputs in" \
		"$seconds s"
	passed=$((passed + 1))
done
echo "$passed passed, 0 failed"
