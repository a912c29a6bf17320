#!/bin/sh
# Runs orgc for pre-commit: the one on the PATH where it is of this version, else one that is
# built here once.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
version=$(sed -n 's/^#define ORGC_VERSION "\(.*\)"/\1/p' "$here/model/version.h")
if command -v orgc >/dev/null && [ "$(orgc version | head -n 1)" = "orgc $version" ]; then
	exec orgc "$@"
fi
if [ ! -x "$here/orgc" ]; then
	make -C "$here" -s -j "$(nproc)" orgc >&2
fi
exec "$here/orgc" "$@"
