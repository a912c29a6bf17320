#!/bin/sh
# What is in the program, as SPDX 2.3 in JSON: the libraries that are linked in, with the
# versions of Debian's packages, and the packages that facts were taken from.
# usage: sbom.sh VERSION
set -eu
version=$1
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || date +%s)}"

package() { # id name version licence supplier
	printf '    {"SPDXID": "SPDXRef-%s", "name": "%s", "versionInfo": "%s",\n' "$1" "$2" "$3"
	printf '     "licenseConcluded": "NOASSERTION", "licenseDeclared": "%s",\n' "$4"
	printf '     "copyrightText": "NOASSERTION", "downloadLocation": "NOASSERTION",\n'
	printf '     "filesAnalyzed": false}'
}
relation() {
	printf ',\n    {"spdxElementId": "SPDXRef-orgc", "relationshipType": "%s", ' "$1"
	printf '"relatedSpdxElement": "SPDXRef-%s"}' "$2"
}
installed() { dpkg-query -W -f '${Version}' "$1"; }

printf '{\n  "spdxVersion": "SPDX-2.3",\n  "dataLicense": "CC0-1.0",\n'
printf '  "SPDXID": "SPDXRef-DOCUMENT",\n  "name": "orgc-%s",\n' "$version"
printf '  "documentNamespace": "https://spdx.org/spdxdocs/orgc-%s-%s",\n' "$version" \
	"$SOURCE_DATE_EPOCH"
printf '  "creationInfo": {"created": "%s", "creators": ["Tool: packaging/sbom.sh"]},\n' \
	"$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)"
printf '  "packages": [\n'
package orgc orgc "$version" Apache-2.0
while read -r id debian licence; do
	printf ',\n'
	package "$id" "$id" "$(installed "$debian")" "$licence"
done <<END
libyaml libyaml-dev MIT
libfyaml libfyaml-dev MIT
pcre2 libpcre2-dev BSD-3-Clause
glibc libc6-dev LGPL-2.1-or-later
END
awk '!/^[\t #]/ && NF == 2' aws/SOURCES | sort -u |
	while read -r name number; do
		printf ',\n'
		id=$(printf '%s' "$name" | tr -c 'A-Za-z0-9.-' '-')
		package "$id" "$name" "$number" NOASSERTION
	done
printf '\n  ],\n  "relationships": [\n'
printf '    {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", '
printf '"relatedSpdxElement": "SPDXRef-orgc"}'
for id in libyaml libfyaml pcre2 glibc; do
	relation STATIC_LINK "$id"
done
printf '\n  ]\n}\n'
