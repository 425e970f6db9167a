#!/bin/bash
# Who answers for what, and the series by today's agencies, in the warehouse that readers see.
. "$(dirname "$0")/../lib/tap.sh"
. "$ROOT/tests/lib/night.sh"

need_night_key
var=$T/var
own_server "$var/postgres"
mkdir -p "$var/inbox"
fill_inbox "$var/inbox"
ask() { on_server "$var" -c "$1"; }

night "$var" CHISO_INBOX_KEEP=1
is 'the night is done' "$?" 0
is 'thirty rows of S004 have one who leads' \
	"$(ask "select count(distinct thu_tu) from share.phan_cong where bo_chi_so = 's004-2024' and vai_tro = 'chủ trì'")" 30
is 'in the words of the document' \
	"$(ask "select distinct nguyen_van from share.phan_cong where bo_chi_so = 's004-2024' and chi_so = 'I.1' and vai_tro = 'thành viên chỉ đạo'")" \
	'Lãnh đạo: VP UBND tỉnh, Sở Thông tin và Truyền thông'
is 'resolved, one row a body' \
	"$(ask "select string_agg(distinct ten_co_quan, '; ' order by ten_co_quan) from share.phan_cong where bo_chi_so = 's004-2024' and chi_so = 'I.1' and vai_tro = 'thành viên chỉ đạo'")" \
	'Sở Thông tin và Truyền thông tỉnh Bà Rịa - Vũng Tàu; Văn phòng Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu'
is 'groups with their members of the day, by name' \
	"$(ask "select count(distinct ten_thanh_vien) from share.phan_cong where co_quan = 'ba-ria-vung-tau/nhom-uy-ban-nhan-dan-cap-huyen' and ten_thanh_vien like 'Ủy ban nhân dân %'")" 8
is 'nobody is unknown' "$(ask "select count(*) from share.phan_cong where trang_thai = 'chưa xác định'")" 0
is 'what is doubtful is said to be' \
	"$(ask "select count(*) from share.phan_cong where trang_thai = 'chờ người xem xét' and nguyen_van not in ('Cục thống kê', 'Cục Thống kê huyện', 'Cục thuế huyện', 'Thanh tra các sở ngành, UBND cấp huyện')")" 0
# what is kept of the members, against the groups unfolded once more, however the duties are written
unfolded() {
	ask "with kept as (select set, indicator, seq, wording, role, text, agency, agency_name, member, state from core.duty_member),
		plain as (select d.set, d.indicator, d.seq, d.wording, d.role, d.text, nullif(d.agency, ''), d.agency_name, m.member, d.state from core.duty d
			left join lateral regexp_split_to_table(nullif(d.members, ''), ' ') m (member) on true)
		select (select count(*) from (table kept except all table plain) a), (select count(*) from (table plain except all table kept) b),
			(select count(*) from share.phan_cong)"
}
is 'every duty with every member' "$(unfolded)" "0|0|$(($(wc -l <"$var/publish/phan_cong.csv") - 1))"
ask "create table public.duties as table core.duty; delete from core.duty where role <> 'lead'"
is 'some are gone' "$(unfolded | cut -d'|' -f1,2)" '0|0'
ask "update core.duty set members = 'H34.19 H34.45' where role = 'lead'"
is 'a group is another one' "$(unfolded | cut -d'|' -f1,2)" '0|0'
like '  and the view says it' "$(ask "select count(*) from share.phan_cong where thanh_vien in ('H34.19', 'H34.45')")" '^[1-9][0-9]*$'
ask "truncate core.duty"
is 'none is left' "$(unfolded)" '0|0|0'
ask "insert into core.duty table public.duties; drop table public.duties"
is 'all are there again, in their order' "$(ask 'copy (select * from share.phan_cong) to stdout csv header' | LC_ALL=C sed 's/^\xef\xbb\xbf//' | cmp - <(LC_ALL=C sed 's/^\xef\xbb\xbf//' "$var/publish/phan_cong.csv") && echo same)" same
ok 'the view is published' test -s "$var/publish/phan_cong.csv"
is 'one series' "$(ask 'select count(*) from share.chi_so_theo_co_quan_nay')" 0
before=$(ask 'select count(*), md5(string_agg(c::text, $$|$$ order by c::text)) from (select bo_chi_so, chi_so, co_quan, ky, gia_tri, hien_thi, canh_bao from share.chi_so) c')

ask "insert into audit.mark (feed, period, marked_by) select 'hoso-tthc', '2024-Q1', max(run_id) from audit.run" >/dev/null
night "$var" CHISO_INBOX_KEEP=1 CHISO_SERIES=both CHISO_NOW=2026-11-22T01:00:00+07:00
code=$?
ok 'a night two years later, both series' test "$code" -le 1
sums() { ask "select sum(gia_tri::numeric) from $1 where bo_chi_so = 'ho-so-tthc' and chi_so = 'hs.tiep-nhan' and ky = '2024-Q1' and co_quan $2"; }
is 'the first has the values it had' \
	"$(ask 'select count(*), md5(string_agg(c::text, $$|$$ order by c::text)) from (select bo_chi_so, chi_so, co_quan, ky, gia_tri, hien_thi, canh_bao from share.chi_so) c')" "$before"
like 'the second stands beside it' "$(ask 'select count(*) from share.chi_so_theo_co_quan_nay')" '^[1-9]'
is 'the merged province has what the old one had' "$(sums share.chi_so_theo_co_quan_nay "= 'H48'")" "$(sums share.chi_so "= 'H34'")"
is 'and its parts come to it, the unattributed among them' \
	"$(sums share.chi_so_theo_co_quan_nay "<> 'H48'")" "$(sums share.chi_so_theo_co_quan_nay "= 'H48'")"
like 'the day of the agencies is printed' "$(ask 'select max(ma_quy_tac) from share.chi_so_theo_co_quan_nay')" 'agencies=2026-11-22'
is 'in 2026 nobody answers for a document of 2024' "$(ask "select count(*) from share.phan_cong where bo_chi_so = 's004-2024'")" 0
done_testing
