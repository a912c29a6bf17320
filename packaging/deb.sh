#!/bin/sh
# Packs a Debian package: the program, its man page, completions and documentation.
# usage: deb.sh ARCHITECTURE PROGRAM RUNNABLE FOLDER
#   PROGRAM is what is packed, RUNNABLE one that runs here and prints the man page
set -eu
arch=$1
program=$2
runnable=$3
out=$4
version=$("$runnable" version | sed -n 's/^orgc //p')
maintainer='The authors of orgc <orgc@users.noreply.github.com>'
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || date +%s)}"
export SOURCE_DATE_EPOCH

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
chmod 755 "$tree"
put() { install -D -m "$1" "$2" "$tree/$3"; }

put 755 "$program" usr/bin/orgc
mkdir -p "$tree/made"
"$runnable" show man >"$tree/made/orgc.1"
"$runnable" show completion bash >"$tree/made/bash"
"$runnable" show completion zsh >"$tree/made/zsh"
"$runnable" show completion fish >"$tree/made/fish"
gzip -9n "$tree/made/orgc.1"
put 644 "$tree/made/orgc.1.gz" usr/share/man/man1/orgc.1.gz
put 644 "$tree/made/bash" usr/share/bash-completion/completions/orgc
put 644 "$tree/made/zsh" usr/share/zsh/vendor-completions/_orgc
put 644 "$tree/made/fish" usr/share/fish/vendor_completions.d/orgc.fish
rm -r "$tree/made"

doc=usr/share/doc/orgc
for page in README.md docs/*.md; do
	put 644 "$page" "$doc/$(basename "$page")"
done
put 644 examples/acme/org.yaml "$doc/examples/acme/org.yaml"
cat >"$tree/$doc/copyright" <<END
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: orgc

Files: *
Copyright: 2026 the authors of orgc
License: Apache-2.0
 On Debian systems the text of the licence is in /usr/share/common-licenses/Apache-2.0.
Comment: The program holds parts of libyaml (MIT), libfyaml (MIT), PCRE2 (BSD) and glibc (LGPL),
 and names and numbers of other packages:
$(sed 's/^$/./; s/^/ /' NOTICE)
END
{
	printf 'orgc (%s) stable; urgency=medium\n\n' "$version"
	printf '  * The changes are in CHANGELOG.md of the source.\n\n'
	printf ' -- %s  %s\n' "$maintainer" "$(date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >"$tree/$doc/changelog.gz"
mkdir -p "$tree/usr/share/lintian/overrides"
cat >"$tree/usr/share/lintian/overrides/orgc" <<END
# One static program, that runs in any container and before anything is installed.
orgc: statically-linked-binary [usr/bin/orgc]
orgc: embedded-library *
orgc: shared-library-lacks-prerequisites [usr/bin/orgc]
END

mkdir -p "$tree/DEBIAN"
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
cat >"$tree/DEBIAN/control" <<END
Package: orgc
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $(du -sk "$tree/usr" | cut -f1)
Section: devel
Priority: optional
Homepage: https://github.com/orgc/orgc
Description: compiler and linter for AWS organizations
 orgc compiles one description of an AWS organization into CloudFormation
 templates for StackSets, with the plan and the scripts that deploy them.
 .
 orgc lint finds what AWS would refuse or silently ignore in CloudFormation
 templates, in policies of IAM and Organizations, and in documents of
 Systems Manager.
END
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$out"
dpkg-deb --root-owner-group -Zxz -b "$tree" "$out/orgc_${version}_$arch.deb" >/dev/null
echo "$out/orgc_${version}_$arch.deb"
