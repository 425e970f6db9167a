#!/bin/bash
# What is in the files: gzip, bombs, sidecars, other feeds' files, known ones; and thousands of them
# shellcheck disable=SC2119 # take without options
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/take.sh
. "$ROOT/tests/lib/take.sh"

hash_of() { sha256sum <"$1" | cut -d' ' -f1; }

# ---- gzip ----
fresh_inbox
message hoso-tthc/plain.xml 1
message hoso-tthc/packed.xml 2
two=$(hash_of "$IN/hoso-tthc/packed.xml")
gzip "$IN/hoso-tthc/packed.xml"
mv "$IN/hoso-tthc/packed.xml.gz" "$IN/hoso-tthc/packed" # told by its bytes, not by its name
message hoso-tthc/both.xml 2
message whole.xml 3
gzip -c "$IN/whole.xml" | head -c 900 >"$IN/hoso-tthc/cut.xml.gz"
gzip -c "$IN/whole.xml" >"$IN/hoso-tthc/damaged.xml.gz"
printf 'XXXXXXXX' | dd of="$IN/hoso-tthc/damaged.xml.gz" bs=1 seek=900 conv=notrunc 2>/dev/null
{ gzip -c "$IN/whole.xml" && echo rest; } >"$IN/hoso-tthc/tail.xml.gz"
head -c 40000000 /dev/zero | tr '\0' ' ' | gzip >"$IN/hoso-tthc/bomb.xml.gz"
: >"$IN/hoso-tthc/empty.xml"
: | gzip >"$IN/hoso-tthc/nothing.xml.gz"
printf '{"json": 1}' >"$IN/hoso-tthc/text.xml"
ok 'plain and packed files' take
is 'a packed one has the hash of what is in it' "$(row hoso-tthc/packed file)/$(row hoso-tthc/packed state)" "$two/taken"
is 'the same bytes plain and packed are stored once, as the first' "$(row hoso-tthc/both.xml raw) $(row hoso-tthc/packed raw) $(find "$RAW" -name "$two.xml*" | wc -l)" \
	"$two.xml $two.xml 1"
is 'cut off' "$(row hoso-tthc/cut.xml.gz code)" gzip.cut_off
is 'with the hash of the packed bytes' "$(row hoso-tthc/cut.xml.gz file)" "$(hash_of "$IN/hoso-tthc/cut.xml.gz")"
is 'damaged' "$(row hoso-tthc/damaged.xml.gz code)" gzip.bad
is 'says what was expected' "$(row hoso-tthc/damaged.xml.gz reason)" 'found damaged gzip data, expected whole gzip'
is 'other bytes behind it' "$(row hoso-tthc/tail.xml.gz code)" gzip.bad
is '40 MB of blanks in 39 kB' "$(row hoso-tthc/bomb.xml.gz code)/$(row hoso-tthc/bomb.xml.gz file)" "gzip.ratio/$(hash_of "$IN/hoso-tthc/bomb.xml.gz")"
like 'says what was found and expected' "$(row hoso-tthc/bomb.xml.gz reason)" '^found .*, expected '
is 'an empty file' "$(row hoso-tthc/empty.xml code)" file.empty
is 'gzip of nothing' "$(row hoso-tthc/nothing.xml.gz code)" file.empty
is 'what is no XML is the loader'"'"'s to judge' "$(row hoso-tthc/text.xml state)" taken
is 'the whole one beside the folders' "$(row whole.xml state)/$(row whole.xml feed)" taken/hoso-tthc
is 'refused bytes are not stored' "$(find "$RAW" -name '*.xml*' | wc -l)" 4

# ---- 4 GB: 100 MB of blanks in one member, forty times over ----
fresh_inbox
head -c 104857600 /dev/zero | tr '\0' ' ' | gzip >"$T/member"
for _ in {1..40}; do cat "$T/member"; done >"$IN/hoso-tthc/huge.xml.gz"
message hoso-tthc/good.xml
begin=$(date +%s%N)
ok '4 GB of blanks' take
elapsed=$((($(date +%s%N) - begin) / 1000000))
is 'are refused' "$(row hoso-tthc/huge.xml.gz state)/$(row hoso-tthc/good.xml state)" refused/taken
ok "soon (${elapsed} ms)" test "$elapsed" -lt 5000

# ---- feeds and completeness ----
fresh_inbox
mkdir -p "$IN/bao-cao-quy" "$IN/danh-muc-tthc"
message hoso-tthc/good.xml 1
message bao-cao-quy/strange.xml 2
cp "$ROOT/samples/bao-cao-quy/2024-Q1.xml" "$IN/beside.xml"
printf '<x/>' >"$IN/young.xml"
printf '<x/>' >"$IN/unknown.xml"
touch -d '-2 minutes' "$IN/unknown.xml"
message danh-muc-tthc/waits.xml 3
mkdir "$T/overlay"
python3 - "$ROOT/pipeline/catalog/base/feeds.csv" "$T/overlay/feeds.csv" <<'END'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
out = csv.DictWriter(open(sys.argv[2], "w", encoding="utf-8", newline=""), rows[0].keys(), lineterminator="\n")
out.writeheader()
for r in rows:
    if r["feed"] in ("danh-muc-tthc", "bao-cao-quy"):
        r["complete_by"] = {"danh-muc-tthc": "marker", "bao-cao-quy": "age:3600"}[r["feed"]]
        out.writerow(r)
END
ok 'files in and beside their folders' take
is 'another feed'"'"'s file in a folder' "$(row bao-cao-quy/strange.xml code)" file.other_feed
is 'says both' "$(row bao-cao-quy/strange.xml reason)" 'found hoso-tthc in the folder of bao-cao-quy, expected bao-cao-quy'
is 'a file beside the folders is of the feed of its content' "$(row beside.xml feed)" bao-cao-quy
is 'one of no feed waits a minute' "$(row young.xml state)/$(row young.xml code)" left/waiting
is 'and is refused then' "$(row unknown.xml code)" file.other_feed
ok 'other rules' take --catalog "$ROOT/pipeline/catalog/base" --catalog "$T/overlay"
is 'no marker: waits' "$(row danh-muc-tthc/waits.xml code)" waiting
is 'too young for its feed: waits, in the folder' "$(row bao-cao-quy/strange.xml code)" waiting
is 'and beside it' "$(row beside.xml code)" waiting
like 'waiting files are counted apart' "$(cat "$T/log")" ' left=0 waiting=4 '
touch "$IN/danh-muc-tthc/waits.xml.done"
ok 'the marker' take --catalog "$ROOT/pipeline/catalog/base" --catalog "$T/overlay"
is 'makes it whole' "$(row danh-muc-tthc/waits.xml code)" file.other_feed
sed -i 's/age:3600/after lunch/' "$T/overlay/feeds.csv"
exit_is 'a rule that is none costs its feed' 0 take --catalog "$ROOT/pipeline/catalog/base" --catalog "$T/overlay"
is 'whose files are left' "$(row bao-cao-quy/strange.xml code)" left.feed
like 'with its row' "$(row bao-cao-quy/strange.xml reason)" "feeds.csv:[0-9]+: .*found 'after lunch', expected rename, marker or age:SECONDS"

# ---- sidecars ----
printf 'thu 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n' >"$T/key"
chmod 600 "$T/key"
fresh_inbox
message hoso-tthc/a.xml 1
printf 'sent_at=2024-01-05T00:00:00+07:00\n' >"$IN/hoso-tthc/a.meta"
message hoso-tthc/b.xml 2
printf 'no equals sign\n' >"$IN/hoso-tthc/b.xml.meta"
message hoso-tthc/c.xml 3
head -c 20000 /dev/zero | tr '\0' 'x' >"$IN/hoso-tthc/c.xml.meta"
message hoso-tthc/d.xml 4
ln -s a.meta "$IN/hoso-tthc/d.xml.meta"
ok 'sidecars' take
is 'a.meta beside a.xml' "$(tail -n 1 "$RAW/$(row hoso-tthc/a.xml file).meta")" 'sent_at=2024-01-05T00:00:00+07:00'
is 'no KEY=VALUE, too long, a link' "$(row hoso-tthc/b.xml code) $(row hoso-tthc/c.xml code) $(row hoso-tthc/d.xml code)" \
	'file.sidecar file.sidecar file.sidecar'
ok 'what lies in the raw zone is what extract reads' chiso-extract --key "$T/key" --feed hoso-tthc --now 2024-04-01 "$RAW/$(row hoso-tthc/a.xml raw)"

like 'with its time of sending' "$(grep -m 1 '^file,' "$T/out")" 'sent_from=meta,2024-01-05'

# ---- again ----
cp -p "$T/m.csv" "$T/first.csv"
find "$RAW" -type f -printf '%i %T@ %p\n' | sort >"$T/before"
ok 'the same inbox again' take --keep
same 'has the same manifest' "$T/m.csv" "$T/first.csv"
find "$RAW" -type f -printf '%i %T@ %p\n' | sort >"$T/after"
same 'and copies nothing' "$T/after" "$T/before"
exit_is 'the manifest goes to standard output as well' 0 chiso-take -q --inbox "$IN" --raw "$RAW" --now "$now"
same 'with the same bytes' "$T/out" "$T/first.csv"
is 'and -q says nothing' "$(cat "$T/err")" ''

# ---- the disk ----
if [ "$(id -u)" -eq 0 ] && mkdir "$T/small" && mount -t tmpfs -o size=64k tmpfs "$T/small" 2>/dev/null; then
	fresh_inbox
	for i in {1..20}; do message "hoso-tthc/$i.xml" "$i"; done
	exit_is 'a full disk ends the run' 74 chiso-take --inbox "$IN" --raw "$T/small" -o "$T/full.csv"
	is 'without a manifest' "$(find "$T" -maxdepth 1 -name 'full.csv*' | wc -l)" 0
	is 'and nothing half under its name' "$(find "$T/small" -type f | wc -l)" 0
	umount "$T/small"
else
	skip 'a full disk ends the run' 'no right to mount one'
fi

# ---- many ----
fresh_inbox
many() {
	python3 - "$IN/hoso-tthc" "$1" <<'END'
import os, sys
for i in range(int(sys.argv[2])):
    os.link(sys.argv[1] + "/../../m.xml", f"{sys.argv[1]}/{i:06d}_20240120010000.xml")
END
}
cp "$one" "$T/m.xml"
peak() {
	python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' chiso-take --inbox "$IN" --raw "$RAW" -o "$T/m.csv"
}
many 1000
few=$(peak)
rm -rf "$IN/hoso-tthc" && mkdir "$IN/hoso-tthc"
many 20000
lots=$(peak)
is 'all of many files have a row' "$(tail -n 1 "$T/m.csv" | cut -d, -f2)" 20000
if is_sanitized; then skip 'memory' 'the sanitizers keep what is freed'; else
	ok "memory is flat apart from the names (1,000: $few kB, 20,000: $lots kB)" test $((lots - few)) -lt $((19000 * 200 / 1024))
fi
if command -v strace >/dev/null; then
	rm -rf "$IN/hoso-tthc" && mkdir "$IN/hoso-tthc"
	many 3000
	# the leak sanitizer is a process of its own, and not under strace
	ASAN_OPTIONS=detect_leaks=0 strace -f -qq -e trace=clone,clone3,fork,vfork,execve -o "$T/trace" chiso-take -q --inbox "$IN" --raw "$RAW" -o "$T/m.csv"
	is '3,000 files start one process, the cell' "$(grep -c -E '(clone3?|fork)\(' "$T/trace") $(grep -c "execve(" "$T/trace")" '1 1'
else
	skip '3,000 files start one process, the cell' 'no strace'
fi
done_testing
