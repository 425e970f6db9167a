#!/bin/bash
# A report whose rows have codes of nobody's: kept, counted in no figure, and told.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/bao-cao-quy" "$dir/inbox/bien-so-chi-so"
sed 's#<bcq:MaChiTieu>\([IV]*\)\.#<bcq:MaChiTieu>\1-#' "$ROOT/samples/bao-cao-quy/2024-Q1.xml" >"$dir/inbox/bao-cao-quy/all.xml"
sed 's#<bsc:ChiSo>1\.1</#<bsc:ChiSo>CS1.1</#' "$ROOT/samples/bien-so-chi-so/aside/so-tttt-2024-Q1.xml" >"$dir/inbox/bien-so-chi-so/one.xml"
tonight() { code=0 && night "$dir" CHISO_NOW="$1T01:00:00+07:00" || code=$?; }
tonight 2024-04-10
page=$(tr '\n' ' ' <"$dir/page" | tr -s ' ')
is 'they are kept' "$(on_server "$dir" -c "select sum(n_kept) from audit.load where feed = 'bao-cao-quy'")" 30
is 'a report of which nothing counts waits for a person' "$code" 1
like 'with the codes' "$page" 'WAITING FOR A PERSON.*bao-cao-quy: 30/30 bản ghi mang mã không chỉ tiêu, biến số nào có / records have a code of no indicator and no variable \(I-1, I-10, I-11\)'
like 'one of many is noted' "$page" 'to note: .*bien-so-chi-so: [12]/[0-9]+ bản ghi mang mã .*\(CS1\.1 chair\).* WAITING FOR A PERSON'
tonight 2024-04-11
unlike 'it is told of the night that brought it' "$(tr '\n' ' ' <"$dir/page" | tr -s ' ')" 'of no indicator and no variable'

chiso-extract -q --feed bao-cao-quy --now 2024-07-01 "$ROOT/samples/bao-cao-quy/2024-Q1.xml" | sed 's/,II\./,ii./' |
	chiso-normalize -q --feed bao-cao-quy --now 2024-07-01 >"$T/some"
exit_is 'some of them, by hand' 0 chiso-aggregate --feed bao-cao-quy --now 2024-07-01 "$T/some"
like 'are told as well' "$(cat "$T/err")" 'reach no figure: no indicator has their code \([1-9][0-9]*\)$'
sed 's#<bcq:MaChiTieu>\([IV]*\)\.#<bcq:MaChiTieu>\1-#' "$ROOT/samples/bao-cao-quy/2024-Q1.xml" >"$T/all.xml"
chiso-extract -q --feed bao-cao-quy --now 2024-07-01 "$T/all.xml" | chiso-normalize -q --feed bao-cao-quy --now 2024-07-01 >"$T/all"
exit_is 'all of them' 1 chiso-aggregate --feed bao-cao-quy --now 2024-07-01 "$T/all"
done_testing
