#!/bin/bash
# What a gate holds is shown nowhere until a named person approves that very figure; what changes afterwards waits again.
# shellcheck disable=SC2317 # called by the harness
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"
# shellcheck source=tests/lib/delivery.sh
. "$ROOT/tests/lib/delivery.sh"
# shellcheck source=tests/lib/flagged.sh
. "$ROOT/tests/lib/flagged.sh"
cd "$ROOT" || exit 1

need_night_key
dir=$T/v
own_server "$dir/postgres"
mkdir -p "$dir/inbox/hoso-tthc" "$dir/inbox/bao-cao-quy" "$dir/inbox/bien-so-chi-so" "$T/my"
delivery "$dir/inbox/hoso-tthc/all.xml" 3 155 41
cp samples/bao-cao-quy/2024-Q1.xml "$dir/inbox/bao-cao-quy/"
cat >"$T/my/checks.csv" <<'END'
check,feed,set,indicator,kind,params,severity,message_vi,valid_from,valid_to,source
mine_held,,s004-2024,I.10,range,0 50 %,gate,ngoài khoảng của tôi,,,CHISO test
mine_counted,,s003,7.10,claim,a > 1000,gate,nhiều tên miền quá,,,CHISO test
END
cat >"$dir/inbox/bien-so-chi-so/bien.xml" <<END
<GuiBienSo xmlns="$(awk -F, '$1 == "bsc" { print $2 }' pipeline/catalog/base/namespaces.csv)"><TieuDe><MaBanTin>b-1</MaBanTin><KyBaoCao>2024-Q1</KyBaoCao><DiaBan>H34</DiaBan>
<DonViGui>H34.10</DonViGui><ThoiDiemGui>20240330080000</ThoiDiemGui></TieuDe><DanhSach>
<BienSo><ChiSo>7.10</ChiSo><Bien>a</Bien><GiaTri>1.585</GiaTri></BienSo><BienSo><ChiSo>7.10</ChiSo><Bien>b</Bien><GiaTri>3870</GiaTri></BienSo>
</DanhSach></GuiBienSo>
END
C=$ROOT/pipeline/catalog
export CHISO_CATALOG=$C/base:$C/ba-ria-vung-tau:$C/kon-tum:$T/my
BY='Nguyễn Văn Bịa'

approve() {
	env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-04-02T09:00:00+07:00 CHISO_RETRY_SECONDS=0 CHISO_WIDTH=80 \
		scripts/approve "$@"
}
ask() { on_server "$dir" -c "$1"; }
flat() { tr '\n' ' ' | tr -s ' '; }
# Rows of every share view, and lines of every published file, that hold a text.
seen_in() {
	local view
	ask "select table_name from information_schema.views where table_schema = 'share'" >"$T/views"
	while IFS= read -r view; do
		[ "$(ask "select count(*) from share.$view v where v::text ~ '$1'")" = 0 ] || printf '%s ' "$view"
	done <"$T/views"
	(cd "$dir/publish" && grep -r -l -E "$1" . | flat)
}
state() { ask "select trang_thai_duyet || ' ' || coalesce(hien_thi, '-') || ' ' || coalesce(ngay_duyet::text, '-') from share.chi_so
	where bo_chi_so = '$1' and chi_so = '$2' and co_quan = '$3' and ky = '2024-Q1'"; }

exit_is 'before any night there is no figure' 66 approve 2024-Q1 --list
night "$dir"
is 'the night waits for a person' $? 1
online=$(ask "select value || '|' || replace(shown, ',', '[.,]') from core.indicator
	where indicator = 'hs.ty-le-truc-tuyen' and agency = 'H34' and period = '2024-Q1'")
like 'the held figure stands in the warehouse' "$online" '^[0-9]+(/[0-9]+)?\|[0-9]+\[\.,\][0-9]+$'

# held: nowhere
is 'a held figure is shown in no view and no file' "$(seen_in "$online")" ''
is 'a held report: not even its own words' "$(seen_in '93[.,]55|29/31 HTTT')" ''
is 'readers see why' "$(ask "select distinct ly_do from share.chi_so where chi_so = 'hs.ty-le-truc-tuyen' and tam_giu")" \
	'tạm giữ: trên 1 % hồ sơ không rõ kênh: chờ người xem'
is 'value, parts, score, status and proof are empty' "$(ask "select count(*) from share.chi_so where tam_giu and concat(tu_so, mau_so,
	gia_tri, gia_tri_phan_so, hien_thi, diem, ma_trang_thai_tinh, ma_trang_thai_quoc_gia, ma_trang_thai_theo_han, canh_bao) <> ''")" 0
is 'the appendix has its row' "$(ask "select ma_chi_tieu, ket_qua, so_lieu, trang_thai_duyet from share.phu_luc_i where trang_thai_duyet = 'tạm giữ'")" \
	'I.10|||tạm giữ'
is 'what is due stays in the list, without a result' "$(ask "select distinct chi_so, hien_thi, ma_trang_thai_theo_han from share.den_han
	where ly_do like 'tạm giữ: %' order by 1")" '7.10||
I.10||'
is 'the proof stands for who approves' "$(ask "select ma_can_cu ~ 'mine_held: .*93,55' from audit.tam_giu where chi_so = 'I.10'")" t
is 'and is no open data' "$(find "$dir/publish" -name 'tam_giu*')" ''
like 'the summary prints no held result' "$(grep '^I.10 ' "$dir/page")" '– +100% TẠM GIỮ'
like 'the summary says what to run' "$(flat <"$dir/page")" "scripts/approve 2024-Q1 --list scripts/approve 2024-Q1 --indicator 'MÃ'"

is 'the figures as computed are no open data' "$(cd "$dir/publish" && find . -type d | LC_ALL=C sort | tr '\n' ' ')$(grep -c '^indicator,s004-2024,I.10,H06,.*93,55' "$dir/figures/2024-Q1.csv")" '. ./bang-tinh 1'

is 'nor are the variables it is made of' "$(ask "select bien, gia_tri, tam_giu from share.bien_so where chi_so = '7.10' order by 1")" 'a||t
b||t'
last_value() { (eval "$(scripts/private-postgres env "$dir/postgres")" && chiso-form write H34.10 2024-Q2 | awk -F';' '$3 == "CS 7.10" && $4 == "a" { print $7 }'); }
is "an agency's form does not say it either" "$(last_value)" 'tạm giữ (2024-Q1)'

# the list
exit_is 'the list' 0 approve 2024-Q1 --list
like 'has the held ones with value and proof' "$(flat <"$T/out")" 's004-2024 I\.10 H06 \([^)]*\): 93,55 % căn cứ / proof: ngoài khoảng của tôi \([^)]*93,55'
like 'and counts of each set' "$(flat <"$T/out")" 's004-2024 \([^)]*\): 29, 1, 0'
env CHISO_WIDTH=40 CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" scripts/approve 2024-Q1 --list --indicator I.10 >"$T/list"
is 'fits a narrow window' "$(grep -c -E '.{41}' "$T/list")" 0
sed -n '/^ *scripts\/approve.*I.10\|^ *scripts\/approve/,/LÝ DO/p' "$T/list" | sed -n '1,/LÝ DO/p' >"$T/command"
exit_is 'its command can be copied from there' 0 env CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" bash -c "$(cat "$T/command") --dry-run"
like 'and means that figure' "$(flat <"$T/out")" 'sẽ duyệt 1 số .*s004-2024 I\.10 H06.*93,55 %.*trước tạm giữ'

# a dry run
everything() { ask 'select count(*) from audit.approval union all select count(*) from audit.run' && (cd "$dir/publish" && find . -type f -exec sha256sum {} + | sort); }
everything >"$T/before"
exit_is 'a dry run of a set' 1 approve 2024-Q1 --set s004-2024 --by "$BY" --dry-run
like 'says how many' "$(flat <"$T/out")" 'không thay đổi gì: sẽ duyệt 29 số'
everything >"$T/after"
same 'and changes nothing' "$T/after" "$T/before"

# a set
is 'provisional before' "$(state s004-2024 I.9 H06)" 'tạm tính 26 -'
exit_is 'a set is approved; what is held of it still waits' 1 approve 2024-Q1 --set s004-2024 --by "$BY" --position 'Phó Giám đốc' --note 'Tờ trình 5'
like 'it says so' "$(flat <"$T/out")" 'đã duyệt 29 số / approved: 29 .*Còn 1 số tạm giữ'
is 'approved, with its day' "$(state s004-2024 I.9 H06)" 'đã duyệt 26 2024-04-02'
is 'the held one is not' "$(state s004-2024 I.10 H06)" 'tạm giữ - -'
like 'the files follow at once' "$(grep '^s004-2024,I.9,' "$dir/publish/chi_so.csv")" ',đã duyệt,2024-04-02'
ok 'with their checksums' bash -c "cd '$dir/publish' && sha256sum -c --quiet SHA256SUMS"
is 'who, in which office, why, in which run' "$(ask "select distinct by_name, position, note, kind, options, status from audit.approval join audit.run using (run_id)")" \
	"$BY|Phó Giám đốc|Tờ trình 5|approve|approve 2024-Q1|0"
exit_is 'approved twice' 1 approve 2024-Q1 --set s004-2024 --by "$BY"
like 'is approved once' "$(flat <"$T/out")" 'đã duyệt từ trước'
is 'no row more' "$(ask 'select count(*) from audit.approval')" 29

# what is held, by name
exit_is 'what is held needs a note' 64 approve 2024-Q1 --indicator I.10 --by "$BY"
exit_is 'another value than was looked at is not approved' 66 approve 2024-Q1 --indicator I.10 --value '93,56' --by "$BY" --note x
is 'in one line' "$(grep -c . "$T/err")" 1
like 'that says what is there' "$(cat "$T/err")" 'found 93,55 now, expected 93,56: nothing was approved'
for value in 93,55 93.55 93,55% '93.550 %' '93,5500'; do
	exit_is "the value written $value is that figure" 0 approve 2024-Q1 --indicator I.10 --value "$value" --by "$BY" --note x --dry-run
done
for value in 9355 93,56% 93,6 93.551 % '93,55 người' '93,55 % %' 93.550.000; do
	exit_is "written $value it is another" 66 approve 2024-Q1 --indicator I.10 --value "$value" --by "$BY" --note x --dry-run
done
exit_is 'a whole number may be written with its parts' 0 approve 2024-Q1 --indicator I.9 --value '26,00 %' --by "$BY" --note x --dry-run
exit_is 'by name, with a note' 0 approve 2024-Q1 --indicator I.10 --value '93,55 %' --by "$BY" --note 'Đã đối chiếu'
is 'it is shown' "$(state s004-2024 I.10 H06)" 'đã duyệt 93,55 2024-04-02'
is 'everywhere' "$(ask "select ket_qua, tinh_lai_hien_thi, trang_thai_duyet from share.phu_luc_i where ma_chi_tieu = 'I.10'")" '93,55%|93,55|đã duyệt'
exit_is 'of an indicator only one agency' 0 approve 2024-Q1 --indicator hs.ty-le-truc-tuyen --agency H34 --by "$BY" --note 'Đã đối chiếu'
like 'that one is shown' "$(state ho-so-tthc hs.ty-le-truc-tuyen H34)" '^đã duyệt [0-9]+,'
is 'the other is not' "$(state ho-so-tthc hs.ty-le-truc-tuyen H34.19)" 'tạm giữ - -'
exit_is 'all of it' 0 approve 2024-Q1 --indicator hs.ty-le-truc-tuyen --by "$BY" --note 'Đã đối chiếu'
ok 'the counted one' approve 2024-Q1 --indicator 7.10 --by "$BY" --note 'Đã đếm lại'
is 'its variables are back' "$(ask "select bien, gia_tri from share.bien_so where chi_so = '7.10' order by 1")" 'a|1.585
b|3870'
is 'and on the form' "$(last_value)" '1.585 (2024-Q1)'
ask 'select distinct ky, chi_so from audit.tam_giu order by 1, 2' >"$T/held"
while IFS='|' read -r period indicator; do
	ok "what else is held, $period $indicator" approve "$period" --indicator "$indicator" --by "$BY" --note 'Đã đối chiếu'
done <"$T/held"
is 'nothing is held' "$(ask 'select count(*) from audit.tam_giu')" 0
mkdir "$dir/publish/figures"
echo old >"$dir/publish/figures/2023-Q4.csv"
NIGHT_NOW=2024-04-03T01:00:00+07:00
night "$dir"
is 'what an older version laid among the published files is moved' "$(cat "$dir/figures/2023-Q4.csv") $(find "$dir/publish" -name '2023*')" 'old '
unlike 'the summary no longer counts what is approved' "$(cat "$dir/page")" 'gate (mine_held|channel_absent_held)'
is 'and a night that computes nothing changes no approval' "$(state s004-2024 I.10 H06)" 'đã duyệt 93,55 2024-04-02'

# the figures change
sed -e 's/29\/31 HTTT/28\/31 HTTT/' -e 's/<bcq:ThoiDiemGui>20240329/<bcq:ThoiDiemGui>20240402/' -e '0,/26%/s/26%/27%/' \
	samples/bao-cao-quy/2024-Q1.xml >"$dir/inbox/bao-cao-quy/later.xml"
delivery "$dir/inbox/hoso-tthc/later.xml" 3 155 47 2024-04-03T00:30:00+07:00
NIGHT_NOW=2024-04-04T01:00:00+07:00
night "$dir"
is 'a night that changes what was approved waits for a person' $? 1
is 'held again' "$(state s004-2024 I.10 H06) $(state ho-so-tthc hs.ty-le-truc-tuyen H34)" 'tạm giữ - - tạm giữ - -'
is 'provisional again' "$(state s004-2024 I.9 H06)" 'tạm tính 27 -'
is 'what did not change stays approved' "$(state s004-2024 I.11 H06)" 'đã duyệt 3,23 2024-04-02'
like 'the summary says it' "$(flat <"$dir/page")" 's004-2024 2024-Q1: 1 số đã duyệt nay khác đi.*scripts/approve 2024-Q1 --list'
is 'the new number is shown nowhere' "$(seen_in '28/31 HTTT')" ''
is 'what had been published stays in the history' "$(ask "select hien_thi, trang_thai_duyet from share.chi_so_lich_su
	where chi_so = 'I.10' and den_lan_chay is not null")" '93,55|đã duyệt'

# taken back
exit_is 'taking back needs a reason' 64 approve 2024-Q1 --revoke --set s004-2024 --indicator I.11 --by "$BY"
exit_is 'taken back' 0 approve 2024-Q1 --revoke --set s004-2024 --indicator I.11 --by "$BY" --note 'Nhầm kỳ'
is 'provisional again' "$(state s004-2024 I.11 H06)" 'tạm tính 3,23 -'
is 'both decisions stand' "$(ask "select string_agg(decision, ' ' order by approval_id) from audit.approval where indicator = 'I.11'")" 'approve revoke'
exit_is 'once' 0 approve 2024-Q1 --revoke --set s004-2024 --indicator I.11 --by "$BY" --note 'Nhầm kỳ'
like 'then there is nothing to take back' "$(flat <"$T/out")" 'nothing to revoke'

# the book of decisions
for statement in "update audit.approval set by_name = 'x'" 'delete from audit.approval' 'truncate audit.approval'; do
	not_ok "its owner cannot: ${statement%% *}" ask "$statement"
	eval "$(scripts/private-postgres env "$dir/postgres")"
	not_ok "nor the administrator: ${statement%% *}" psql -X -q -U postgres -v ON_ERROR_STOP=1 -c "$statement"
	like 'who is told why' "$(cat "$T/err")" 'append-only'
	unset PGHOST PGPORT PGUSER PGDATABASE
done
is 'nobody has the right' "$(ask "select count(*) from information_schema.role_table_grants where table_schema = 'audit'
	and table_name = 'approval' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE') and grantee <> 'chiso'")" 0
not_ok 'a held figure cannot be approved without a note, whoever writes' ask "insert into audit.approval (decision, set, indicator, agency,
	period, flags, gates, by_name, at, run_id) values ('approve', 's', 'i', 'a', '2024-Q1', 'gate x: y', '{x}', 'z', now(), 1)"
is 'the name is nowhere else' "$(cd "$dir" && grep -r -l -F "$BY" publish log summary.txt metrics.prom raw run; seen_in "$BY")" ''

# a role of its own
ask 'create role analyst login in role chiso_approver; create role reader login in role chiso_reader' >/dev/null
eval "$(scripts/private-postgres env "$dir/postgres")"
as() { PGUSER=$1 psql -X -q -A -t -v ON_ERROR_STOP=1 -c "$2"; }
exit_is 'an analyst may' 0 env PGUSER=analyst CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-04-05T09:00:00+07:00 \
	scripts/approve 2024-Q1 --indicator I.10 --by "$BY" --note 'Đã đối chiếu lại'
like 'and the files follow' "$(grep '^s004-2024,I.10,' "$dir/publish/chi_so.csv")" ',đã duyệt,2024-04-05'
is 'the login is in the book' "$(as chiso "select distinct login from audit.approval where at > '2024-04-05'")" analyst
not_ok 'but cannot write another one' as analyst "insert into audit.approval (decision, set, indicator, agency, period, by_name, note, at, run_id, login)
	values ('approve', 's', 'i', 'a', '2024-Q1', 'z', 'n', now(), 1, 'chiso')"
not_ok 'nor change a figure' as analyst "update core.indicator set value = '1'"
not_ok 'a reader cannot approve' as reader "insert into audit.approval (decision, set, indicator, agency, period, by_name, note, at, run_id)
	values ('approve', 's', 'i', 'a', '2024-Q1', 'z', 'n', now(), 1)"
not_ok 'nor see the book' as reader 'select * from audit.approval'
not_ok 'nor what is held' as reader 'select * from audit.tam_giu'
ok 'but what is published' as reader 'select * from share.chi_so'
unset PGHOST PGPORT PGUSER PGDATABASE

# killed between the decision and the files
exit_is 'killed after its decision' 137 env CHISO_KILL_AT=decided CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_NOW=2024-04-06T09:00:00+07:00 \
	scripts/approve 2024-Q1 --indicator I.9 --by "$BY" --note 'Đã xem'
is 'the decision stands' "$(state s004-2024 I.9 H06)" 'đã duyệt 27 2024-04-06'
unlike 'the files do not have it yet' "$(grep '^s004-2024,I.9,' "$dir/publish/chi_so.csv")" 'đã duyệt'
NIGHT_NOW=2024-04-07T01:00:00+07:00
night "$dir"
like 'they follow with the night' "$(grep '^s004-2024,I.9,' "$dir/publish/chi_so.csv")" ',đã duyệt,2024-04-06'

# many
ask "insert into core.indicator select 'many', 'i' || n, 'H34', '2024-Q1', 'computed', null, null, n::text, n::text, '%', null, null, null, null,
	null, null, 'gate many: nhiều (' || n || ')', null, null, 1, null from generate_series(1, 30) n" >/dev/null
flagged ask >/dev/null
night "$dir"
more=$(($(ask 'select count(*) from audit.tam_giu') - 12))
like 'the summary stays a page' "$(flat <"$dir/page")" "… và $more số tạm giữ nữa / and $more more held figures xem và duyệt 2024"
is 'that names a dozen' "$(flat <"$dir/page" | grep -oE ' - [a-z-]+ [^ ]+ [^ ]+ 2024(-Q[0-9])?: gate ' | grep -c .)" 12
ask "delete from core.indicator where set = 'many'; delete from core.indicator_flag where set = 'many'" >/dev/null

# beside a night
exec 7>>"$dir/run/lock"
flock 7
exit_is 'while a night runs nothing is approved' 75 approve 2024-Q1 --set ho-so-tthc --by "$BY"
exit_is 'the list answers' 0 approve 2024-Q1 --list
exit_is 'and a dry run' 1 approve 2024-Q1 --set ho-so-tthc --by "$BY" --dry-run
exec 7>&-

exit_is 'a set that is none' 66 approve 2024-Q1 --set nowhere --by "$BY"
is 'in one line' "$(cat "$T/err")" 'chiso: no figure in 2024-Q1 of set nowhere'
exit_is 'a period without figures' 66 approve 2031-Q1 --list
exit_is 'a period that is none' 64 approve spring --list
exit_is 'nobody' 64 approve 2024-Q1 --set s004-2024 --by ' '
exit_is 'neither set nor indicator' 64 approve 2024-Q1 --by "$BY"
exit_is 'an unknown option' 64 approve 2024-Q1 --all
exit_is 'bytes that are no text' 64 approve 2024-Q1 --set s004-2024 --by $'\xff'
exit_is 'the database is away' 69 env PGHOST=/nowhere CHISO_VAR="$dir" CHISO_INBOX="$dir/inbox" CHISO_RETRY_SECONDS=0 scripts/approve 2024-Q1 --list
exit_is 'a quote is a character' 66 approve 2024-Q1 --set "s' or true --" --by "$BY"
done_testing
