#!/bin/sh
# deploy.sh of a build against an AWS CLI that answers from a folder: what is there is left
# alone, what is missing is made in order, and nothing runs unasked.
# usage: deploy.sh PROGRAM
# shellcheck disable=SC2012 # names of our own
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

is() { # NAME EXPECTED ACTUAL
	if [ "$2" = "$3" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf '%s\n  expected: %s\n  found:    %s\n' "$1" "$2" "$3"
	fi
}

cat >"$work/org.yaml" <<'YAML'
version: 1
organization: {id: o-a1b2c3d4e5, root: r-ab12}
management: {id: "111111111111"}
regions: {home: us-east-1, all: [us-east-1, us-west-2]}
ous: {Workloads: {id: ou-ab12-11111111}}
accounts:
  dev: {id: "444444444444", ou: Workloads}
stacksets:
  base: {template: base.yaml, in: all, regions: all}
  more: {template: base.yaml, in: [Workloads], after: [base]}
policies:
  stay: {type: scp, preset: deny-leaving-organization, in: [Workloads]}
YAML
cat >"$work/base.yaml" <<'YAML'
AWSTemplateFormatVersion: '2010-09-09'
Resources: {Topic: {Type: 'AWS::SNS::Topic'}}
YAML
"$program" build "$work/org.yaml" -o "$work/build" >/dev/null || exit 1

# A stack is a file that holds its status.
mkdir "$work/bin" "$work/stacks"
cat >"$work/bin/aws" <<'AWS'
#!/bin/sh
echo "$AWS_PROFILE $AWS_REGION $2 $4" >>"$CALLS"
stack=$STACKS/$AWS_REGION-$4
case $2 in
describe-organizations-access) echo ENABLED ;;
list-roots) echo SERVICE_CONTROL_POLICY ;;
describe-stacks)
	if [ -e "$stack" ]; then cat "$stack"; exit; fi
	echo 'Stack does not exist' >&2
	exit 254
	;;
describe-change-set)
	case $8 in
	Status) if [ -e "$stack" ]; then echo FAILED; else echo CREATE_COMPLETE; fi ;;
	StatusReason) echo "The submitted information didn't contain changes." ;;
	esac
	;;
execute-change-set) echo "${OUTCOME:-CREATE_COMPLETE}" >"$stack" ;;
delete-stack) rm "$stack" ;;
esac
AWS
chmod +x "$work/bin/aws"
export PATH="$work/bin:$PATH" CALLS="$work/calls" STACKS="$work/stacks" ORGC_POLL=0
script=$work/build/deploy.sh

stacks() { ls "$STACKS" | tr '\n' ' ' | sed 's/ $//'; }
executed() { sed -n 's/^\(.*\) execute-change-set/\1/p' "$CALLS" | tr '\n' ',' | sed 's/,$//'; }

: >"$CALLS"
is "a dry run asks nothing" "" "$(sh "$script" --dry-run >/dev/null; cat "$CALLS")"
is "nobody is there to ask" 1 "$(sh "$script" >/dev/null 2>&1 </dev/null; echo $?)"
is "so nothing ran" "" "$(stacks)"
is "unknown options are refused" 2 "$(sh "$script" --all >/dev/null 2>&1; echo $?)"
is "unknown names are refused" 1 "$(sh "$script" --only nothing >/dev/null 2>&1; echo $?)"
: >"$CALLS"
is "one of them" "us-east-1-policies" \
	"$(sh "$script" --yes --only policies >/dev/null </dev/null; stacks)"
OUTCOME=ROLLBACK_COMPLETE sh "$script" --yes --only stacksets >"$work/said" 2>&1 </dev/null
is "a failure ends it" 1 "$?"
is "and says the state" 1 "$(grep -c 'stacksets is ROLLBACK_COMPLETE' "$work/said")"
: >"$CALLS"
sh "$script" --yes </dev/null >"$work/said" 2>&1
is "the next run does the rest" 0 "$?"
is "in order" "management us-east-1 base,management us-west-2 base,management us-east-1 stacksets" \
	"$(executed)"
is "what failed was deleted first" 1 "$(grep -c 'delete-stack stacksets' "$CALLS")"
is "what was there is left alone" 1 "$(grep -c 'is as it should be' "$work/said")"
: >"$CALLS"
sh "$script" --yes </dev/null >"$work/said" 2>&1
is "a third run does nothing" "" "$(executed)"
is "check shows all" 4 "$(sh "$script" check | grep -c 'CREATE_COMPLETE$')"
sh "$script" undo --yes --from stacksets </dev/null >"$work/said" 2>&1
is "undo goes the other way" "stacksets base base policies" "$(
	sed -n 's/.*delete-stack //p' "$CALLS" | tr '\n' ' ' | sed 's/ $//')"
is "and leaves nothing" "" "$(stacks)"
if command -v shellcheck >/dev/null; then
	is "shellcheck has nothing to say" "" "$(shellcheck "$script")"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
