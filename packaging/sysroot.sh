#!/bin/sh
# Unpacks the libraries of another architecture from Debian's packages into a folder of their
# own: nothing is installed, and apt's own lists stay as they are.
# usage: sysroot.sh ARCHITECTURE FOLDER   (arm64 .build/sysroot-arm64)
set -eu
arch=$1
folder=$2
[ -e "$folder/done" ] && exit 0

rm -rf "$folder"
mkdir -p "$folder/state/lists/partial" "$folder/cache/archives/partial"
top=$(cd "$folder" && pwd)
: >"$folder/state/status"
apt() {
	apt-get -q -o "APT::Architecture=$arch" -o "APT::Architectures::=$arch" \
		-o "Dir::State=$top/state" -o "Dir::State::status=$top/state/status" \
		-o "Dir::Cache=$top/cache" -o APT::Sandbox::User=root "$@" >"$folder/log" 2>&1 || {
		cat "$folder/log" >&2
		exit 2
	}
}
apt update
(cd "$folder/cache" && folder=$top apt download libyaml-dev libfyaml-dev libpcre2-dev zlib1g-dev)
for package in "$folder"/cache/*.deb; do
	dpkg-deb -x "$package" "$folder"
done
rm -rf "$folder/state" "$folder/cache"
touch "$folder/done"
