#!/bin/bash
# The catalogue's README, followed word for word: an agency that goes into two others, and a province of its own. Rows only.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
README=pipeline/catalog/README.md
my=$T/my
mkdir "$my" "$T/gia-lai"

# The indented block of README that starts with the line $1.
block() {
	awk -v first="    $1" 'index($0, first) == 1 { on = 1 } on && !/^    / { exit } on { print substr($0, 5) }' "$README"
}
both=(--catalog pipeline/catalog --catalog "$my")
value() { # FILE SET AGENCY
	/usr/bin/python3 - "$@" <<'PY'
import csv, sys
print(*(r["value"] for r in csv.DictReader(open(sys.argv[1], encoding="utf-8"))
        if [r["_kind"], r["set"], r["indicator"], r["agency"]] == ["indicator", sys.argv[2], "hs.tiep-nhan", sys.argv[3]]))
PY
}

# before: the agency of the section above, and what it rests on
block 'source,title,title_en' >"$my/sources.csv"
block 'agency,territory,parent' >"$my/agencies.csv"
ok 'with the agency the catalogue is clean' chiso-catalog lint "${both[@]}"
ok 'it is there in July' chiso-catalog find agency H34.77 --territory kon-tum --at 2024-07-01 "${both[@]}"

# the reorganisation: its old row ends, and two links
mkdir "$T/next"
cp "$my/agencies.csv" "$T/next/"
block 'agency,valid_from,valid_to' >"$my/agencies.csv"
block 'agency,successor,weight' >"$my/agency_successors.csv"
next=(--catalog pipeline/catalog --catalog "$T/next" --catalog "$my")
is 'README shows two links' "$(wc -l <"$my/agency_successors.csv")" 3
ok 'the catalogue is clean' chiso-catalog lint "${next[@]}"
exit_is 'the agency has ended' 65 chiso-catalog find agency H34.77 --territory kon-tum --at 2024-07-01 "${next[@]}"
{
	echo '_kind,measure,item,agency,period,kind,unit,value,keys,text,digits,numerator,denominator,parts,flags,order'
	echo 'part,1/1,hoso-tthc,,,,,,,,,,,,,'
	for row in H34.10:5 H34.26:1 H34.77:10; do
		echo "measure,received,,${row%:*},2024-Q2,sum,ho-so,${row#*:},,,,,,,,"
	done
	echo 'end,,,,,,,3,,,,,,,,'
} >"$T/measures.csv"
command=$(grep '^    chiso-compute' "$README" | sed -e "s|--catalog my|--catalog '$T/next' --catalog '$my'|" -e "s|measures.csv|--set ho-so-tthc '$T/measures.csv'|")
ok 'both series, as README says' bash -c "$command >'$T/both.csv'"
is 'as it was' "$(value "$T/both.csv" ho-so-tthc H34.77)" 10
is 'by the agencies of July: 0,6 of it' "$(value "$T/both.csv" ho-so-tthc@nay H34.26)" 7
is 'and 0,4 of it' "$(value "$T/both.csv" ho-so-tthc@nay H34.10)" 9
is 'the province comes to what it was' "$(value "$T/both.csv" ho-so-tthc@nay H34)" "$(value "$T/both.csv" ho-so-tthc H34)"
is 'the old one is gone' "$(value "$T/both.csv" ho-so-tthc@nay H34.77)" ''

# a province
block 'territory,name_vi,gso_code' >"$T/gia-lai/territories.csv"
block 'agency,kind,territory' >"$T/gia-lai/agencies.csv"
sed -n '/^## Add a province/,$s/^    \(source,title,\|CV5-2024\)/\1/p' "$README" >"$T/gia-lai/sources.csv"
for table in territories agencies sources; do
	ok "README shows $table.csv" test "$(wc -l <"$T/gia-lai/$table.csv")" -ge 2
done
both=(--catalog pipeline/catalog --catalog "$T/gia-lai")
ok 'the catalogue with the province is clean' chiso-catalog lint "${both[@]}"
ok 'its department is found' chiso-catalog find agency 'sở y tế' --territory gia-lai "${both[@]}"
is 'by name' "$(cut -f 1 "$T/out")" H21.05
printf 'set,title_vi,territory,period_kind,source\nho-so-gia-lai,Hồ sơ,gia-lai,quarter year,CHISO test\n' >"$T/gia-lai/sets.csv"
printf 'set,seq,indicator,lead,source\nho-so-gia-lai,10,hs.tiep-nhan,Sở Y tế,CHISO test\n' >"$T/gia-lai/set_rows.csv"
ok 'with a set of its own it is clean' chiso-catalog lint "${both[@]}"
(umask 077 && printf 'test %064d\n' 7 >"$T/key")
sed -e 's/000\.00\.19\.H34/000.00.05.H21/' -e 's/000\.00\.00\.H34/000.00.00.H21/' \
	samples/hoso-tthc/01-mot-ho-so_20240116010000.xml >"$T/gia-lai.xml"
chiso-extract -q "${both[@]}" --key "$T/key" --feed hoso-tthc --now 2024-04-01 "$T/gia-lai.xml" |
	chiso-normalize -q "${both[@]}" --feed hoso-tthc --now 2024-04-01 |
	chiso-aggregate -q "${both[@]}" --feed hoso-tthc --now 2024-04-01 >"$T/gia-lai.measures.csv"
ok 'its dossiers are figures' chiso-compute -q "${both[@]}" --now 2024-04-01 --period 2024-Q1 --set ho-so-gia-lai \
	-o "$T/gia-lai.csv" "$T/gia-lai.measures.csv"
is 'of the department' "$(value "$T/gia-lai.csv" ho-so-gia-lai H21.05)" 1
is 'and of the province' "$(value "$T/gia-lai.csv" ho-so-gia-lai H21)" 1
done_testing
