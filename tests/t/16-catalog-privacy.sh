#!/bin/bash
# The register of processing: a row for each field of each feed in force, each with its class, treatment, purpose, basis and terms; a field
# that does not say so is refused
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
exit_is 'the register is shown' 0 chiso-catalog show privacy --at 2026-11-27 -q -o "$T/register.csv"
is 'its columns' "$(head -n 1 "$T/register.csv")" \
	'feed,feed_title,field,title,class,class_vi,treatment,treatment_vi,purpose,legal_basis,legal_basis_vi,raw_days,warehouse_vi,identifies,source'
# the same by rows of the tables alone, in another language
cat >"$T/expected.py" <<'PY'
import csv, subprocess, sys
day = sys.argv[1]
rows = lambda t: list(csv.DictReader(subprocess.run(["chiso-catalog", "show", t, "-q"], capture_output=True, text=True, check=True).stdout.splitlines()))
valid = lambda r: (r.get("valid_from") or "") <= day and (not r.get("valid_to") or day <= r["valid_to"])
fields = [f for f in rows("fields") if valid(f)]
for feed in filter(valid, rows("feeds")):
    own = {f["field"]: f for f in fields if f["feed"] == feed["feed"]}
    of_kind = {f["field"]: f for f in fields if f["feed"] == (feed["kind"] or feed["feed"])}
    for name, f in {**of_kind, **own}.items():
        print(feed["feed"], name, f["class"], f["policy"], sep=",")
PY
/usr/bin/python3 "$T/expected.py" 2026-11-27 | LC_ALL=C sort >"$T/expected"
of() { /usr/bin/python3 -c '
import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
    print(*[row[c] for c in sys.argv[2:]], sep=",")' "$T/register.csv" "$@"; }
is 'a row for each field of each feed, and no other' "$(of feed field | LC_ALL=C sort)" "$(cut -d, -f1,2 "$T/expected")"
is 'each once' "$(of feed field | sort | uniq -d)" ''
is 'with the class of its row' "$(of feed field class | LC_ALL=C sort)" "$(cut -d, -f1-3 "$T/expected")"
ok 'hundreds of them' test "$(wc -l <"$T/expected")" -gt 500
is 'every one says what becomes of it, why, by which right and until when' \
	"$(/usr/bin/python3 -c '
import csv, sys
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")):
    for c in row:
        if not row[c] and c != "identifies": print(row["feed"], row["field"], c)' "$T/register.csv" 2>&1)" ''
is 'what is dropped and what is a pseudonym is as the policy says' \
	"$(of feed field treatment | sed -n 's/,dropped$/,drop/p; s/,pseudonymised$/,pseudonym/p' | LC_ALL=C sort)" "$(grep -E ',(drop|pseudonym)$' "$T/expected" | cut -d, -f1,2,4 | LC_ALL=C sort)"
is 'nothing sensitive is kept' "$(of class treatment feed field | grep ^sensitive | grep -v ',dropped,')" ''
is 'ethnic origin, religion, blood group are' "$(of feed field class treatment | grep -c -E '^dan-cu,(dan_toc|ton_giao|nhom_mau),sensitive,dropped$')" 3
is 'names are basic' "$(of feed field class treatment | grep -c -E ',(ho_ten|chu_ho_so|nguoi_dai_dien),basic,dropped$')" "$(of field | grep -c -E '^(ho_ten|chu_ho_so|nguoi_dai_dien)$')"
is 'one is found by pseudonyms and by codes of dossiers' "$(of feed field identifies | grep -E '^(hoso-tthc|dan-cu),.*,1$')" 'hoso-tthc,ma_ho_so,1
hoso-tthc,so_dinh_danh,1
hoso-tthc,ma_ho_so_khac,1
dan-cu,nguoi,1'
like 'the law of the day' "$(of feed field legal_basis_vi | grep '^dan-cu,ho,')" '91/2025/QH15; Nghị định 356/2025/NĐ-CP$'
chiso-catalog show privacy --at 2024-05-01 -q -o "$T/register.csv"
like 'before it the decree' "$(of feed field legal_basis_vi | grep '^dan-cu,ho,')" 'Nghị định 13/2023/NĐ-CP'
chiso-catalog show privacy --cards --at 2026-11-27 -q >"$T/cards"
is 'cards are 80 columns wide' "$(/usr/bin/python3 -c 'import sys; print(max(len(line.rstrip("\n")) for line in sys.stdin))' <"$T/cards")" 80
like 'their sum is that of the rows' "$(tail -n 2 "$T/cards" | tr '\n' ' ')" "^39 nguồn, $(wc -l <"$T/expected") trường: $(grep -c ',basic,' "$T/expected") cơ bản, $(grep -c ',sensitive,' "$T/expected") nhạy cảm"
is 'a card names what has nobody in it too' "$(sed -n '/^ty-gia: /,/^$/p' "$T/cards" | tail -n 2 | tr -s ' \n' ' ')" ' không DLCN / none ngoai_te, loai, ngay, ty_gia '

# ---- what lint refuses
refused() { # NAME ROW WORDS
	mkdir -p "$T/my"
	printf 'feed,field,path,type,policy,class,identifies,purpose,legal_basis,source\n%s\n' "$2" >"$T/my/fields.csv"
	exit_is "$1" 78 chiso-catalog lint -q --catalog pipeline/catalog --catalog "$T/my"
	like '  and told' "$(cat "$T/out")" "fields\\.csv:2: .*$3"
}
refused 'a field without a class' 'dan-cu,bi_danh,dancu:BiDanh,text,drop,,,không dùng,BVDLCN,CHISO test' 'column class: found nothing'
refused 'with a word that is none' 'dan-cu,bi_danh,dancu:BiDanh,text,drop,secret,,không dùng,BVDLCN,CHISO test' 'column class: found'
refused 'personal data without a purpose' 'dan-cu,bi_danh,dancu:BiDanh,text,drop,basic,,,BVDLCN,CHISO test' 'column purpose: field bi_danh of dan-cu: found nothing'
refused 'without a basis' 'dan-cu,bi_danh,dancu:BiDanh,text,drop,basic,,không dùng,,CHISO test' 'column legal_basis: field bi_danh of dan-cu: found nothing'
refused 'on one that is no row' 'dan-cu,bi_danh,dancu:BiDanh,text,drop,basic,,không dùng,LUAT-KHAC,CHISO test' 'column legal_basis: found .*LUAT-KHAC'
refused 'a pseudonym of nobody' 'ty-gia,ma,@Ma,id,pseudonym,none,,đếm,BVDLCN,CHISO test' 'column class: field ma of ty-gia: found none, expected basic or sensitive'
refused 'what is sensitive, kept' 'ty-gia,ma,@Ma,id,keep,sensitive,,đếm,BVDLCN,CHISO test' 'column policy: field ma of ty-gia: found keep, expected drop'
refused 'nobody'"'"'s beside a pseudonym' 'dan-cu,ngay,dancu:Ngay,date,keep,none,,kỳ,,CHISO test' 'column class: field ngay of dan-cu: found none, expected basic'
refused 'found by what is dropped' 'dan-cu,bi_danh,dancu:BiDanh,text,drop,basic,1,không dùng,BVDLCN,CHISO test' 'column identifies: field bi_danh of dan-cu: found 1'
printf 'feed,field,path,type,policy,class,purpose,legal_basis,source\ndan-cu,bi_danh,dancu:BiDanh,text,drop,basic,không dùng,BVDLCN,CHISO test\n' >"$T/my/fields.csv"
exit_is 'with all of it, it is clean' 0 chiso-catalog lint -q --catalog pipeline/catalog --catalog "$T/my"
is 'and has its row' "$(chiso-catalog show privacy -q --catalog pipeline/catalog --catalog "$T/my" | grep -c '^dan-cu,.*,bi_danh,')" 1

# what the register says of a field changes no reading
chiso-catalog show readings -q >"$T/readings"
mkdir "$T/told"
sed -n '1p; /^hoso-tthc,kenh,/s/,keep,basic,,[^,]*,/,keep,basic,,lý do khác,/p' pipeline/catalog/base/fields.csv >"$T/told/fields.csv"
is 'the row has other words' "$(grep -c 'lý do khác' "$T/told/fields.csv")" 1
is 'and reads as before' "$(chiso-catalog show readings -q --catalog pipeline/catalog --catalog "$T/told")" "$(cat "$T/readings")"

# ---- what a number is called
(umask 077 && printf 'cu %064d retired\nnay %064d\n' 7 8 >"$T/key")
hmac() { printf %s "$1" | openssl dgst -sha256 -mac hmac -macopt "hexkey:$(printf %064d "$2")" | sed 's/.* //'; }
echo '062 099 000 123' | chiso-extract --identify --key "$T/key" --now 2024-04-01 >"$T/called"
is 'a pseudonym by every key, retired ones too' "$(grep '^dan-cu,' "$T/called")" "dan-cu,dan_cu,nguoi,cu,cu:$(hmac 062099000123 7)
dan-cu,dan_cu,nguoi,nay,nay:$(hmac 062099000123 8)"
is 'as it is where it is kept' "$(echo H34.19‑240115‑0001 | chiso-extract --identify --key "$T/key" --now 2024-04-01 | grep '^hoso-tthc,.*,ma_ho_so,')" \
	'hoso-tthc,hoso_tthc,ma_ho_so,,H34.19-240115-0001'
is 'one that a field holds to be missing is nobody there' "$(echo 000000001 | chiso-extract --identify --key "$T/key" | grep -c '^hoso-tthc,.*,so_dinh_danh,')" 0
exit_is 'no number' 64 bash -c "chiso-extract --identify --key '$T/key' </dev/null"
exit_is 'a number as an argument' 64 chiso-extract --identify --key "$T/key" 062099000123
unlike 'is not repeated' "$(cat "$T/err")" 062099000123
exit_is 'no key' 64 bash -c "echo 1 | chiso-extract --identify"
done_testing
