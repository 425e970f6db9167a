#!/bin/bash
# What lint refuses is what a program would end on or read wrongly, and what it lets pass the programs read.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
mkdir "$T/my"
catalog=()
for folder in base ba-ria-vung-tau ho-chi-minh kon-tum quang-ngai; do catalog+=(--catalog "pipeline/catalog/$folder"); done
both=("${catalog[@]}" --catalog "$T/my")

# cell TABLE KEY=VALUE,… COLUMN=VALUE…: the row of the catalogue with other cells, as an overlay.
cell() {
	rm -f "$T/my"/*.csv
	/usr/bin/python3 - "$T/my" "$@" <<'PY'
import csv, glob, sys
my, table, keys, *cells = sys.argv[1:]
keys = dict(k.split("=", 1) for k in keys.split(","))
for path in sorted(glob.glob(f"pipeline/catalog/*/{table}.csv")):
    rows = list(csv.DictReader(open(path, encoding="utf-8", newline="")))
    for row in rows:
        if all(row.get(k) == v for k, v in keys.items()):
            row.update(c.split("=", 1) for c in cells)
            with open(f"{my}/{table}.csv", "w", encoding="utf-8", newline="") as f:
                w = csv.DictWriter(f, rows[0].keys(), lineterminator="\n"); w.writeheader(); w.writerow(row)
            sys.exit()
sys.exit(f"no row {keys} in {table}")
PY
}

refused() { # NAME REGEX, after cell
	exit_is "$1" 78 chiso-catalog lint -q "${both[@]}" --now 2024-04-01
	like "$1: with place, value and what was expected" "$(cat "$T/out")" "$2"
}

passed() {
	exit_is "$1" 0 chiso-catalog lint -q "${both[@]}" --now 2024-04-01
}

feed=feed=hoso-tthc
for value in field:x path:a/b 'path:/a path:/b' name:%Y%m name:%Y%m%d%Q name: 'meta arival'; do
	cell feeds $feed "sent_at=$value"
	refused "sent_at=$value" "feeds.csv:2: column sent_at: found '.*', expected path:/PATH"
done
for value in name:x_%d%m%Y 'meta arrival' arrival ''; do
	cell feeds $feed "sent_at=$value"
	if [ -n "$value" ]; then passed "sent_at=$value"; else refused 'no sent_at' 'column sent_at: found nothing'; fi
done
while IFS='|' read -r column bad good; do
	cell feeds $feed "$column=$bad"
	refused "feeds.$column=$bad" "feeds.csv:2: .*column $column: found '"
	[ -z "$good" ] || {
		cell feeds $feed "$column=$good"
		passed "feeds.$column=$good"
	}
done <<'END'
cadence|dayly|weekly
due|15|+15d
due|+15 days|+0d
complete_by|sometimes|age:300
complete_by|age:|marker
valid_at|nowhere|ngay_nop
valid_at|ma_tthc|
territory|kon-tun|kon-tum
territory|field:nowhere|field:ma_co_quan
usual_min|ten|10
usual_max|-1|100000
max_rejects|5%|5
key|ma_ho_so nowhere|ma_ho_so
agency|ma_tthc|ma_co_quan
END
cell feeds $feed usual_min=10 usual_max=9
refused 'fewer at most than at least' "feeds.csv:2: column usual_min: found 10, expected no more than usual_max: 9"

field=feed=hoso-tthc,field=ma_tthc
while IFS='|' read -r path words; do
	cell fields $field "path=${path//!/|}"
	refused "path $path" "fields.csv:[0-9]+: .*$words"
done <<'END'
nowhere:MaTTHC|found prefix 'nowhere' in a path, expected a row of namespaces
dvc:Ma TTHC|found path 'dvc:Ma TTHC', expected steps
dvc:1MaTTHC|found path 'dvc:1MaTTHC', expected steps
dvc:Ma(TTHC)|expected steps
dvc:MaTTHC/@ma/dvc:x|expected steps
/dvc:Nowhere/dvc:MaTTHC|found a path from root Nowhere, expected that of the records
dvc:MaTTHC!/soapenv:Envelope/soapenv:Header/dvc:MaTTHC|expected one kind
meta:Mã|expected meta: and a key
dvc:DinhDanhCHS/dvc:DinhDanh/dvc:SoDinhDanh/dvc:x|column path: found a path to the text of SoDinhDanh and another of feed hoso-tthc
END

while IFS='|' read -r table key column value words; do
	cell "$table" "$key" "$column=$value"
	refused "$table.$column=$value" "$table.csv:2: .*$words"
done <<'END'
measures|measure=received|date|ma_tthc2|column date: found "ma_tthc2"
measures|measure=received|date|$no_setting|column date: found "[$]no_setting"
measures|measure=received|value|novel + 1|column value: .*novel
measures|measure=received|where|kenh = 2|column where: 
measures|measure=received|agency|nowhere|column agency: .*nowhere
measures|measure=received|calendar|mat-trang|column calendar: found 'mat-trang'
measures|measure=index_variable|item|nowhere|column item: .*nowhere
measures|measure=index_variable|answers|don_vi_gui nowhere|column answers: found "don_vi_gui nowhere"
measures|measure=report_ket_qua|value|ma_chi_tieu|column value: found "ma_chi_tieu", expected a figure
measures|measure=datasets_shared_due|value|overdue|column value: found 'overdue', expected due
measures|measure=datasets_shared_due|item|nowhere|column item: found 'nowhere'
sets|set=s003|due|31/12/2024|column due: found '31/12/2024', expected a date
sets|set=s003|period_kind|quater|column period_kind: found 'quater', expected a value of period_kinds
variables|indicator=5.3,var=a|item||column item: found nothing, expected an item
variables|indicator=5.3,var=a|item|5.33 a|column item: found '5.33 a', expected an indicator
variables|indicator=6.11,var=a|item|x|column item: found 'x', expected nothing
codes|list=dung-sai,code=1|list|Đúng sai|column list: found
settings|setting=compare|value|dates|column value: found 'dates', expected date or timestamp
settings|setting=compare|setting|compares|found no row settings.compares of forms.csv
schema|table=feeds,column=due|kind|forms:days|column kind: found 'forms:days'
forms|form=days|pattern|+[0-9]d|column pattern: found
definition_parts|table=indicators,part=relations|when|relation:same|column when
END

# a name that another one hides
rm -f "$T/my"/*.csv
printf 'territory,alias,agencies,context,source\nkon-tum,sở  TƯ pháp,H34.15,,CHISO test\n' >"$T/my/agency_aliases.csv"
refused 'an alias that hides an agency of another name' "agencies.csv:[0-9]+: column name_vi: found 'Sở Tư pháp', which .*my/agency_aliases.csv:2 names too, for H34.15, in territory kon-tum"
printf 'territory,alias,agencies,context,source\nkon-tum,sở  TƯ pháp,H34.19,,CHISO test\n' >"$T/my/agency_aliases.csv"
passed 'one that means the same agency'
printf 'territory,alias,agencies,context,source\nba-ria-vung-tau,TT CĐS,H06,,CHISO test\nba-ria-vung-tau,tt cđs,H06.?,,CHISO test\n' >"$T/my/agency_aliases.csv"
refused 'two aliases of one key' "agency_aliases.csv:3: column alias: found 'tt cđs', which .*:2 names too, for H06"
printf 'territory,alias,agencies,context,valid_from,valid_to,source\nkon-tum,TT CĐS,H34.10,,,2023-12-31,CHISO test\nkon-tum,tt cđs,H34.26,,2024-01-01,,CHISO test\n' >"$T/my/agency_aliases.csv"
passed 'one after the other is none'

# a formula in force at the end of a month, and of no quarter
rm -f "$T/my"/*.csv
month_row() { # VALUE
	printf 'measure,feed,kind,value,date,agency,unit,over_agencies,over_time,calendar,title_vi,valid_from,valid_to,source\n'
	printf 'thu-thang,hoso-tthc,sum,%s,ngay_tiep_nhan,ma_co_quan,ho-so,sum,sum,duong-lich,Thử,2024-04-05,2024-05-20,CHISO test\n' "$1"
}
month_row 'length(khong_co)' >"$T/my/measures.csv"
refused 'a formula that only a month has' 'measures.csv:2: column value: .*found .length'
month_row 1 >"$T/my/measures.csv"
passed 'a right one'

# a whole catalogue of findings: one that cannot go on does not hide the others
cell targets set=s004-2024,indicator=I.2,level=national low=nhieu
printf 'feed,field,path,type,policy,class,purpose,legal_basis,source\nhoso-tthc,la,a//b,text,keep,basic,x,BVDLCN,CHISO test\n' >"$T/my/fields.csv"
printf 'agency,successor,weight,basis,valid_from,source\nH34.01,H34.19,half,decided,2030-01-01,CHISO test\n' >"$T/my/agency_successors.csv"
exit_is 'several at once' 78 chiso-catalog lint -q "${both[@]}"
for words in 'targets.csv:2: .*nhieu' 'fields.csv:2: column path' 'agency_successors.csv:2: column weight: found .half.'; do
	like "told: $words" "$(cat "$T/out")" "$words"
done
is 'each row once for one thing' "$(grep -c 'fields.csv:2: ' "$T/out")" 1
done_testing
