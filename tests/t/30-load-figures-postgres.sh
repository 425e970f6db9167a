#!/bin/bash
# Figures are recorded by a run, superseded, never updated; their marks go in the same transaction.
. "$(dirname "$0")/../lib/tap.sh"
need_postgres
chiso-load migrate -q
figures() { # FILE: lines "indicator agency value"
	echo '_kind,set,indicator,agency,period,basis,numerator,denominator,value,shown,unit,score,score_max,target,status,due,due_status,national_target,national_status,national_due,national_due_status,info,flag,gate,reason,rules'
	awk '{ print "indicator,s," $1 "," $2 ",2024-Q1,computed,1,3," $3 "," $3 ",%,,,,,,,,,,,,,,," } END { print "end,,,,,,,," NR ",,,,,,,,,,,,,,,,," }'
}
load() { chiso-load indicators --now 2024-04-01 "$@"; }
sql "insert into audit.mark values ('hoso-tthc', '2024-Q1', 1), ('bao-cao-quy', '2024-Q1', 1), ('hoso-tthc', '2024-Q2', 1)" >/dev/null
printf 'a H34 1/3\nb H34 2\nc H34 3\n' | figures >"$T/one"
chiso-load marks -q >"$T/marks"
is 'the marks are listed' "$(cat "$T/marks")" "$(printf 'bao-cao-quy\t2024-Q1\t1\nhoso-tthc\t2024-Q1\t1\nhoso-tthc\t2024-Q2\t1')"
ok 'figures are loaded' load --run 1 --period 2024-Q1 --marks "$T/marks" -i "$T/one"
is 'and counted' "$(cat "$T/out")" 'changed=3 same=0 closed=0'
is 'the period is marked no more' "$(sql 'select feed, period from audit.mark')" 'hoso-tthc|2024-Q2'
ok 'the same again' load --run 2 --period 2024-Q1 -i "$T/one"
is 'nothing changed' "$(cat "$T/out")" 'changed=0 same=3 closed=0'
is 'no row was touched' "$(sql 'select distinct run_from, run_to from core.indicator')" '1|'
printf 'a H34 1/3\nb H34 5\n' | figures >"$T/two"
ok 'a dry run' load --period 2024-Q1 --dry-run -i "$T/two"
is 'lists what would change' "$(cat "$T/out")" 'change,set,indicator,agency,period,old,new,columns
changed,s,b,H34,2024-Q1,2,5,value shown
closed,s,c,H34,2024-Q1,3,,basis numerator denominator value shown unit'
is 'and stores nothing' "$(sql 'select distinct run_from, run_to from core.indicator')" '1|'
ok 'the change' load --run 3 --period 2024-Q1 -i "$T/two"
is 'is counted' "$(cat "$T/out")" 'changed=1 same=1 closed=1'
is 'the old rows stay readable' "$(sql 'select indicator, value, run_from, run_to from core.indicator order by 1, 3')" 'a|1/3|1|
b|2|1|3
b|5|3|
c|3|1|3'
is 'readers see what holds' "$(sql 'select chi_so, coalesce(gia_tri_phan_so, gia_tri::text) from share.chi_so order by 1')" 'a|1⁄3
b|5'
head -n 2 "$T/one" >"$T/cut"
exit_is 'without its end a stream is cut off' 65 load --period 2024-Q1 -i "$T/cut"
like 'and says so' "$(cat "$T/err")" 'stream cut off'
printf 'a H34 1\na H34 2\n' | figures >"$T/twice"
exit_is 'two rows of one key' 65 load --period 2024-Q1 -i "$T/twice"
is 'nothing of these is stored' "$(sql 'select count(*) from core.indicator')" 4
exit_is 'an unknown kind' 64 chiso-load indicator -i "$T/one"
exit_is 'records need a feed' 64 chiso-load records -i "$T/one"
exit_is 'marks without a period' 64 load --marks "$T/marks" -i "$T/one"
exit_is 'marks of measures' 64 chiso-load measures --period 2024-Q1 --marks "$T/marks" -i "$T/one"
exit_is 'no such list of marks' 66 load --period 2024-Q1 --marks "$T/none" -i "$T/one"
for bad in 'hoso-tthc 2024-Q2 1' "$(printf 'hoso-tthc\t2024-Q2')" "$(printf 'hoso-tthc\t2024-Q2\t')" "$(printf 'hoso-tthc\t2024-Q2\t1x')" ''; do
	printf '%s\n' "$bad" >"$T/bad"
	exit_is 'a line that is no mark' 65 load --period 2024-Q2 --marks "$T/bad" -i "$T/one"
done
printf 'hoso-tthc\t2024-Q2\t1' >"$T/bad"
exit_is 'a list that is cut off' 65 load --period 2024-Q2 --marks "$T/bad" -i "$T/one"
is 'clears nothing' "$(sql 'select feed, period from audit.mark')" 'hoso-tthc|2024-Q2'
exit_is 'no input' 66 load -i "$T/none"

: | figures >"$T/empty"
ok 'no figure of another set' load --run 8 --period 2024-Q1 --set t -i "$T/empty"
is 'closes none' "$(cat "$T/out")" 'changed=0 same=0 closed=0'
ok 'no figure of all sets' load --run 9 --period 2024-Q1 -i "$T/empty"
is 'closes all of the period' "$(cat "$T/out")" 'changed=0 same=0 closed=2'

# measures: the scope is the feeds of the part rows in the period
cat >"$T/measures" <<'END'
_kind,measure,item,agency,period,kind,unit,value,keys,text,digits,numerator,denominator,parts,flags,order
part,1/1,hoso-tthc,,,,,,,,,,,,,
measure,fee_sum,,H34,2024-Q1,sum,dong,9885295762.50,,,,,,,,
measure,received,,H34,2023-Q4,sum,ho-so,4,,,,,,,,
measure,received,,H34,2024-Q1,sum,ho-so,7,,,,,,,,
end,,,,,,,3,,,,,,,,
END
ok 'measures of a period' chiso-load measures --run 4 --period 2024-Q1 -i "$T/measures"
is 'those of other periods are parts and left alone' "$(cat "$T/out")" 'changed=2 same=0 closed=0'
is 'values are exact' "$(sql "select value from core.measure where measure = 'fee_sum'")" 9885295762.50
sed -i '/received/d; s/^end,,,,,,,3/end,,,,,,,1/' "$T/measures"
ok 'a measure that is gone' chiso-load measures --run 5 --period 2024-Q1 -i "$T/measures"
is 'is closed' "$(cat "$T/out")" 'changed=0 same=1 closed=1'
sed -i '/fee_sum/d; s/^end,,,,,,,1/end,,,,,,,0/' "$T/measures"
sed 's/,hoso-tthc,/,bao-cao-quy,/' "$T/measures" >"$T/others"
ok 'no measure of another feed' chiso-load measures --run 6 --period 2024-Q1 -i "$T/others"
is 'closes nothing' "$(cat "$T/out")" 'changed=0 same=0 closed=0'
ok 'no measure of a feed' chiso-load measures --run 7 --period 2024-Q1 -i "$T/measures"
is 'closes what it had in the period' "$(cat "$T/out")" 'changed=0 same=0 closed=1'
sed -i 's,^part\,1/1,part\,1/2,' "$T/measures"
exit_is 'a part is not the whole' 65 chiso-load measures --period 2024-Q1 -i "$T/measures"
done_testing
