#!/bin/sh
# docs/access-analyzer.md: every check has a number, and rules that exist or a remark.
# shellcheck disable=SC2013 # ids without spaces
set -eu
cd "$(dirname "$0")/../.."
page=docs/access-analyzer.md
wrong=0

for id in $(grep -o '[A-Z]\{3\}[0-9]\{3\}' "$page" | sort -u); do
	grep -q "^| $id |" docs/rules.md || { echo "analyzer: no rule $id" >&2; wrong=1; }
done
grep -n '| – | *|$' "$page" >&2 && wrong=1
[ "$(grep -c '^| [0-9]' "$page")" = 141 ] || { echo "analyzer: not 141 checks" >&2; wrong=1; }
[ $wrong = 0 ] || exit 1
echo "1 passed, 0 failed"
