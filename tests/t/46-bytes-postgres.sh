#!/bin/bash
# Nothing that is built otherwise changes a byte of what is published: streams, figures and every view of share, over the samples and
# over 5,000 generated dossiers, against tests/data/bytes. Written before the rooms were moved; a change that means to change a
# figure writes them again (CHISO_TEST_WRITE=1 scripts/check 46-) and says in its message which rows and why.
#
# What may differ: the hash of the catalogue that every end line and the ledger carry (a source was reworded), run ids, clocks.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/warehouse.sh"
. "$ROOT/tests/lib/world.sh"
need_postgres
GOLDEN=$ROOT/tests/data/bytes

# The catalogue's hash of this tree, wherever a stream or a view shows it.
catalog_hash=$(chiso-catalog show hash -q)
masked() { sed "s/$catalog_hash/CATALOG/g" "$1"; }

# golden NAME FILE: as tests/data/bytes/NAME
golden() {
	masked "$2" >"$T/masked"
	if [ -n "${CHISO_TEST_WRITE:-}" ]; then mkdir -p "$(dirname "$GOLDEN/$1")" && cp "$T/masked" "$GOLDEN/$1"; fi
	same "$1" "$T/masked" "$GOLDEN/$1"
}

# sums NAME FILE…: their SHA-256, by the files' names
sums() {
	local name=$1 file
	shift
	for file in "$@"; do
		masked "$file" | sha256sum | sed "s| -\$| ${file##*/}|"
	done >"$T/sums"
	if [ -n "${CHISO_TEST_WRITE:-}" ]; then mkdir -p "$(dirname "$GOLDEN/$name")" && cp "$T/sums" "$GOLDEN/$name"; fi
	same "$name" "$T/sums" "$GOLDEN/$name"
}

# told FILE: a stream of figures as it was when its flags were one text, to the byte: the severities have changed its form only
told() { /usr/bin/python3 "$ROOT/tests/lib/told.py" "$1"; }

like 'the catalogue has a hash' "$catalog_hash" '^[0-9a-f]{64}$'

# the samples: what a reader would look into word for word, the sums of all
exit_is 'the samples make a warehouse' 0 warehouse
for stream in records measures.hoso-tthc measures.bao-cao-quy measures figures list; do golden "samples/$stream.csv" "$T/$stream"; done
golden samples/figures.told.csv <(told "$T/figures")
export_views "$T/samples.views"
ok 'there are views' test "$(find "$T/samples.views" -name '*.csv' | wc -l)" -gt 8
for view in chi_so phu_luc_i ho_so_thong_ke tinh_hinh_nap; do golden "samples/share.$view.csv" "$T/samples.views/$view.csv"; done
sums samples/share.sha256 "$T"/samples.views/*.csv

# 5,000 dossiers: what they are read as, what they add up to, what is published of them
exit_is 'a world is made' 0 world "$T/world" 5000
mapfile -t files < <(world_files "$T/world")
ok 'they are read' clean_of "${files[@]}"
cp "$T/out" "$T/clean"
exit_is 'they add up' 65 measures_of "$T/clean" "$T/world"
cp "$T/out" "$T/dossiers"
chiso-aggregate -q --feed danh-muc-tthc "$T/world/list.csv" >"$T/procedures" 2>>"$T/log"
ok 'two feeds are merged' chiso-aggregate -q --merge -o "$T/world.measures" "$T/dossiers" "$T/procedures"
owner=$PGUSER
ok 'a database for them' env PGUSER=postgres PGDATABASE=postgres psql -X -q -c "create database world owner $owner"
export PGDATABASE=world
ok 'it is made' chiso-load migrate -q --now $NOW
exit_is 'the procedures are loaded' 0 chiso-ingest -q --now $NOW --feed danh-muc-tthc "$T/world/procedures/danh-muc-tthc.xml"
exit_is 'the dossiers are loaded' 65 chiso-ingest -q --now $NOW --feed hoso-tthc "${files[@]}"
ok 'the measures are loaded' chiso-load measures -q --now $NOW --period 2024-Q1 -i "$T/world.measures"
for period in 2023-Q4 2024-Q1 2023 2024; do
	exit_is "figures of $period" 0 chiso-compute -q --now $NOW --period "$period" -o "$T/figures.$period" "$T/world.measures"
	exit_is "figures of $period are loaded" 0 chiso-load indicators -q --now $NOW --period "$period" -i "$T/figures.$period"
done
sums dossiers/figures.sha256 "$T"/figures.20*
mkdir -p "$T/told"
for stream in "$T"/figures.20*; do told "$stream" >"$T/told/${stream##*/}"; done
sums dossiers/streams.sha256 "$T/raw.csv" "$T/clean" "$T/rejects.csv" "$T/dossiers" "$T/procedures" "$T/world.measures" "$T"/told/figures.20*
export_views "$T/world.views"
sums dossiers/share.sha256 "$T/world.views/"*.csv
done_testing
