#!/bin/bash
# The Debian package: the same bytes from two folders, no findings of lintian, mandoc and systemd-analyze; in a bare Debian it installs,
# one line of configuration and the service's own command run the night as a user without rights, an upgrade keeps the data, purging
# leaves what the manual says.
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
for page in "$stage"/usr/share/man/man?/*.gz; do
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

# a bare Debian
[ "$(id -u)" -eq 0 ] || {
	skip 'a bare Debian' 'needs root'
	done_testing
}
root=$T/root
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Origin: Debian' 'Release: bookworm' 2>/dev/null | head -n 1)
ok 'a bare Debian is made' debootstrap --variant=minbase bookworm "$root" "$mirror"
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/" && cp /etc/resolv.conf "$root/etc/" 2>/dev/null
for file in proxy hosts; do [ ! -e "/etc/$file" ] || cp "/etc/$file" "$root/etc/"; done
mount --bind /proc "$root/proc" && mount -t tmpfs none "$root/dev/shm" 2>/dev/null
# shellcheck disable=SC2317 # the trap calls it
leave() {
	chroot "$root" pg_ctlcluster 15 main stop >/dev/null 2>&1
	umount "$root/dev/shm" "$root/proc" 2>/dev/null
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
done_testing
