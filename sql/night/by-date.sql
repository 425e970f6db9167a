-- The targets by date, a fact a line: `count`, a grade, how many; then the lines that ask for somebody, those nearest to today
-- first. A line that two documents hold counts once, and one of several parts too. psql variable: now.
with line as (
	select distinct on (d.chi_so, d.co_quan, d.cap) d.*,
		d.han - (:'now'::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date as days
	from share.den_han d where d.phan is null or not exists (select from share.den_han o
		where o.bo_chi_so = d.bo_chi_so and o.chi_so = d.chi_so and o.co_quan = d.co_quan and o.cap = d.cap and o.phan is null)
	order by d.chi_so, d.co_quan, d.cap, d.ky is null, d.bo_chi_so
), graded as (
	select *, case when trang_thai_theo_han = 'maintained' then 'on_course'
		when trang_thai_theo_han in ('due', 'not_due') and days between 0 and 31 then 'soon'
		else coalesce(trang_thai_theo_han, 'held') end as grade
	from line
), asking as (
	select *, row_number() over (order by abs(days), array_position(array['relapsed', 'not_reached', 'overdue', 'behind', 'soon'], grade::text),
		hien_thi is null, bo_chi_so, length(chi_so), chi_so, cap) as place
	from graded where grade in ('relapsed', 'not_reached', 'overdue', 'behind', 'soon')
), fact as (
	select 'count' as kind, 0 as place, grade as a, count(*)::text as b, '' as c, '' as d, '' as e, '' as f, '' as g from graded group by grade
	union all
	select 'line', place, case when starts_with(chi_so, bo_chi_so || '.') then chi_so else bo_chi_so || ' ' || chi_so end
			|| case cap when 'quốc gia' then ' (quốc gia)' else '' end,
		noi_dung, coalesce(to_char(han, 'DD/MM/YYYY'), ''), coalesce(days::text, ''),
		case when coalesce(hien_thi, '') = '' then '–' else concat_ws(' ', hien_thi, don_vi_tinh) end || ' / ' || chi_tieu,
		case when coalesce(hien_thi, '') = '' and grade = 'soon' then 'chưa có số liệu' else trang_thai end, coalesce(chu_tri, '')
	from asking where place <= 8
)
select kind, replace(a, '|', '/'), replace(b, '|', '/'), c, d, replace(e, '|', '/'), f, replace(g, '|', '/') from fact
order by place, a collate "C";
