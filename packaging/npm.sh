#!/bin/sh
# Packs for npm: a package for each platform that holds the program, and orgc, which depends on
# all of them as far as they fit the machine and runs the one that is there.
# usage: npm.sh VERSION FOLDER X64-PROGRAM [ARM64-PROGRAM]
set -eu
version=$1
out=$2
x64=$3
arm64=${4:-}
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$out"

pack() { (cd "$1" && npm pack --silent --ignore-scripts --pack-destination "$2") >/dev/null; }

platform() {
	folder=$tree/$1
	mkdir -p "$folder/bin"
	install -m 755 "$2" "$folder/bin/orgc"
	cp LICENSE NOTICE "$folder"
	cat >"$folder/package.json" <<END
{
  "name": "@orgc/linux-$1",
  "version": "$version",
  "description": "The program orgc for Linux on $1",
  "license": "Apache-2.0",
  "os": ["linux"],
  "cpu": ["$1"],
  "files": ["bin/orgc", "NOTICE"]
}
END
	pack "$folder" "$out"
}
out=$(cd "$out" && pwd)
platform x64 "$x64"
[ -z "$arm64" ] || platform arm64 "$arm64"

main=$tree/orgc
mkdir -p "$main"
cp LICENSE NOTICE README.md packaging/orgc.js "$main"
cat >"$main/package.json" <<END
{
  "name": "orgc",
  "version": "$version",
  "description": "Compiler and linter for AWS organizations: StackSets, policies, SSM documents",
  "license": "Apache-2.0",
  "bin": {"orgc": "orgc.js"},
  "files": ["orgc.js", "NOTICE"],
  "engines": {"node": ">=16"},
  "optionalDependencies": {
    "@orgc/linux-x64": "$version",
    "@orgc/linux-arm64": "$version"
  }
}
END
pack "$main" "$out"
ls "$out"/*.tgz
