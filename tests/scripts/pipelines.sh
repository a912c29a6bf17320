#!/bin/sh
# The examples for pipelines do what they say: their commands are run as they stand there, in
# a repository that has findings, and leave the files that the pipeline publishes.
# usage: pipelines.sh PROGRAM
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
top=$(pwd)
examples=$top/examples/pipelines
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

good() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	echo "$*"
}
check() {
	what=$1
	shift
	if "$@"; then good; else bad "$what"; fi
}

mkdir "$work/bin"
ln -s "$program" "$work/bin/orgc"
PATH=$work/bin:$PATH
STAGING=$work/staging
export PATH STAGING

repository() {
	rm -rf "$work/repository" "$STAGING"
	mkdir "$work/repository"
	cd "$work/repository" || exit 1
	mkdir .git
	cp -r "$top/examples/acme/." "$top/examples/viewer.yaml" .
	orgc build org.yaml >/dev/null 2>&1
}

# The commands of an example, one a line, as its shell gets them.
# shellcheck disable=SC2016 # $STAGING is for that shell
commands() {
	sed -n "s/#.*//; s/' *}.*//; s/.*\(orgc \(lint\|build\|plan\|preflight\) .*\)/\1/p" "$examples/$1" |
		sed 's/\$(Build.ArtifactStagingDirectory)/$STAGING/g'
}

# usage: runs FILE PUBLISHED
runs() {
	repository
	count=$(commands "$1" | wc -l)
	check "$1 runs no command" [ "$count" -gt 0 ]
	commands "$1" >"$work/commands"
	while read -r command; do
		sh -c "$command" >"$work/log" 2>&1
		status=$?
		case $command in
		*lint*) check "$1: $command: exit $status" [ $status = 1 ] ;;
		*) check "$1: $command: exit $status: $(cat "$work/log")" [ $status = 0 ] ;;
		esac
	done <"$work/commands"
	check "$1 does not write $2" grep -q IAM009 "$2"
	check "$1 does not publish $2" grep -q "$(basename "$2")" "$examples/$1"
}

runs gitlab.yml gl-code-quality-report.json
runs Jenkinsfile orgc.xml
runs azure-pipelines.yml "$STAGING/orgc.xml"
runs buildspec.yml reports/orgc.xml

# What the workflow gives the action, the action takes; what it uploads, the action writes.
inputs() { sed -n '/^inputs:/,/^runs:/s/^  \([a-z0-9-]*\):.*/\1/p' "$top/action.yml"; }
sed -n '/uses: .*orgc@/,/uses: .*upload/s/^          \([a-z0-9-]*\):.*/\1/p' "$examples/github.yml" >"$work/given"
check "github.yml gives nothing" [ -s "$work/given" ]
while read -r name; do
	check "github.yml gives $name, and the action takes" sh -c "echo '$(inputs)' | grep -qx '$name'"
done <"$work/given"
check "github.yml uploads another file" [ "$(sed -n 's/.*sarif: \(.*\)/\1/p' "$examples/github.yml")" = \
	"$(sed -n 's/.*sarif_file: \([^}]*\)}.*/\1/p' "$examples/github.yml")" ]
for input in $(inputs); do
	check "the action does not use $input" grep -q "inputs.$input " "$top/action.yml"
done

# The matcher finds each finding of the text form, and no other line.
repository
regexp=$(sed -n 's/.*"regexp": "\(.*\)",$/\1/p' "$examples/problem-matcher.json" | sed 's/\\\\/\\/g')
orgc lint --color never . >"$work/text" 2>/dev/null
orgc lint -f jsonl . >"$work/lines" 2>/dev/null
check "the matcher finds $(grep -cE "$regexp" "$work/text") of $(wc -l <"$work/lines")" \
	[ "$(grep -cE "$regexp" "$work/text")" = "$(wc -l <"$work/lines")" ]
check "the matcher finds another place" sh -c \
	"grep -E '$regexp' '$work/text' | head -n 1 | sed -E 's/$regexp/\1 \2 \3 \4 \6/' | grep -qx 'viewer.yaml 15 71 error IAM009'"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
