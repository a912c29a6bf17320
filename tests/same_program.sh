#!/bin/sh
# The whole program, built in another folder, is the same bytes. Where the one that is there
# was built in another way, two other folders are compared.
# usage: same_program.sh PROGRAM
set -eu
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Both are copies of one, whatever changes meanwhile.
mkdir "$work/sources"
cp Makefile "$work/sources"
for room in */; do
	case $room in tests/ | docs/ | examples/) continue ;; esac
	cp -r "$room" "$work/sources"
done

build() {
	mkdir -p "$work/$1"
	cp -r "$work/sources/." "$work/$1"
	make -s -C "$work/$1" -j"$(nproc)" .build/release/orgc
}

build one
if ! cmp -s "$program" "$work/one/.build/release/orgc"; then
	build another/place
	cmp "$work/one/.build/release/orgc" "$work/another/place/.build/release/orgc"
fi
echo "1 passed, 0 failed"
