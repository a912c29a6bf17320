#!/bin/sh
# Runs the script that collects outputs against an aws that answers from files: it makes the
# very folder that the golden case imports, and asks for nothing that is not only read.
# usage: import_script.sh PROGRAM
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
answers=$PWD/tests/golden/import/new/organization
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/aws" <<'AWS'
#!/bin/sh
echo "$2" >>"$WORK/calls"
case $2:$* in
*"--output text"*) printf 'SERVICE_CONTROL_POLICY\tTAG_POLICY\n' ;;
describe-organization:*) cat "$ANSWERS/organization.json" ;;
list-roots:*) cat "$ANSWERS/roots.json" ;;
list-accounts:*) cat "$ANSWERS/accounts.json" ;;
list-organizational-units-for-parent:*"ParentId: '$4'"*) cat "$ANSWERS/ous-of-$4.json" ;;
list-accounts-for-parent:*"ParentId: '$4'"*) cat "$ANSWERS/accounts-of-$4.json" ;;
list-policies:*) cat "$ANSWERS/policies-$4.json" ;;
describe-policy:*) cat "$ANSWERS/policy-$4.json" ;;
list-targets-for-policy:*"PolicyId: '$4'"*) cat "$ANSWERS/targets-of-$4.json" ;;
list-delegated-administrators:*) cat "$ANSWERS/administrators-of-$4.json" ;;
*) exit 1 ;;
esac
AWS
chmod +x "$work/aws"
export ANSWERS="$answers" WORK="$work" PATH="$work:$PATH"

"$program" import --script >"$work/collect.sh"
(cd "$work" && sh collect.sh && diff -r "$answers" organization)
passed=1

# Into a folder that is there it does not go.
if (cd "$work" && sh collect.sh 2>/dev/null); then
	echo "collect.sh wrote into a folder that was there"
	exit 1
fi
passed=$((passed + 1))

if grep -v '^describe-\|^list-' "$work/calls"; then
	echo "collect.sh does more than read"
	exit 1
fi
passed=$((passed + 1))

skipped=0
if command -v shellcheck >/dev/null; then
	shellcheck "$work/collect.sh"
	passed=$((passed + 1))
else
	skipped=1
fi
echo "$passed passed, 0 failed, $skipped skipped"
