#!/bin/sh
# The program is built so that what is overrun ends it: position-independent, with read-only
# relocations, a stack that is no code, stack protector and _FORTIFY_SOURCE, and no library
# that is loaded when it starts.
# usage: hardening.sh PROGRAM
set -u
program=$1
passed=0
failed=0

expect() {
	what=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$program: $what" >&2
	fi
}

has() { readelf -W "$1" "$program" | grep -q -- "$2"; }
has_not() { ! has "$@"; }
# Sanitizers bring their own.
if has -s ' __asan_init'; then
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
expect "is not position-independent" has -h 'Type: *DYN'
expect "does not say that it is" has -d 'FLAGS_1.*PIE'
expect "wants a loader" has_not -l INTERP
expect "wants libraries" has_not -d NEEDED
expect "has no RELRO" has -l GNU_RELRO
expect "does not bind everything at once" has -d 'FLAGS_1.*NOW'
expect "relocates code" has_not -d TEXTREL
expect "has a stack that is code" has -l 'GNU_STACK.* RW  *0x'
expect "has memory that is written and is code" has_not -l 'LOAD.* RWE '
expect "has no stack protector" has -s ' __stack_chk_fail'
expect "has no _FORTIFY_SOURCE" has -s '__\(memcpy\|snprintf\|vsnprintf\|fprintf\|printf\)_chk'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
