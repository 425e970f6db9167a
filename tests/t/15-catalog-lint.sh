#!/bin/bash
# chiso-catalog: what lint finds, what find answers, what show prints, and an archive that unpacks to the same catalogue.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1

exit_is 'the catalogue has no findings' 0 chiso-catalog lint
is 'and lint prints nothing' "$(cat "$T/out")" ''

mkdir "$T/over"
{
	echo 'agency,territory,parent,level,name_vi,kind,valid_from,valid_to,source'
	echo 'H34.90,kon-tum,H34.77,province,Ban Thử,body,2024-02-30,,'
	echo 'H34.91,kon-tum,H34,province,Ban Hai,body,,2024-06-30,CHISO test'
	echo 'H34.91,kon-tum,H34,province,Ban Hai,body,2024-06-30,,CHISO test'
} >"$T/over/agencies.csv"
both=(--catalog pipeline/catalog --catalog "$T/over")
exit_is 'a catalogue with findings is 78' 78 chiso-catalog lint "${both[@]}"
like 'a reference that dangles' "$(cat "$T/out")" "/agencies.csv:2: column parent: found 'H34.77', expected a value of agencies.agency"
like 'a date that does not exist' "$(cat "$T/out")" "/agencies.csv:2: column valid_from: found '2024-02-30'"
like 'a row without source' "$(cat "$T/out")" '/agencies.csv:2: found a row without source'
like 'dates that overlap' "$(cat "$T/out")" '/agencies.csv:4: found dates that overlap those of .*/agencies.csv:3'
is 'one line each' "$(wc -l <"$T/out")" 4
printf 'feed,field,path,type,policy,class,purpose,legal_basis,source\nhoso-tthc,la,a//b,text,keep,basic,x,BVDLCN,CHISO test\n' >"$T/over/fields.csv"
rm "$T/over/agencies.csv"
exit_is 'a path that cannot be read is a finding' 78 chiso-catalog lint "${both[@]}"
like 'with its place' "$(cat "$T/out")" '/fields.csv:2: column path'

rm "$T/over/fields.csv"
printf 'measure,feed,kind,value,where,source\nm1,hoso-tthc,sum,1,la_lung = 1,CHISO test\nm2,hoso-tthc,sum,1 +,,CHISO test\n' >"$T/over/measures.csv"
exit_is 'a formula that cannot be parsed is a finding' 78 chiso-catalog lint "${both[@]}"
like 'a name that the feed does not have' "$(cat "$T/out")" '/measures.csv:2: column where: .*la_lung'
like 'a formula that is cut off' "$(cat "$T/out")" '/measures.csv:3: column value: '

{
	echo 'measure,feed,kind,value,date,over_agencies,over_time,calendar,source'
	echo 'm1,hoso-tthc,distinct,ma_tthc,ngay_tiep_nhan,sum,union,duong-lich,CHISO test'
	echo 'm2,hoso-tthc,sum,1,ngay_tiep_nhan,sum,union,duong-lich,CHISO test'
	echo 'm3,hoso-tthc,sum,1,ngay_tiep_nhan,mean,last,duong-lich,CHISO test'
} >"$T/over/measures.csv"
exit_is 'a way of adding up that the kind does not have is a finding' 78 chiso-catalog lint "${both[@]}"
like 'over agencies' "$(cat "$T/out")" "/measures.csv:2: column over_agencies: found 'sum', expected for kind distinct one of: union"
like 'over time' "$(cat "$T/out")" "/measures.csv:3: column over_time: found 'union', expected for kind sum one of: sum last ytd"
is 'and no other row' "$(wc -l <"$T/out")" 2

rm "$T/over"/*.csv
printf 'quote,pattern,title_vi,source\nid,[0-9,thu,CHISO test\nid,words,thu,CHISO test\n' >"$T/over/quote_patterns.csv"
exit_is 'a pattern that is none is a finding' 78 chiso-catalog lint "${both[@]}"
like 'with its place' "$(cat "$T/out")" "/quote_patterns.csv:2: column pattern: found '.0-9', expected an extended regular expression, or words"
is 'and the only one' "$(wc -l <"$T/out")" 1
rm "$T/over/quote_patterns.csv"

exit_is 'an agency that is known is 0' 0 chiso-catalog find agency 'Sở Tư pháp' --territory kon-tum
like 'with its id and name' "$(cat "$T/out")" '^H34\.19.Sở Tư pháp tỉnh Kon Tum'
exit_is 'so is its code in the old form' 0 chiso-catalog find agency 000.00.19.H34 --territory kon-tum
exit_is 'a near miss is for review' 1 chiso-catalog find agency 'Sở Tư phap' --territory kon-tum
like 'and only suggested' "$(cat "$T/out")" '^\? H34\.19'
exit_is 'one name in two provinces is for review' 1 chiso-catalog find agency 'Sở Y tế'
exit_is 'a name that is near to nothing is unknown' 65 chiso-catalog find agency 'Quán phở Thìn'
exit_is 'after its end a department is not itself' 65 chiso-catalog find agency H34.10 --territory kon-tum --at 2025-03-01
exit_is 'a list is split' 0 chiso-catalog find agency 'Sở TTTT Văn phòng UBND tỉnh' --territory kon-tum
is 'into its members' "$(cut -f 1 "$T/out" | tr '\n' ' ')" 'H34.10 H34.01 '
exit_is 'a unit' 0 chiso-catalog find unit 'tỷ đồng'
is 'with its base' "$(cut -f 4 "$T/out")" 'base dong'
exit_is 'no unit' 65 chiso-catalog find unit 'quả'
exit_is 'a value' 0 chiso-catalog find value '1.170/4.500 CBCCVC'
is 'read as normalize reads it' "$(cat "$T/out")" 'kind=fraction numerator=1170 denominator=4500 digits=0 unit=cbccvc'
exit_is 'an ambiguous value' 65 chiso-catalog find value '1.125%'
is 'with the reason' "$(cat "$T/out")" 'refused=number.ambiguous'
exit_is 'words are for review' 1 chiso-catalog find value 'Cổng DVCQG'
exit_is 'find of something else is usage' 64 chiso-catalog find moon x
exit_is 'no verb is usage' 64 chiso-catalog
exit_is 'a date that is none is usage' 64 chiso-catalog find unit % --at 2024

for day in 2024-13-01 2024-02-30 abcdefghij ''; do
	exit_is "nor is '$day' a day, of a unit" 64 chiso-catalog find unit % --at "$day"
	exit_is '  of a table' 64 chiso-catalog show agencies --at "$day"
done
like 'which is said' "$(cat "$T/err")" "^level=error.*--at: found '', expected a day, YYYY-MM-DD"
is 'a table has the rows of the day' "$(chiso-catalog show agencies -q --at 2025-03-01 | grep -c '^H34[.]10,') $(chiso-catalog show agencies -q --at 2024-03-01 | grep -c '^H34[.]10,')" '0 1'
exit_is 'what is of now has no other day' 64 chiso-catalog show due --at 2024-01-01
like '  which is said' "$(cat "$T/err")" 'found show due, expected a table of rows that hold for a time'

exit_is 'the tree of agencies' 0 chiso-catalog show agencies tree
like 'a commune stands under its district under its province' "$(cat "$T/out")" \
	$'H34\t[^\n]*\n(  .*\n)*  H34\.41\t[^\n]*\n    H34\.41\.01\t'
exit_is 'a table' 0 chiso-catalog show units
like 'as CSV' "$(head -n 2 "$T/out" | tail -n 1)" '^dong,tien,đồng,1,'
exit_is 'the tables that there are' 0 chiso-catalog show tables
is 'units is one of them' "$(grep -c '^units' "$T/out")" 1
exit_is 'a table that is not there is usage' 64 chiso-catalog show moons
exit_is 'no catalogue is 78' 78 chiso-catalog show units --catalog "$T/nowhere"

chiso-catalog show archive >"$T/archive"
ok 'an archive unpacks' chiso-catalog unpack "$T/again" -i "$T/archive"
chiso-catalog show archive --catalog "$ROOT/pipeline/catalog/base" --catalog "$ROOT/pipeline/catalog/quang-ngai" --catalog "$ROOT/pipeline/catalog/kon-tum" >"$T/ordered"
is 'and says in which order its folders lay over one another' "$(chiso-catalog unpack "$T/ordered.d" -i "$T/ordered" | tr '\n' ' ')" 'base quang-ngai kon-tum '
chiso-catalog show archive --catalog "$T/again" >"$T/archive.again"
same 'to the same bytes' "$T/archive.again" "$T/archive"
is 'and the same hash' "$(chiso-catalog show hash --catalog "$T/again")" "$(chiso-catalog show hash)"
head -c 5000 "$T/archive" >"$T/cut"
exit_is 'an archive that is cut off is refused' 65 chiso-catalog unpack "$T/cut.d" -i "$T/cut"
printf 'chiso-catalog 1\n../x/a.csv 1\na\nend 1\n' >"$T/evil"
exit_is 'a name that leads out is refused' 65 chiso-catalog unpack "$T/evil.d" -i "$T/evil"
not_ok 'and nothing was written there' test -e "$T/x/a.csv"
# A province is a folder beside the base: neither the base nor another province may lean on it.
catalog=$ROOT/pipeline/catalog
ok 'the base alone is clean' chiso-catalog lint -q --catalog "$catalog/base"
for province in kon-tum ba-ria-vung-tau quang-ngai ho-chi-minh; do
	ok "the base with $province alone is clean" chiso-catalog lint -q --catalog "$catalog/base" --catalog "$catalog/$province"
done
# What leads from the old provinces into the new ones needs both.
for merger in 'kon-tum quang-ngai quang-ngai-kon-tum' 'ba-ria-vung-tau ho-chi-minh ho-chi-minh-ba-ria-vung-tau'; do
	folders=(--catalog "$catalog/base")
	for folder in $merger; do folders+=(--catalog "$catalog/$folder"); done
	ok "so is the base with $merger" chiso-catalog lint -q "${folders[@]}"
done

# the year that lies ahead
exit_is 'what ends soon is no finding' 0 chiso-catalog lint --now 2024-09-01
like 'but told: a territory whose last set ends' "$(cat "$T/err")" 'sets.csv:2: ends soon: the last set of territory kon-tum on 2025-06-30, and no row follows'
is 'once' "$(grep -c 'territory kon-tum on 2025-06-30' "$T/err")" 1
unlike 'nothing ends that another row follows' "$(cat "$T/err")" 'ends soon: setting|ends soon: feed|ends soon: calendar'
chiso-catalog lint --now 2028-02-01 2>"$T/err"
like 'years later no set is in force' "$(cat "$T/err")" 'no set in force for territory kon-tum on 2028-02-01'
unlike 'and the calendar goes on' "$(cat "$T/err")" 'ends soon: calendar'
is 'by rule' "$(chiso-catalog show calendars | grep -c '^duong-lich,2028-Q1,quarter,2028-01-01,2028-03-31,2028,')" 1
rm -rf "$T/over" && mkdir "$T/over"
sed '/^duong-lich/d' pipeline/catalog/base/calendar_rules.csv >"$T/over/calendar_rules.csv"
cp -R pipeline/catalog/base "$T/base" && cp "$T/over/calendar_rules.csv" "$T/base/"
chiso-catalog lint --now 2027-02-01 --catalog "$T/base" 2>"$T/err"
like 'without a rule a calendar ends with its rows' "$(cat "$T/err")" 'ends soon: calendar duong-lich on 2027-12-31'
unlike 'which is told a year before, no earlier' "$(chiso-catalog lint --now 2026-12-01 --catalog "$T/base" 2>&1)" 'ends soon: calendar'
sed -i '2s/,3,/,5,/' "$T/base/calendar_rules.csv"
exit_is 'a rule that cannot be followed is a finding' 78 chiso-catalog lint -q --catalog "$T/base"
like 'with its place' "$(cat "$T/out")" 'calendar_rules.csv:2: months "5" found'
cp pipeline/catalog/base/calendar_rules.csv "$T/base/"
sed -i '3s|,indicators,indicator,|,indicators,moon,|' "$T/base/definition_parts.csv"
exit_is 'so is a definition that leads nowhere' 78 chiso-catalog lint -q --catalog "$T/base"
like 'with its place too' "$(cat "$T/out")" 'definition_parts.csv:3: '
done_testing
