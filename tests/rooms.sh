#!/bin/sh
# The rooms include one another in one direction only (README, "A tour of the code").
# usage: rooms.sh [FOLDER]
set -eu
cd "${1:-.}"

# shellcheck disable=SC2046 # names without blanks
awk '
BEGIN {
	may["model"] = "model"
	may["aws"] = "model aws"
	may["templates"] = "model aws templates"
	may["policies"] = "model aws policies"
	may["runbooks"] = "model aws runbooks"
	may["gen"] = "model aws templates policies runbooks gen"
	may["lint"] = "model aws templates policies runbooks lint"
	may["cli"] = "model aws templates policies runbooks gen lint cli"
}
/^#[ \t]*include "/ {
	split(FILENAME, path, "/")
	room = path[1]
	split($2, part, /["\/]/)
	target = part[2]
	checked++
	if (!(target in may) || index(" " may[room] " ", " " target " ") == 0) {
		printf "%s:%d: %s/ must not include %s\n", FILENAME, FNR, room, $2
		wrong++
	}
}
END {
	if (checked == 0)
		wrong = 1
	printf "%d passed, %d failed\n", checked - wrong, wrong
	exit wrong > 0
}' $(find model aws templates policies runbooks gen lint cli -name '*.[ch]' 2>/dev/null | sort)
