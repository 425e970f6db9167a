#!/bin/bash
# A year of more agencies than any province has: every one's services are united, none is left out.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/risky.sh"

n=1100
{
	echo 'agency,territory,parent,level,name_vi,short_vi,code,kind,valid_from,valid_to,source'
	for ((i = 0; i < n; i++)); do printf 'H34.X%04d,kon-tum,H34,commune,Xã thử %04d,,H34.X%04d,body,,2025-06-30,CHISO test\n' $i $i $i; done
} >"$MY/agencies.csv"
for ((i = 0; i < n; i++)); do
	for quarter in 1 2 3 4; do # one service of its own, one of all
		printf 'services_full,,H34.X%04d,2024-Q%d,distinct,dich-vu-cong,2,all own%04d,,,,,,,\n' $i $quarter $i
		printf 'services_full_online,,H34.X%04d,2024-Q%d,distinct,dich-vu-cong,1,all,,,,,,,\n' $i $quarter
		printf "services_partial,,H34.X%04d,2024-Q%d,distinct,dich-vu-cong,0,,,,,,,,\n" $i $quarter
		printf "services_partial_online,,H34.X%04d,2024-Q%d,distinct,dich-vu-cong,0,,,,,,,,\n" $i $quarter
	done
done | stream hoso-tthc >"$T/m"
with_my chiso-compute --now 2025-01-15 --period 2024 --set s003-2024 --agency H34 "$T/m" >"$T/got"
is '6.11: of all the services one was used online' "$(cell "$T/got" 6.11 numerator)/$(cell "$T/got" 6.11 denominator)" "1/$((n + 1))"
done_testing
