#!/bin/sh
# Writes C that holds the bytes of the given files under their base names, sorted:
# struct embedded { name, text, length }, as templates/blueprints.h declares.
set -eu
export LC_ALL=C

echo '#include "templates/blueprints.h"'
count=0
for file; do
	printf 'static const unsigned char text_%d[] = {\n' "$count"
	od -An -v -tu1 "$file" | sed 's/  */,/g; s/^,//; s/$/,/'
	printf '0};\n'
	count=$((count + 1))
done
echo 'const struct embedded blueprints[] = {'
count=0
for file; do
	name=$(basename "$file")
	printf '\t{"%s", {(const char *)text_%d, sizeof text_%d - 1}},\n' \
		"${name%.*}" "$count" "$count"
	count=$((count + 1))
done
printf '};\nconst size_t blueprint_count = %d;\n' "$count"
