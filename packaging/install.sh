#!/bin/sh
# Fetches one program, checks its sum, and puts it in a folder.
# usage: ORGC_VERSION=… ORGC_URL=… [ORGC_SHA256=…] install.sh FOLDER
set -eu
folder=$1
case $(uname -m) in
x86_64) arch=x64 ;;
aarch64 | arm64) arch=arm64 ;;
*)
	echo "orgc: there is no program for $(uname -m)" >&2
	exit 2
	;;
esac
name=orgc-$ORGC_VERSION-linux-$arch
mkdir -p "$folder"
curl -fsSL --retry 3 -o "$folder/$name" "$ORGC_URL/$ORGC_VERSION/$name"
sum=${ORGC_SHA256:-}
if [ -z "$sum" ]; then
	curl -fsSL --retry 3 -o "$folder/SHA256SUMS" "$ORGC_URL/$ORGC_VERSION/SHA256SUMS"
	sum=$(awk -v name="$name" '$2 == name { print $1 }' "$folder/SHA256SUMS")
fi
if ! echo "$sum  $folder/$name" | sha256sum -c - >/dev/null 2>&1; then
	rm -f "$folder/$name"
	echo "orgc: the checksum of $name is not $sum: it is not run" >&2
	exit 2
fi
chmod +x "$folder/$name"
mv "$folder/$name" "$folder/orgc"
