#!/bin/sh
# A trail larger than the memory that is allowed is replayed, with more groups than are kept.
# usage: replay_memory.sh PROGRAM
set -eu
program=$1
# A sanitizer takes more than all of it for itself.
if readelf -W -s "$program" | grep -q ' __asan_init'; then
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

records() {
	awk -v count="$1" 'BEGIN {
		for (i = 0; i < count; i++)
			printf "{\"eventVersion\":\"1.10\",\"userIdentity\":{\"type\":\"IAMUser\"," \
				"\"arn\":\"arn:aws:iam::333333333333:user/u%d\"," \
				"\"accountId\":\"333333333333\"},\"eventTime\":\"2026-11-20T09:12:44Z\"," \
				"\"eventSource\":\"s3.amazonaws.com\"," \
				"\"eventName\":\"PutBucketPublicAccessBlock\",\"awsRegion\":\"ap-northeast-1\"," \
				"\"sourceIPAddress\":\"192.0.2.%d\",\"requestParameters\":{\"bucket\":" \
				"\"%0700d\"},\"eventType\":\"AwsApiCall\"," \
				"\"recipientAccountId\":\"333333333333\"}\n", i % 40000, i % 250, i
	}'
}

passed=0
failed=0
check() { # NAME COMMAND, and the first line that it prints within 64 MB
	# shellcheck disable=SC3045 # dash and bash have it
	(ulimit -d 65536; sh -c "$2" 2>&1) >"$work/out" || true
	if [ "$(head -n 1 "$work/out")" = "$3" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$1: $(head -n 3 "$work/out")"
	fi
}

records 100000 >"$work/trail.json"
[ "$(wc -c <"$work/trail.json")" -gt 100000000 ] || failed=1
says='100000 records: 100000 would be denied, 0 would pass, 0 depend'
check file "$program replay examples/console/org.yaml $work/trail.json" "$says"
check pipe "cat $work/trail.json | $program replay examples/console/org.yaml -" "$says"
mkdir "$work/folder"
(cd "$work/folder" && split -n l/8 ../trail.json part && for f in part*; do mv "$f" "$f.json"; done)
check folder "$program replay examples/console/org.yaml $work/folder" "$says"
rm -r "$work/folder"
gzip -1 "$work/trail.json"
check gzip "$program replay examples/console/org.yaml $work/trail.json.gz" "$says"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
