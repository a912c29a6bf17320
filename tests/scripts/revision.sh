#!/bin/sh
# plan compares with a revision of git: with its org.yaml and the files that it names as they
# were, from inside of the repository only; lint takes what differs from one.
# usage: revision.sh PROGRAM
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
command -v git >/dev/null || { echo "0 passed, 0 failed, 1 skipped"; exit 0; }

case=$(pwd)/tests/golden/build/formats
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
git() { command git -c user.name=t -c user.email=t@example.com "$@"; }
# What it prints has these words; more than one for several.
says() {
	name=$1
	status=$2
	shift 2
	# shellcheck disable=SC2086 # several arguments
	"$program" plan $arguments >"$work/log" 2>&1
	got=$?
	for words; do
		grep -qF -- "$words" "$work/log" || got="$got, without \"$words\""
	done
	if [ "$got" = "$status" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$name: exit $got, not $status"
		cat "$work/log"
	fi
}

mkdir -p "$work/repository/sub" "$work/outside"
cd "$work/repository/sub" || exit 1
git init -q ..
cp -r "$case/org.yaml" "$case/policies" "$case/templates" .
git add -A
git commit -qm first
git tag first

arguments="first"
says "nothing has changed" 0 "From first to org.yaml" "Nothing changes"
# Templates and policies are those of the revision, too.
sed -i 's/Topic:/Other:/' templates/topics.yaml
sed -i 's/CreateTopic/DeleteTopic/' policies/no-topics.json
says "files that it names" 1 "+ AWS::SNS::Topic Other" "- AWS::SNS::Topic Topic" "no-topics changed"
arguments="--format json first org.yaml"
says "both named" 1 '"differs": true'
git commit -qam second
arguments="HEAD"
says "the last commit" 0 "Nothing changes"
arguments="HEAD~1 ./org.yaml"
says "the one before" 1 "Other"
rm -r templates policies
arguments="HEAD first"
says "revisions come first" 2 "first of revision HEAD"
git checkout -q .

# What is there as a file is no revision.
cp org.yaml HEAD
arguments="HEAD"
says "a file of that name" 0 "Plan of o-a1b2c3d4e5"
rm HEAD

sed -i 's/"222222222222"/"2222"/' org.yaml
git commit -qam wrong
git tag wrong
git checkout -q HEAD~1 org.yaml
arguments="wrong"
says "errors of then" 2 "wrong:org.yaml:8:14: error:" "nothing to compare"
arguments="none"
says "no such revision" 2 "none: there is no such file, and git knows no such revision"
arguments="--upload-pack=x"
says "no option of git" 2 "there is no option"
arguments="-- --upload-pack=x"
says "no option of git, either" 2 "no such revision"

# Nothing outside of the repository is read: a link is what git keeps of it, its text.
echo '{"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "secret:*", "Resource": "*"}}' \
	>"$work/outside/secret.json"
ln -sf "$work/outside/secret.json" policies/no-topics.json
git commit -qam links
git tag links
git checkout -q first .
arguments="links"
says "a link of then" 2 "links:policies/no-topics.json:1:1: error"
if grep -q 'secret:' "$work/log"; then
	failed=$((failed + 1))
	cat "$work/log"
fi
cp org.yaml "$work/outside/"
arguments="--allow-outside first ../../outside/org.yaml"
says "outside" 2 "outside of the repository"
cd "$work/outside" || exit 1
arguments="first"
says "no repository" 2 "no such revision"

# --- lint --changed-since ---

# What it looks at are the files in WANTED; it ends with this status.
lints() {
	name=$1
	status=$2
	wanted=$3
	shift 3
	"$program" lint --show-skipped -f "junit:$work/junit" "$@" >"$work/log" 2>&1
	got=$?
	files=$(sed -n 's/.*<testsuite name="\([^"]*\)".*/\1/p' "$work/junit" 2>/dev/null | sort | tr '\n' ' ')
	rm -f "$work/junit"
	if [ "$got" = "$status" ] && [ "$files" = "$wanted" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$name: exit $got, not $status; $files, not $wanted"
		cat "$work/log"
	fi
}

mkdir "$work/lint"
cd "$work/lint" || exit 1
git init -q .
mkdir sub
for file in a b sub/c sub/d; do
	echo "Resources: {$(basename $file): {Type: AWS::SNS::Topic}}" >$file.yaml
done
git add -A
git commit -qm first
git tag first
lints "nothing has changed" 0 "" --changed-since first
echo '# more' >>a.yaml
echo '# more' >>sub/c.yaml
git commit -qam second
echo '# more' >>b.yaml
rm sub/d.yaml
cp a.yaml new.yaml
cp a.yaml ignored.yaml
echo ignored.yaml >.gitignore
lints "committed, changed, new and removed" 0 "a.yaml b.yaml new.yaml sub/c.yaml " --changed-since first
lints "not what is committed" 0 "b.yaml new.yaml " --changed-since HEAD
lints "of a folder" 0 "sub/c.yaml " --changed-since first sub
lints "a file that is named has to differ, too" 0 "" --changed-since HEAD a.yaml
cd sub || exit 1
lints "from below" 0 "../a.yaml ../b.yaml ../new.yaml ../sub/c.yaml " --changed-since first
cd ..
lints "no such revision" 2 "" --changed-since none
lints "no option of git" 2 "" --changed-since "--output=$work/made"
if [ -e "$work/made" ]; then
	failed=$((failed + 1))
	echo "an option reached git"
fi
rm -rf .git
lints "no repository" 2 "" --changed-since first

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
