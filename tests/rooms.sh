#!/bin/sh
# Five tests of the structure (README, "A tour of the code"): rooms include one another in
# one direction only, no name means two things in the headers, no folder and no file has
# grown too large to read, each file says what it does, and no two rules are one symbol.
# usage: rooms.sh [FOLDER]
set -eu
cd "${1:-.}"
rooms='model aws templates policies runbooks org gen lint preflight replay explain report cli'
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2086 # a list of names without spaces
find $rooms -name '*.[ch]' 2>/dev/null | sort >"$work/files"

# shellcheck disable=SC2046 # names without spaces
awk '
BEGIN {
	may["model"] = "model"
	may["aws"] = "model aws"
	may["templates"] = "model aws templates"
	may["policies"] = "model aws policies"
	may["runbooks"] = "model aws runbooks"
	may["org"] = "model aws templates policies runbooks org"
	may["gen"] = "model aws templates policies runbooks org gen"
	may["lint"] = "model aws templates policies runbooks org lint"
	may["preflight"] = "model aws templates policies runbooks org gen preflight"
	may["replay"] = "model aws policies org gen preflight replay"
	may["explain"] = "model aws policies explain"
	may["report"] = "model aws templates policies runbooks org gen lint preflight replay explain report"
	may["cli"] = "model aws templates policies runbooks org gen lint preflight replay explain report cli"
}
/^#[ \t]*include "/ {
	split(FILENAME, path, "/")
	room = path[1]
	split($2, part, /["\/]/)
	target = part[2]
	checked++
	if (!(target in may) || index(" " may[room] " ", " " target " ") == 0) {
		printf "%s:%d: %s/ must not include %s\n", FILENAME, FNR, room, $2
		wrong = 1
	}
}
END { exit checked == 0 || wrong }' $(cat "$work/files") || failed=$((failed + 1))

sed -n 's|^.*\.h$|#include "&"|p' "$work/files" | grep -v rules.def >"$work/all.c"
${CC:-cc} -std=c17 -fsyntax-only -I. "$work/all.c" || failed=$((failed + 1))

# Rules are found by their names; everything else a person reads as a whole.
sed 's|/[^/]*$||' "$work/files" | sort | uniq -c | awk '
$1 > 20 && $2 !~ "^lint/rules/" {
	printf "%s: holds %d source files, and 20 are the most\n", $2, $1
	wrong = 1
}
END { exit wrong }' || failed=$((failed + 1))

# shellcheck disable=SC2046
awk '
FNR == 1 && FILENAME !~ "^lint/rules/" && !/^\/\/ / {
	printf "%s:1: begins without a comment that says what it does\n", FILENAME
	wrong = 1
}
FILENAME ~ /\.c$/ && FNR == 501 {
	printf "%s: has more than 500 lines\n", FILENAME
	wrong = 1
}
END { exit wrong }' $(cat "$work/files") || failed=$((failed + 1))

# Two rules of one symbol would link: the library has both, and the first is taken.
# shellcheck disable=SC2046
awk '
/^const struct (lint_rule|rule) [a-z0-9_]+ = \{/ {
	name = $0
	sub(/ = .*/, "", name)
	sub(/.* /, "", name)
	rules++
	if (name in first) {
		printf "%s:%d: %s is defined in %s too\n", FILENAME, FNR, name, first[name]
		wrong = 1
	}
	first[name] = FILENAME
}
END { exit rules < 100 || wrong }' $(cat "$work/files") || failed=$((failed + 1))

echo "$((5 - failed)) passed, $failed failed"
[ "$failed" = 0 ]
