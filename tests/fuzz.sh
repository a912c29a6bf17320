#!/bin/sh
# Runs each fuzz target for some seconds on the examples and golden cases and what it
# makes of them.
# usage: fuzz.sh FOLDER SECONDS [SEED]   (without SEED, or with 0: another one each time)
set -eu
folder=$1
seconds=$2
start=${3:-0}
targets=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/seeds"
n=0
for seed in $(find examples tests/golden templates/blueprints -type f -size -16k \
	\( -name '*.yaml' -o -name '*.json' -o -name '*.txt' \) | sort); do
	cp "$seed" "$work/seeds/$n"
	n=$((n + 1))
done

# One target: its line of the report, or its log and what broke it in a file FAILED.
run() {
	name=$(basename "$1")
	mkdir "$work/$name"
	if "$1" -max_total_time="$seconds" -seed="$start" -timeout=10 -rss_limit_mb=4096 \
		-max_len=16384 -print_final_stats=1 -artifact_prefix="$work/$name-" \
		"$work/$name" "$work/seeds" >"$work/$name.log" 2>&1; then
		echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$name.log")" \
			"inputs in $seconds s"
		: >"$work/$name.passed"
		return
	fi
	echo "FAILED $name"
	tail -n 60 "$work/$name.log"
	for artifact in "$work/$name"-*; do
		[ -e "$artifact" ] && base64 "$artifact"
	done
}

# As many at once as there are processors, so that a run of all is short.
running=0
for target in "$folder"/fuzz_*; do
	case $target in *.d) continue ;; esac
	targets=$((targets + 1))
	run "$target" &
	running=$((running + 1))
	[ "$running" -lt "$(nproc)" ] || { wait; running=0; }
done
wait
passed=$(find "$work" -name '*.passed' | wc -l)
echo "$passed passed, $((targets - passed)) failed"
[ "$passed" -eq "$targets" ]
