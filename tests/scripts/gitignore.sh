#!/bin/sh
# A search of folders leaves out what .gitignore does, as git itself says.
# usage: gitignore.sh PROGRAM
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
command -v git >/dev/null || { echo "0 passed, 0 failed, 1 skipped"; exit 0; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
git init -q .
mkdir -p a/b/c out/deep docs
for file in top.yaml a/keep.yaml a/b/made.yaml a/b/c/x.yaml out/o.yaml out/deep/p.yaml docs/out.yaml \
	a/b/old.json 'a/b/#odd.yaml'; do
	echo 'Resources: {T: {Type: AWS::SNS::Topic}}' >"$file"
done
printf '# a comment\n/out/\n*made.yaml\nc/\n*.json  \n\\#odd.yaml\n' >.gitignore
printf '!made.yaml\nkeep.yaml\n' >a/.gitignore
printf 'made.yaml\n!old.json\n' >a/b/.gitignore

passed=0
failed=0
for folder in . a a/b; do
	ours=$("$program" lint --show-skipped "$folder" 2>&1 |
		sed -n 's/^skipped \(.*\): left out by .gitignore$/\1/p' | sort)
	theirs=$(git ls-files -oi --exclude-standard --directory "$folder" | sed 's|/$||' | sort)
	if [ "$ours" = "$theirs" ] && [ -n "$ours" ]; then
		passed=$((passed + 1))
	else
		printf '%s: orgc leaves out\n%s\ngit leaves out\n%s\n' "$folder" "$ours" "$theirs"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
