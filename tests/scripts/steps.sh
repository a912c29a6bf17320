#!/bin/sh
# Runs steps.sh of a build against an AWS CLI that only writes down what it is asked: what is
# done is left alone, the rest is done once and in order, and can be taken back.
# usage: steps.sh PROGRAM
# shellcheck disable=SC2012 # a name of our own
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
regions: {home: us-east-1, all: [us-east-1]}
ous: {Workloads: {id: ou-ab12-11111111}}
accounts:
  operations: {id: "222222222222", ou: /}
  dev: {id: "444444444444", ou: Workloads}
features:
  session-manager: {from: operations, who: [role/Operator], in: [Workloads], hybrid: {nodes: 3}}
YAML
"$program" build "$work/org.yaml" -o "$work/build" >/dev/null || exit 1

# Trusted access is there; activations are not, until one is made.
mkdir "$work/bin"
cat >"$work/bin/aws" <<'AWS'
#!/bin/sh
if [ -n "${BROKEN-}" ]; then
	echo "Unable to locate credentials" >&2
	exit 253
fi
echo "$AWS_PROFILE $AWS_REGION $1 $2" >>"$CALLS"
case $2 in
describe-organizations-access) echo ENABLED ;;
create-activation) touch "$CALLS.made" && echo SECRET ;;
describe-activations) [ ! -e "$CALLS.made" ] || echo 11111111-2222-3333-4444-555555555555 ;;
esac
AWS
chmod +x "$work/bin/aws"
export PATH="$work/bin:$PATH" CALLS="$work/calls"
script=$work/build/steps.sh

is "nothing is done without a word" 2 "$(sh "$script" >/dev/null 2>&1; echo $?)"
is "what is there is left alone" "1 is done: Let StackSets deploy to the organization" \
	"$(sh "$script" before)"
is "by one question" "management us-east-1 cloudformation describe-organizations-access" \
	"$(cat "$CALLS")"
: >"$CALLS"
sh "$script" after >"$work/first"
is "a secret is made only on request" 0 \
	"$(grep -c 'operations us-east-1 ssm create-activation' "$CALLS")"
is "and the script says how" 1 "$(grep -c 'sh steps.sh run 2' "$work/first")"
is "what a person does is said" 1 "$(grep -c 'amazon-ssm-agent -register -id' "$work/first")"
(cd "$work" && sh "$script" run 2 >"$work/run")
is "on request it is made" 1 "$(grep -c 'operations us-east-1 ssm create-activation' "$CALLS")"
is "the secret is not printed" 0 "$(grep -c SECRET "$work/run")"
is "but kept where only its owner reads" "-rw------- SECRET" \
	"$(ls -l "$work/activation.json" | cut -c1-10) $(cat "$work/activation.json")"
sh "$script" after >"$work/second"
is "and made once only" 1 "$(grep -c 'ssm create-activation' "$CALLS")"
is "the second run says so" 1 "$(grep -c '^2 is done: Make an activation' "$work/second")"
is "check tells" "1 done 2 done 3 open" \
	"$(sh "$script" check | sed 's/^\([0-9]* [a-z]*\):.*/\1/' | tr '\n' ' ' | sed 's/ $//')"
is "what AWS does not answer is not known" "1 not known 2 not known 3 not known" \
	"$(BROKEN=yes sh "$script" check | sed 's/^\([0-9]* [a-z ]*\):.*/\1/' | tr '\n' ' ' | sed 's/ $//')"
is "and then nothing is done" 1 \
	"$(BROKEN=yes sh "$script" before >/dev/null 2>&1; echo $?)"
sh "$script" undo 2
is "undo takes it back" 1 "$(grep -c 'ssm delete-activation' "$CALLS")"
is "there is no step 9" 1 "$(sh "$script" undo 9 >/dev/null 2>&1; echo $?)"
if command -v shellcheck >/dev/null; then
	is "shellcheck has nothing to say" "" "$(shellcheck "$script")"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
