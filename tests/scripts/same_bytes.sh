#!/bin/sh
# Two folders give the same bytes: the same file of the program, compiled in each.
# usage: same_bytes.sh PROGRAM
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for folder in one another/one; do
	mkdir -p "$work/$folder"
	cp -r Makefile aws model "$work/$folder"
	make -s -C "$work/$folder" .build/release/model/arena.o .build/release/made/facts.o \
		>"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
done
for object in model/arena.o made/facts.o; do
	cmp "$work/one/.build/release/$object" "$work/another/one/.build/release/$object"
done
echo "1 passed, 0 failed"
