#!/bin/bash
# Records that are kept and reach no measure are counted by reason, and a feed of which none counts is no success.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# A feed whose period is what the sender wrote, as a feed of another's making may have it
cp -R "$ROOT/pipeline/catalog" "$T/catalog"
sed -i '/^bao-cao-quy,ky_bao_cao,/s/,period,/,id,/' "$T/catalog/base/fields.csv"
sed -i '/^bao-cao-quy,ky_bao_cao,/d' "$T/catalog/base/period_fields.csv"
sed -i '/^bao-cao-quy,/s/ meta arrival,ky_bao_cao,/ meta arrival,,/' "$T/catalog/base/feeds.csv"
plain=(--catalog "$T/catalog/base" --catalog "$T/catalog/ba-ria-vung-tau" --catalog "$T/catalog/kon-tum")
cleaned() {
	chiso-extract -q "${plain[@]}" --feed bao-cao-quy --now 2024-04-01 "$1" | chiso-normalize -q "${plain[@]}" --feed bao-cao-quy --now 2024-04-01
}
sed 's/<bcq:KyBaoCao>2024-Q1</<bcq:KyBaoCao>2024Q1</' "$ROOT/samples/bao-cao-quy/2024-Q1.xml" >"$T/a.xml"
cleaned "$T/a.xml" >"$T/a.csv"
exit_is 'none of them counts' 1 chiso-aggregate "${plain[@]}" --feed bao-cao-quy --now 2024-04-01 "$T/a.csv"
like 'how many, why, and what was found' "$(cat "$T/err")" \
	'level=warn program=chiso-aggregate 30 of 30 records of bao-cao-quy reach no figure: the calendar has no period 2024Q1 \(30\)$'
like 'they are in the end line' "$(cat "$T/err")" 'read=30 kept=30 .* measures=0 unreached=30'
exit_is 'also when it is quiet' 1 chiso-aggregate -q "${plain[@]}" --feed bao-cao-quy --now 2024-04-01 "$T/a.csv"
like 'it is said' "$(cat "$T/err")" '30 of 30 records'
exit_is 'of one quarter nothing is asked' 0 chiso-aggregate -q "${plain[@]}" --feed bao-cao-quy --now 2024-04-01 --period 2024-Q1 "$T/a.csv"
exit_is 'nor of a share of the keys' 0 chiso-aggregate -q "${plain[@]}" --feed bao-cao-quy --now 2024-04-01 --part 1/2 "$T/a.csv"
cleaned "$ROOT/samples/bao-cao-quy/2024-Q1.xml" >"$T/b.csv"
exit_is 'some of them count' 0 chiso-aggregate "${plain[@]}" --feed bao-cao-quy --now 2024-04-01 "$T/a.csv" "$T/b.csv"
like 'the others are told' "$(cat "$T/err")" 'level=info .* 30 of 60 records of bao-cao-quy reach no figure: the calendar has no period 2024Q1 \(30\)'
exit_is 'all of them count' 0 chiso-aggregate "${plain[@]}" --feed bao-cao-quy --now 2024-04-01 "$T/b.csv"
is 'nothing is told' "$(grep -c 'no figure' "$T/err")" 0
like 'none' "$(cat "$T/err")" 'unreached=0'

# Whose they are is unknown
sed 's/<bcq:MaDonVi>[^<]*/<bcq:MaDonVi>Sở Không Có/' "$ROOT/samples/bao-cao-quy/2024-Q1.xml" >"$T/c.xml"
chiso-extract -q --feed bao-cao-quy --now 2024-04-01 "$T/c.xml" | chiso-normalize -q --feed bao-cao-quy --now 2024-04-01 >"$T/c.csv" 2>/dev/null
exit_is 'an unknown agency' 1 chiso-aggregate --feed bao-cao-quy --now 2024-04-01 "$T/c.csv"
like 'its reason' "$(cat "$T/err")" '30 of 30 records of bao-cao-quy reach no figure: their agency is unknown \(30\)'

# Days: before the calendar, far ahead of the clock, none at all; dossiers of nobody count for their province
(umask 077 && printf 'test %064d\n' 7 >"$T/key")
/usr/bin/python3 - "$ROOT/samples/hoso-tthc/03-khong-khong-gian-ten.xml" "$T/d.xml" <<'PY'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
head, rest = text.split("<HoSo>", 1)
one, tail = rest.split("</HoSo>", 1)[0], rest.rsplit("</HoSo>", 1)[1]
out = []
for n, (day, end) in enumerate([("20211231080000", "20211231090000"), ("20450301080000", ""), ("20240122080000", "20240125080000")]):
    d = re.sub("<MaHoSo>[^<]*<", f"<MaHoSo>H34.19-24012{n}-0001<", one)
    d = re.sub("<NgayTiepNhan>[^<]*<", f"<NgayTiepNhan>{day}<", d)
    d = re.sub("<(NgayTra|NgayHenTra|NgayKetThucXuLy)>[^<]*<", lambda m: f"<{m.group(1)}>{end}<", d)
    out.append(f"<HoSo>{d}</HoSo>")
open(sys.argv[2], "w", encoding="utf-8").write(head + "".join(out) + tail)
PY
chiso-extract -q --key "$T/key" --feed hoso-tthc --now 2024-04-01 "$T/d.xml" | chiso-normalize -q --feed hoso-tthc --now 2024-04-01 >"$T/d.csv"
exit_is 'two of three days lie in no period' 0 chiso-aggregate --feed hoso-tthc --now 2024-04-01 "$T/d.csv"
like 'which' "$(cat "$T/err")" '2 of 3 records of hoso-tthc reach no figure: the calendar has no period 2021-12-31 to 2045-03-01 \(2\)'
sed 's/H34\.19-/H34.99-/' "$T/d.xml" >"$T/e.xml"
chiso-extract -q --key "$T/key" --feed hoso-tthc --now 2024-04-01 "$T/e.xml" | chiso-normalize -q --feed hoso-tthc --now 2024-04-01 2>/dev/null >"$T/e.csv"
chiso-aggregate --feed hoso-tthc --now 2024-04-01 "$T/e.csv" >/dev/null 2>"$T/err"
like 'a dossier of an unknown agency is its province'"'"'s' "$(cat "$T/err")" '2 of 3 records of hoso-tthc'
done_testing
