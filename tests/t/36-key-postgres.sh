#!/bin/bash
# The warehouse knows its pseudonym keys by fingerprint: another key under a known id, or a known one that is gone, is refused
# before a record is read.
. "$(dirname "$0")/../lib/tap.sh"
need_postgres
export CHISO_KEY=$T/key
chiso-load migrate -q
key() { chiso-load key --now 2024-04-01 "$@"; }
sample=$ROOT/samples/hoso-tthc/01-mot-ho-so_20240116010000.xml
keys() { # LINE…: the file of the keys
	(umask 077 && printf '%s\n' "$@" >"$T/key")
}
hex() { printf '%064x' "$1"; }
known() { sql "select key_id, retired_at is null as is_current from audit.pseudonym_key order by first_seen, key_id"; }

keys "k1 $(hex 1)"
exit_is 'the first key is taken' 0 chiso-ingest -q --now 2024-04-01 --feed hoso-tthc "$sample"
is 'and kept' "$(known)" 'k1|t'
is 'by fingerprint' "$(sql 'select fingerprint from audit.pseudonym_key')" "$(printf '\0chiso: fingerprint of a pseudonym key' |
	openssl dgst -sha256 -mac hmac -macopt "hexkey:$(hex 1)" | sed 's/.* //' | cut -c1-32)"
is 'the key itself is nowhere' "$(pg_dump | grep -c "$(hex 1)")" 0
exit_is 'the same key again' 0 key
before=$(sql 'select count(*) from audit.load')

keys "k1 $(hex 2)"
exit_is 'another key under its id' 64 chiso-ingest -q --now 2024-04-01 --feed hoso-tthc "$ROOT/samples/hoso-tthc/03-khong-khong-gian-ten.xml"
is 'is told in one line' "$(cat "$T/err")" \
	'level=error program=chiso-ingest key k1: found another key than the one of 2024-04-01; restore it, or give the new one an id of its own'
is 'and nothing was read' "$(sql 'select count(*) from audit.load')" "$before"
exit_is 'the loader says the same' 64 key
keys "k2 $(hex 2)"
exit_is 'a new one without the old one' 64 key
like 'wants the old one, or a word that it is lost' "$(cat "$T/err")" 'key k1 of 2024-04-01 is not in the key file; .*chiso-load key --retire k1$'
is 'nothing was kept of these' "$(known)" 'k1|t'

keys "k1 $(hex 1) retired" "k2 $(hex 2)"
exit_is 'a new one beside the retired one' 0 key --now 2024-04-02
is 'takes its place' "$(known)" 'k1|f
k2|t'
keys "k2 $(hex 2)"
exit_is 'a retired one may be left out' 0 key
keys "k1 $(hex 1)" "k2 $(hex 2) retired"
exit_is 'but is not used again' 64 key
like 'and the day is told' "$(cat "$T/err")" 'key k1: found it in use, but it was retired on 2024-04-02'
keys "k1 $(hex 3) retired" "k2 $(hex 2)"
exit_is 'nor is its id' 64 key
keys "k2 $(hex 2)" "k3 $(hex 3)"
exit_is 'the last of two is used' 0 key --now 2024-04-03
is 'the one before is retired by it' "$(known)" 'k1|f
k2|f
k3|t'

keys "k4 $(hex 4)"
exit_is 'a lost one' 64 key
exit_is 'is retired by name' 0 key --retire k3
exit_is 'then the new one is taken' 0 key
exit_is 'what is not current is not retired' 64 key --retire k3
is 'one is current' "$(known | grep -c '|t')" 1
exit_is 'no key file' 64 env -u CHISO_KEY chiso-load key
sql 'drop table audit.pseudonym_key' >/dev/null
exit_is 'a warehouse of before' 69 key
like 'is told to migrate' "$(cat "$T/err")" 'chiso-load migrate'
done_testing
