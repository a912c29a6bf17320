#!/bin/sh
# What `make dist` makes, installed where nothing else is, and run: the Debian package in a
# root folder of its own, npm's packages without a registry, the program for the other
# architecture under qemu, the hooks of pre-commit and the action without a network.
# usage: packages.sh FOLDER
set -u
dist=$(cd "$1" && pwd)
top=$(pwd)
version=$(sed -n 's/^#define ORGC_VERSION "\(.*\)"/\1/p' model/version.h)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
skipped=0

# Runs a test that is a function, in a folder of its own; what it prints is shown if it fails.
try() {
	mkdir "$work/$1"
	# Not as a condition: in one, set -e does nothing.
	(
		set -eu
		cd "$work/$1"
		"$1"
	) >"$work/log" 2>&1
	# shellcheck disable=SC2181
	if [ $? = 0 ]; then
		passed=$((passed + 1))
	else
		echo "--- $1 failed:"
		tail -n 40 "$work/log"
		failed=$((failed + 1))
	fi
}
# The same, where a program is there.
try_with() {
	if command -v "$1" >/dev/null; then
		try "$2"
	else
		echo "$2 is skipped: $1 is not there"
		skipped=$((skipped + 1))
	fi
}

# Without a network, where the kernel lets us take it away.
offline() {
	if unshare -n true 2>/dev/null; then unshare -n "$@"; else "$@"; fi
}
in_root() {
	if [ "$(id -u)" = 0 ]; then chroot "$@"; else unshare -r chroot "$@"; fi
}

fails() { if "$@"; then return 1; fi; }

# A demo and a lint, by the program that the arguments run.
use() {
	[ "$("$@" version | head -n 1)" = "orgc $version" ]
	cp -r "$top/examples" .
	"$@" build examples/acme/org.yaml -o acme
	"$@" lint examples/acme/org.yaml acme
	fails "$@" lint examples/viewer.yaml >found
	grep -q IAM009 found
}

sums() { cd "$dist" && sha256sum -c SHA256SUMS; }

deb_is_clean() { lintian --fail-on error,warning "$dist/orgc_${version}_amd64.deb"; }

deb_in_a_root() {
	mkdir -p root/var/lib/dpkg/updates root/var/lib/dpkg/info root/usr
	: >root/var/lib/dpkg/status
	dpkg --root="$PWD/root" --force-not-root --force-script-chrootless -i \
		"$dist/orgc_${version}_amd64.deb"
	cp -r "$top/examples" root/
	in_root root /usr/bin/orgc build examples/acme/org.yaml -o acme
	in_root root /usr/bin/orgc lint examples/acme/org.yaml acme
	man -l root/usr/share/man/man1/orgc.1.gz >page 2>/dev/null || gzip -dc root/usr/share/man/man1/orgc.1.gz >page
	grep -q 'fail-on\|fail\\-on' page
	bash -n root/usr/share/bash-completion/completions/orgc
}

npm_without_a_registry() {
	echo '{"private": true}' >package.json
	npm install --offline --no-audit --no-fund --ignore-scripts --no-save \
		"$dist/orgc-linux-x64-$version.tgz" "$dist/orgc-$version.tgz"
	use node_modules/.bin/orgc
}

arm64() { use qemu-aarch64-static "$dist/orgc-$version-linux-arm64"; }

sbom() {
	python3 - "$dist/orgc-$version.spdx.json" <<'END'
import json, sys
d = json.load(open(sys.argv[1]))
assert d["spdxVersion"] == "SPDX-2.3"
ids = {p["SPDXID"] for p in d["packages"]} | {d["SPDXID"]}
assert all(r["spdxElementId"] in ids and r["relatedSpdxElement"] in ids for r in d["relationships"])
assert all(p["versionInfo"] for p in d["packages"]) and len(d["packages"]) > 8
END
}

twice_the_same() {
	here=$PWD
	cd "$top"
	sh packaging/deb.sh amd64 "$dist/orgc-$version-linux-x64" \
		"$dist/orgc-$version-linux-x64" "$here/again"
	cd "$here"
	cmp "again/orgc_${version}_amd64.deb" "$dist/orgc_${version}_amd64.deb"
}

# What the hooks need of this repository, with the program in it: pre-commit finds it built.
repository_of_hooks() {
	git init -q orgc
	cp -r "$top/packaging" "$top/.pre-commit-hooks.yaml" "$top/model" orgc/
	cp "$dist/orgc-$version-linux-x64" orgc/orgc
	git -C orgc add -fA
	git -C orgc -c user.name=t -c user.email=t@example.com commit -qm hooks
}

# A repository that uses them, without a network.
hooks() {
	repository_of_hooks
	mkdir repository
	cd repository
	git init -q
	cp -r "$top/examples/viewer.yaml" "$top/examples/acme/." .
	cat >.pre-commit-config.yaml <<END
repos:
  - repo: $work/hooks/orgc
    rev: $(git -C "$work/hooks/orgc" rev-parse HEAD)
    hooks: [{id: orgc-lint}, {id: orgc-fix}, {id: orgc-build-check}, {id: orgc-preflight}]
END
	git add -A
	export HOME="$work/hooks" XDG_CACHE_HOME="$work/hooks/cache"
	hook() { offline pre-commit run --all-files "$1" >../found 2>&1; }
	fails hook orgc-lint
	cat ../found
	grep -q 'viewer.yaml:15:71: error' ../found
	# pre-commit lets no hook pass that changes files.
	fails hook orgc-fix
	grep -q 'viewer.yaml:15: fixed IAM009' ../found
	grep -q 'ArnLike:' viewer.yaml
	git add -A
	hook orgc-fix
	hook orgc-lint
	fails hook orgc-build-check
	"$work/hooks/orgc/orgc" build org.yaml
	git add -A
	hook orgc-build-check
	hook orgc-preflight
	cp -r "$top/tests/golden/build/formats/." .
	git add -A
	fails hook orgc-preflight
	grep -q 'no-topics, statement 1, blocks 1 stack' ../found
}

# What the Dockerfile makes: a root folder with the program alone, and the work in it.
container() {
	file="$top/examples/pipelines/Dockerfile"
	grep -qx 'FROM scratch' "$file"
	mkdir -p root/work
	cp "$dist/orgc-$version-linux-x64" "root$(sed -n 's/^COPY orgc //p' "$file")"
	cp -r "$top/examples/." root/work/
	entry=$(sed -n 's/^ENTRYPOINT \["\(.*\)"\]$/\1/p' "$file")
	in_root root "$entry" build work/acme/org.yaml -o work/build
	in_root root "$entry" lint work/acme work/build
	fails in_root root "$entry" lint work/viewer.yaml >found
	grep -q IAM009 found
}

# The steps of the action as its runner runs them, with releases in a folder.
action() {
	mkdir -p "releases/$version" checkout
	cp "$dist/orgc-$version-linux-x64" "$dist/SHA256SUMS" "releases/$version/"
	cp "$top/examples/viewer.yaml" checkout/
	export RUNNER_TEMP="$PWD/temp" GITHUB_ACTION_PATH="$top" GITHUB_STEP_SUMMARY="$PWD/summary"
	export ORGC_VERSION="$version" ORGC_URL="file://$PWD/releases"
	: >summary
	offline sh "$top/packaging/install.sh" "$RUNNER_TEMP/orgc"
	cd checkout
	fails offline env ORGC_ARGS='lint .' ORGC_SARIF=orgc.sarif sh "$top/packaging/action.sh" \
		"$RUNNER_TEMP/orgc/orgc" >../log
	grep -q '^::error file=viewer.yaml,line=15' ../log
	grep -q 'IAM009' ../summary
	python3 -m json.tool orgc.sarif >/dev/null
	# The other commands that find something report it alike.
	cp -r "$top/tests/golden/build/formats/." .
	: >../summary
	fails offline env ORGC_ARGS='preflight' sh "$top/packaging/action.sh" \
		"$RUNNER_TEMP/orgc/orgc" >../log
	grep -q '^::error file=policies/no-topics.json,line=1' ../log
	grep -q 'blocks 1 stack' ../summary
	env ORGC_ARGS='version' sh "$top/packaging/action.sh" "$RUNNER_TEMP/orgc/orgc" | grep -q '^orgc '
	# A program that is not the one that was meant is not run.
	cd ..
	echo x >>"releases/$version/orgc-$version-linux-x64"
	fails offline sh "$top/packaging/install.sh" "$RUNNER_TEMP/other"
	[ ! -e "$RUNNER_TEMP/other/orgc" ]
}

try sums
try_with lintian deb_is_clean
try deb_in_a_root
try_with npm npm_without_a_registry
if [ -e "$dist/orgc-$version-linux-arm64" ]; then
	try_with qemu-aarch64-static arm64
fi
try sbom
try twice_the_same
try_with pre-commit hooks
try container
try_with curl action
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
