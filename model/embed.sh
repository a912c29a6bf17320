#!/bin/sh
# Writes C that holds the bytes of the given files under their base names, sorted, as
# model/embedded.h and the header of the room declare them.
# usage: embed.sh HEADER NAME FILE...
set -eu
export LC_ALL=C
header=$1
array=$2
shift 2

echo "#include \"$header\""
count=0
for file; do
	printf 'static const unsigned char text_%d[] = {\n' "$count"
	od -An -v -tu1 "$file" | sed 's/  */,/g; s/^,//; s/$/,/'
	printf '0};\n'
	count=$((count + 1))
done
echo "const struct embedded ${array}[] = {"
count=0
for file; do
	name=$(basename "$file")
	printf '\t{"%s", {(const char *)text_%d, sizeof text_%d - 1}},\n' \
		"${name%.*}" "$count" "$count"
	count=$((count + 1))
done
printf '};\nconst size_t %s_count = %d;\n' "$array" "$count"
