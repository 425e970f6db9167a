-- How a page of Vietnamese writes a number and a day, once more and by other means than the product; and what its pages are of.
CREATE FUNCTION pg_temp.so(n numeric) RETURNS text AS $$
	SELECT CASE WHEN n < 0 THEN '−' ELSE '' END || translate(to_char(trunc(abs(n)), 'FM999,999,999,999,999,999,990'), ',', '.')
		|| CASE WHEN scale(n) > 0 THEN ',' || split_part(abs(n)::text, '.', 2) ELSE '' END
$$ LANGUAGE sql;
CREATE FUNCTION pg_temp.ngay(d date) RETURNS text AS $$ SELECT to_char(d, 'DD/MM/YYYY') $$ LANGUAGE sql;
CREATE FUNCTION pg_temp.luc(t timestamptz) RETURNS text AS $$ SELECT to_char(t AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY HH24:MI') $$ LANGUAGE sql;
-- a figure as it is printed, with its unit
CREATE FUNCTION pg_temp.kq(shown text, unit text, words text) RETURNS text AS $$
	SELECT CASE WHEN shown <> '' THEN shown || CASE WHEN unit = '%' THEN '%' ELSE ' ' || coalesce(words, '') END END
$$ LANGUAGE sql;
CREATE FUNCTION pg_temp.ky_bang_chu(ky text) RETURNS text AS $$
	SELECT CASE WHEN ky LIKE '%-Q_' THEN 'quý ' || to_char(right(ky, 1)::integer, 'FMRN') || ' năm ' || left(ky, 4) WHEN ky LIKE '%-H_' THEN '6 tháng năm ' || left(ky, 4)
		WHEN ky LIKE '%-9M' THEN '9 tháng năm ' || left(ky, 4) WHEN length(ky) = 7 THEN 'tháng ' || right(ky, 2)::integer || ' năm ' || left(ky, 4) ELSE 'năm ' || ky END
$$ LANGUAGE sql;
-- of two periods of one kind the one before
CREATE FUNCTION pg_temp.loai_ky(ky text) RETURNS text AS $$ SELECT regexp_replace(substr(ky, 5), '[0-9]', '', 'g') $$ LANGUAGE sql;
CREATE FUNCTION pg_temp.ky_truoc(bo text, ky_nay text) RETURNS text AS $$
	SELECT max(c.ky) FROM share.chi_so c WHERE c.bo_chi_so = bo AND c.ky < ky_nay AND pg_temp.loai_ky(c.ky) = pg_temp.loai_ky(ky_nay)
$$ LANGUAGE sql;
-- the latest first, a year's own before those of its parts
CREATE FUNCTION pg_temp.moi_nhat(ky text) RETURNS text AS $$ SELECT left(ky, 4) || CASE WHEN length(ky) = 4 THEN '~' ELSE (9 - length(ky))::text || ky END $$ LANGUAGE sql;
CREATE FUNCTION pg_temp.ten(loai text, ma text) RETURNS text AS $$
	SELECT coalesce((SELECT n.ten FROM share.danh_muc n WHERE n.ma_loai = $1 AND n.ma = $2), $2)
$$ LANGUAGE sql;
-- what a line of a document is called, where it has words of its own
CREATE FUNCTION pg_temp.loi_van(bo text, cs text) RETURNS text AS $$
	SELECT coalesce((SELECT min(v.noi_dung) FROM share.van_ban v WHERE v.bo_chi_so = bo AND v.chi_so = cs), pg_temp.ten('indicator', cs))
$$ LANGUAGE sql;
CREATE FUNCTION pg_temp.co_so(c share.chi_so) RETURNS boolean AS $$ SELECT c.gia_tri IS NOT NULL OR c.gia_tri_phan_so IS NOT NULL $$ LANGUAGE sql;
CREATE FUNCTION pg_temp.lop(status text) RETURNS text AS $$
	SELECT CASE WHEN status IN ('reached', 'maintained') THEN 'reached' WHEN status = 'on_course' THEN 'course' WHEN status = 'not_due' THEN 'ahead'
		WHEN status IN ('undated', 'no_target') THEN 'plain' WHEN status IN ('behind', 'not_reached', 'relapsed', 'overdue', 'due') THEN 'behind'
		WHEN status = 'ended' THEN 'ended' WHEN status IN ('no_data', 'no_figure', 'not_comparable') THEN 'unmeasured' WHEN status = 'held' THEN 'held' END
$$ LANGUAGE sql;
CREATE FUNCTION pg_temp.trang_thai(c share.chi_so) RETURNS text AS $$
	SELECT CASE WHEN c.tam_giu THEN 'held' WHEN NOT pg_temp.co_so(c) THEN 'no_data' WHEN c.ma_trang_thai_theo_han <> '' THEN c.ma_trang_thai_theo_han
		WHEN c.ma_trang_thai_tinh <> '' THEN c.ma_trang_thai_tinh END
$$ LANGUAGE sql;
-- flags, but for that points are told as a share of a maximum that nobody published
CREATE FUNCTION pg_temp.canh_bao_rieng(c share.chi_so) RETURNS text AS $$
	SELECT nullif(concat_ws('; ', VARIADIC array_remove(string_to_array(c.canh_bao, '; '), 'chưa biết điểm tối đa, điểm là phần của điểm tối đa')), '')
$$ LANGUAGE sql;
