#!/bin/bash
# The Debian package: the same bytes from two folders, no findings of lintian, mandoc and systemd-analyze; in a bare Debian it installs,
# one line of configuration and the service's own command run the night as a user without rights, an upgrade keeps the data, purging
# leaves what the manual says. What it says that it is made of is what is installed; the bundle installs it in a bare Debian that has no
# network, and a damaged one installs nothing.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
[ -n "${CHISO_TEST_PACKAGE:-}" ] || skip_all 'a package and a bare Debian take minutes: make package'

export HOME=$T # git's and lintian's own files
git -C "$ROOT" diff --quiet HEAD 2>/dev/null || tap_note 'the tree has changes that are not committed: they are not in the second folder'
ok 'make deb' "$ROOT/scripts/deb" -o "$T/one"
package=$(find "$T/one" -name 'chiso_*.deb')
git clone -q "$ROOT" "$T/another folder" && ok 'from another folder' "$T/another folder/scripts/deb" -o "$T/two"
ok 'the same bytes' cmp "$package" "$(find "$T/two" -name 'chiso_*.deb')"

stage=$T/stage
dpkg-deb -x "$package" "$stage"
is 'lintian finds nothing' "$(lintian --allow-root --tag-display-limit 0 "$package" 2>&1)" ''
for page in "$stage"/usr/share/man/man?/*.gz "$stage"/usr/share/man/vi/man?/*.gz; do
	zcat "$page" | mandoc -T lint -W warning >>"$T/mandoc" 2>&1
done
is 'mandoc finds nothing' "$(cat "$T/mandoc")" ''
is 'every program and script has a page' "$(ls "$stage/usr/bin")" "$(basename -s .1.gz "$stage"/usr/share/man/man1/*)"
is 'every command is completed' "$(ls "$stage/usr/bin")" "$(cd "$stage/usr/share/bash-completion/completions" && printf '%s\n' chiso-*)"
ok 'the options of a script are completed' bash -c ". '$stage/usr/share/bash-completion/completions/chiso'; PATH=$stage/usr/bin:\$PATH
	COMP_WORDS=(chiso-take --in) COMP_CWORD=1; _chiso chiso-take; [[ \" \${COMPREPLY[*]} \" == *' --inbox '* ]]"
is 'no path of this machine is in it' "$(grep -r -l -a -F -e "$ROOT" -e "$T" "$stage")" ''
for setting in $("$ROOT/scripts/nightly" --help | grep -o -E '^  CHISO_[A-Z_]+'); do
	[ "$setting" = CHISO_CONFIG ] || grep -q "^#\?$setting=" "$stage/etc/chiso/chiso.conf" || fail "$setting stands in chiso.conf"
done
sed "s#=/usr/#=$stage/usr/#" "$stage/usr/lib/systemd/system/chiso-nightly.service" >"$T/chiso-nightly.service"
sed "s#=/usr/#=$stage/usr/#" "$stage/usr/lib/systemd/system/chiso-failed@.service" >"$T/chiso-failed@.service"
cp "$stage/usr/lib/systemd/system/chiso-nightly.timer" "$T/"
is 'systemd-analyze verify finds nothing' "$(cd "$T" && systemd-analyze verify --man=no ./chiso-nightly.service ./chiso-nightly.timer ./chiso-failed@.service 2>&1 | grep -i chiso)" ''
ok 'the exposure of the service is 2.0 at most' systemd-analyze security --offline=yes --threshold=20 "$T/chiso-nightly.service"

# what it is made of: SPDX 2.3 as its schema and the chapters on identifiers ask for it
sbom=$stage/usr/share/doc/chiso/chiso.spdx.json
# shellcheck disable=SC2317 # ok calls it
is_spdx() {
	jq -e '
		def said: type == "string" and . != "";
		(.packages + (.files // []) | map(.SPDXID)) as $ids
		| (.spdxVersion == "SPDX-2.3" and .dataLicense == "CC0-1.0" and .SPDXID == "SPDXRef-DOCUMENT" and (.name | said))
		and (.documentNamespace | test("^https://[^ #]+$")) and (.creationInfo.created | fromdate | . > 0) and (.creationInfo.creators | length > 0)
		and (.packages | length > 0 and all(.name and (.name | said) and (.downloadLocation | said)))
		and (.files // [] | all((.fileName | startswith("./")) and (.checksums | map(.algorithm) | contains(["SHA1"]))))
		and ($ids | all(test("^SPDXRef-[A-Za-z0-9.-]+$")) and length == (unique | length))
		and (($ids + ["SPDXRef-DOCUMENT"] | map({key: ., value: true}) | from_entries) as $known
			| .relationships | length > 0 and all($known[.spdxElementId] and $known[.relatedSpdxElement] and (.relationshipType | said)))
		and ([.packages[].licenseDeclared, .files[]?.licenseConcluded | select(startswith("LicenseRef"))] | unique)
			== ([.hasExtractedLicensingInfos[]?.licenseId] | unique)' "$1"
}
ok 'the SBOM has what SPDX 2.3 requires' is_spdx "$sbom"
ok 'it lies beside the package' cmp "$sbom" "$T/one/chiso.spdx.json"
is 'it is of the day of the tree' "$(jq -r '.creationInfo.created | fromdate' "$sbom")" "$(git -C "$ROOT" log -1 --format=%ct)"
(cd "$stage" && find . -type f ! -path ./usr/share/doc/chiso/chiso.spdx.json -exec sha256sum {} + | LC_ALL=C sort) >"$T/installed"
jq -r '(.relationships | map(select(.spdxElementId == "SPDXRef-Package-chiso" and .relationshipType == "CONTAINS").relatedSpdxElement)) as $contained
	| .files[] | select(.SPDXID | IN($contained[])) | "\(.checksums[] | select(.algorithm == "SHA256").checksumValue)  \(.fileName)"' "$sbom" | LC_ALL=C sort >"$T/listed"
same 'it contains exactly the installed files' "$T/listed" "$T/installed"
is 'and their sum' "$(jq -r '.packages[0].packageVerificationCode.packageVerificationCodeValue' "$sbom")" \
	"$(cd "$stage" && find . -type f ! -path ./usr/share/doc/chiso/chiso.spdx.json -exec sha1sum {} + | cut -c1-40 | LC_ALL=C sort | tr -d '\n' | sha1sum | cut -c1-40)"
# what the programs ask the loader for, by the packages that have it here
find "$stage/usr/bin" -type f -exec sh -c 'for f; do objdump -p "$f" 2>/dev/null; done' sh {} + | awk '$1 == "NEEDED" { print $2 }' | sort -u >"$T/needed"
while read -r library; do
	dpkg-query -S "*/$library" | cut -d: -f1 | sort -u | xargs dpkg-query -W -f='${Package} ${Version}\n' | head -n 1
done <"$T/needed" | sort -u >"$T/libraries"
jq -r '(.relationships | map(select(.relationshipType == "DEPENDS_ON").relatedSpdxElement)) as $needed
	| .packages[] | select(.SPDXID | IN($needed[])) | "\(.name) \(.versionInfo)"' "$sbom" | sort >"$T/depends"
is 'every library that a program is linked with is there, in the version of here' "$(comm -23 "$T/libraries" "$T/depends")" ''
ok '  and there are some' test "$(wc -l <"$T/libraries")" -ge 10
is 'what Depends names is there' "$(dpkg-deb -f "$package" Depends | sed 's/, */\n/g' | sort)" \
	"$(jq -r '.packages[].comment // "" | select(startswith("Depends: ")) | ltrimstr("Depends: ") | split("; ")[0] | split(", ")[]' "$sbom" | sort)"
is 'each has its purl' "$(jq -r '.packages[] | select(.SPDXID | startswith("SPDXRef-Debian-")) | .externalRefs[0].referenceLocator' "$sbom" |
	grep -c -E '^pkg:deb/debian/[a-z0-9.%B-]+@[A-Za-z0-9.~%-]+[?]arch=[a-z0-9]+&distro=bookworm$')" \
	"$(jq '[.packages[] | select(.SPDXID | startswith("SPDXRef-Debian-"))] | length' "$sbom")"
python3 - "$ROOT"/pipeline/catalog/*/sources.csv <<-'END' | sort >"$T/sources"
	import csv, sys
	for path in sys.argv[1:]:
	    for row in csv.DictReader(open(path, encoding='utf-8')):
	        if row['kind'] not in ('reading', 'assumption'):
	            print(row['title'], row['published'], sep='|')
END
jq -r '(.relationships | map(select(.relationshipType == "GENERATED_FROM").relatedSpdxElement)) as $from
	| .packages[] | select(.SPDXID | IN($from[])) | "\(.summary)|\(.sourceInfo | sub("^.*?; published: "; "") | split("; note: ")[0])"' "$sbom" | sort >"$T/said"
same 'the sources of the catalogue are there' "$T/said" "$T/sources"
is '  with their licences: a plan, a list, two copies of it, a manual of others, this tree' \
	"$(for id in S003 TCTK-DMHC THANGLEQUOC VIETNAMADMINUNITS CURL-LOI CHISO; do jq -r --arg id "SPDXRef-Source-base-$id" '.packages[] | select(.SPDXID == $id).licenseDeclared' "$sbom"; done | xargs)" \
	'LicenseRef-official-document-VN NOASSERTION MIT MIT NOASSERTION MIT'

# the bundle
ok 'make bundle' "$ROOT/scripts/bundle" -o "$T/one"
bundle=$(find "$T/one" -name 'chiso-bundle_*.tar')
ok 'from another folder' "$T/another folder/scripts/bundle" -o "$T/two"
ok 'the same bytes' cmp "$bundle" "$(find "$T/two" -name 'chiso-bundle_*.tar')"
mkdir "$T/bundle" && tar -xf "$bundle" -C "$T/bundle" --strip-components=1
ok 'its package is that of make deb' cmp "$T/bundle/packages/${package##*/}" "$package"
ok 'its SBOM has what SPDX 2.3 requires' is_spdx "$T/bundle/chiso-bundle.spdx.json"
is 'and every package with its sum' "$(jq -r '.packages[] | select(.checksums) | "\(.checksums[0].checksumValue)  \(.packageFileName)"' "$T/bundle/chiso-bundle.spdx.json" | sort)" \
	"$(cd "$T/bundle/packages" && sha256sum ./*.deb | sort)"
is 'nothing of it is of this machine' "$(grep -r -l -a -F -e "$ROOT" -e "$T" --exclude='*.deb' "$T/bundle")" ''

# a bare Debian
[ "$(id -u)" -eq 0 ] || {
	skip 'a bare Debian' 'needs root'
	done_testing
}
root=$T/root
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Release: bookworm' 2>/dev/null | head -n 1)
ok 'a bare Debian is made' debootstrap --variant=minbase bookworm "$root" "$mirror"
bare=$T/bare
cp -a "$root" "$bare"
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/" && cp /etc/resolv.conf "$root/etc/" 2>/dev/null
for file in proxy hosts; do [ ! -e "/etc/$file" ] || cp "/etc/$file" "$root/etc/"; done
mount --bind /proc "$root/proc" && mount -t tmpfs none "$root/dev/shm" 2>/dev/null
# shellcheck disable=SC2317 # the trap calls it
leave() {
	chroot "$root" pg_ctlcluster 15 main stop >/dev/null 2>&1
	chroot "$bare" runuser -u chiso -- chiso-private-postgres stop /var/lib/chiso/postgres >/dev/null 2>&1
	umount "$root/dev/shm" "$root/proc" "$bare/dev/shm" "$bare/proc" 2>/dev/null
}
trap 'leave; tap_end' EXIT
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
night() { inside runuser -u chiso -- "$(sed -n 's/^ExecStart=//p' "$root/usr/lib/systemd/system/chiso-nightly.service")"; }
cp "$package" "$root/tmp/"
ok 'no compiler is there' test ! -e "$root/usr/bin/gcc"
inside apt-get -q -y update >"$T/apt" 2>&1
ok 'it installs' inside apt-get -q -y install "/tmp/${package##*/}" postgresql
is 'its user has no shell' "$(inside getent passwd chiso | cut -d: -f6-7)" '/var/lib/chiso:/usr/sbin/nologin'
inside pg_ctlcluster 15 main start >/dev/null 2>&1
# as chiso(7) has it
inside runuser -u postgres -- psql -q -f /usr/share/chiso/sql/roles.sql
inside runuser -u postgres -- createdb -O chiso_owner -E UTF8 -T template0 chiso
inside runuser -u postgres -- createuser -g chiso_loader chiso
ok 'its owner makes the schema' inside runuser -u postgres -- env PGDATABASE=chiso PGOPTIONS='-c role=chiso_owner' chiso-load migrate -q
is 'its role has no rights of its own' "$(inside runuser -u postgres -- psql -At -c "select rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = 'chiso'")" 'f|f|f'
echo PGDATABASE=chiso >>"$root/etc/chiso/chiso.conf"
like 'the configuration is told' "$(inside chiso-nightly --print-config)" '/etc/chiso/chiso.conf:[0-9]+ +PGDATABASE=chiso'
cp "$ROOT"/samples/hoso-tthc/*.xml "$root/var/lib/chiso/inbox/" && inside chown -R chiso: /var/lib/chiso/inbox
night >"$T/night" 2>&1
code=$?
ok 'the night of the service ends' test "$code" -le 1 || tap_note "$(tail -n 20 "$T/night")"
like 'with figures' "$(inside runuser -u chiso -- psql -At chiso -c 'select count(*) from share.chi_so')" '^[1-9]'
figures=$(inside runuser -u chiso -- psql -At chiso -c 'select count(*), md5(string_agg(v::text, chr(10) order by v::text)) from core.indicator v')
ok 'and pages' test -s "$root/var/lib/chiso/publish/index.html"
is 'nothing is written into what was installed' "$(inside find /usr/share/chiso -newer /etc/chiso/chiso.conf -type f)" ''
inside apt-get -q -y install --reinstall "/tmp/${package##*/}" >"$T/apt" 2>&1
is 'an upgrade keeps the line of the configuration' "$(tail -n 1 "$root/etc/chiso/chiso.conf")" PGDATABASE=chiso
night >"$T/night" 2>&1
is 'and the data' "$(inside runuser -u chiso -- psql -At chiso -c 'select count(*), md5(string_agg(v::text, chr(10) order by v::text)) from core.indicator v')" "$figures"
ok 'removing it' inside apt-get -q -y remove chiso
ok '  leaves the configuration' test -e "$root/etc/chiso/chiso.conf"
ok 'purging it' inside apt-get -q -y purge chiso
ok '  removes it' test ! -e "$root/etc/chiso"
ok '  and leaves the raw files' test -d "$root/var/lib/chiso/raw"
is '  the programs are gone' "$(inside sh -c 'ls /usr/bin/chiso-* /usr/share/chiso 2>/dev/null')" ''

# a bare Debian without a network, and the bundle
mount --bind /proc "$bare/proc" && mount -t tmpfs none "$bare/dev/shm" 2>/dev/null
offline() { unshare -n chroot "$bare" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 "$@"; }
is 'there is no network' "$(offline sed -n 's/^ *\([^ :]*\):.*/\1/p' /proc/net/dev)" lo
cp -r "$T/bundle" "$bare/srv/bundle"
apt_of() { (cd "$bare" && find etc/apt/sources.list* etc/apt/trusted.gpg.d var/lib/apt/lists -type f ! -name lock -exec sha256sum {} + | sort); }
apt_before=$(apt_of)
victim=$(find "$bare/srv/bundle/packages" -name 'libxml2_*.deb')
printf x | dd of="$victim" bs=1 seek=4000 conv=notrunc status=none
exit_is 'a damaged package is refused' 65 offline sh /srv/bundle/install.sh
like '  by its name' "$(cat "$T/err")" 'packages/libxml2_.*FAILED'
cp "$T/bundle/packages/${victim##*/}" "$victim"
cp "$victim" "$bare/srv/bundle/packages/other.deb"
exit_is 'a file too many is refused' 65 offline sh /srv/bundle/install.sh
rm "$bare/srv/bundle/packages/other.deb" "$bare/srv/bundle/chiso.spdx.json"
exit_is 'a file too few is refused' 65 offline sh /srv/bundle/install.sh
cp "$T/bundle/chiso.spdx.json" "$bare/srv/bundle/"
not_ok 'nothing is installed of it' test -e "$bare/usr/bin/chiso-nightly"
exit_is 'without rights it only looks' 77 offline setpriv --reuid=65534 --clear-groups sh /srv/bundle/install.sh
exit_is 'with a warehouse elsewhere it installs' 0 offline sh /srv/bundle/install.sh --no-server
not_ok '  no server' test -e "$bare/usr/lib/postgresql/15/bin/postgres"
exit_is 'it installs' 0 offline sh /srv/bundle/install.sh
ok '  and PostgreSQL' test -x "$bare/usr/lib/postgresql/15/bin/postgres"
is '  where apt asks, whom it trusts and what it knows is as it was' "$(apt_of)" "$apt_before"
ok 'the configuration is told' offline chiso-nightly --print-config
like '  of the file' "$(cat "$T/out")" '/etc/chiso/chiso.conf:[0-9]+ +CHISO_VAR=/var/lib/chiso'
is 'every program and script runs' "$(offline sh -c 'for f in /usr/bin/chiso-*; do "$f" --help 2>&1 >/dev/null || echo "$f"; done')" ''
cp "$ROOT"/samples/hoso-tthc/*.xml "$bare/var/lib/chiso/inbox/" && offline chown -R chiso: /var/lib/chiso/inbox
offline runuser -u chiso -- chiso-nightly >"$T/night" 2>&1
code=$?
ok 'a night with a server of its own ends' test "$code" -le 1 || tap_note "$(tail -n 20 "$T/night")"
ok '  with pages' test -s "$bare/var/lib/chiso/publish/index.html"
done_testing
