-- open-sets: the open data sets as views of the session, behind open-figures.sql: a view a set (open_sets.csv), its columns those of
-- open_columns.csv; those that are series again as SDMX-CSV 2.0 (https://github.com/sdmx-twg/sdmx-csv), with `.sdmx` behind the name.
-- Source of the codes: SDMX cross-domain code lists CL_FREQ, CL_OBS_STATUS (A a number, L none collected, Q left out), CL_CONF_STATUS
-- (F free, C left out for confidentiality: small ones and the others alike, N not published yet).
-- Variables: none
-- Tables: open_sets
-- Columns: none
CREATE TEMP VIEW "chi-so" AS
SELECT f.bo_chi_so, s.name_vi AS ten_bo_chi_so, f.chi_so, i.name_vi AS ten_chi_so, f.co_quan, a.name_vi AS ten_co_quan, f.ky,
	CASE WHEN n.has THEN f.gia_tri END AS gia_tri, CASE WHEN n.has THEN f.gia_tri_phan_so END AS gia_tri_phan_so,
	CASE WHEN n.has THEN f.hien_thi END AS hien_thi, f.ma_don_vi_tinh AS don_vi,
	CASE WHEN n.has THEN f.tu_so END AS tu_so, CASE WHEN n.has THEN f.mau_so END AS mau_so,
	CASE WHEN n.has THEN f.diem END AS diem, f.diem_toi_da, f.chi_tieu_tinh,
	CASE WHEN n.has THEN f.ma_trang_thai_tinh END AS trang_thai_tinh, f.trang_thai_duyet, f.ngay_duyet, f.ngay_chot, f.ngay_dinh_chinh, f.trang_thai
FROM pg_temp.open_figure f
CROSS JOIN LATERAL (SELECT f.trang_thai IN ('co', 'khong-co') AS has) n
LEFT JOIN core.label s ON s.kind = 'set' AND s.code = f.bo_chi_so
LEFT JOIN core.label i ON i.kind = 'indicator' AND i.code = f.chi_so
LEFT JOIN core.label a ON a.kind = 'agency' AND a.code = f.co_quan
ORDER BY f.bo_chi_so, f.chi_so, f.co_quan, f.ky;

CREATE TEMP VIEW open_statistics AS
SELECT o.open_set, o.measure AS so_lieu, m.name_vi AS ten_so_lieu, coalesce(nullif(o.agency, ''), '.') AS co_quan, a.name_vi AS ten_co_quan,
	o.period AS ky, coalesce(nullif(o.item, ''), '.') AS muc, CASE WHEN t.state = 'co' THEN o.value END AS gia_tri, k.unit AS don_vi, t.state AS trang_thai
FROM pg_temp.open_own o
LEFT JOIN pg_temp.open_cell c ON c.kind = 'own' AND (c.measure, c.item, c.agency, c.period) = (o.measure, o.item, o.agency, o.period)
LEFT JOIN pg_temp.open_state s ON s.cell::bigint = c.cell
LEFT JOIN pg_temp.open_withheld h ON (h.measure, h.item, h.agency, h.period) = (o.measure, o.item, o.agency, o.period)
CROSS JOIN LATERAL (SELECT CASE WHEN h.period IS NOT NULL THEN 'tam-giu' WHEN coalesce(s.state, 'open') = 'open' THEN 'co' ELSE 'an' END AS state) t
LEFT JOIN core.measure k ON k.run_to IS NULL AND (k.measure, k.item, k.agency, k.period) = (o.measure, o.item, o.agency, o.period)
LEFT JOIN core.label m ON m.kind = 'measure' AND m.code = o.measure
LEFT JOIN core.label a ON a.kind = 'agency' AND a.code = o.agency
ORDER BY o.measure COLLATE "C", coalesce(nullif(o.agency, ''), '.') COLLATE "C", o.period COLLATE "C", coalesce(nullif(o.item, ''), '.') COLLATE "C";

CREATE TEMP VIEW "ho-so-tthc" AS
SELECT so_lieu, ten_so_lieu, co_quan, ten_co_quan, ky, muc, gia_tri, don_vi, trang_thai FROM pg_temp.open_statistics WHERE open_set = 'ho-so-tthc';
CREATE TEMP VIEW "thong-ke" AS
SELECT so_lieu, ten_so_lieu, co_quan, ten_co_quan, ky, muc, gia_tri, don_vi, trang_thai FROM pg_temp.open_statistics WHERE open_set = 'thong-ke';

-- Names of what stands in the sets, and of nothing else.
CREATE TEMP VIEW "danh-muc" AS
SELECT l.kind AS ma_loai, l.code AS ma, l.name_vi AS ten, l.parent AS ma_cap_tren
FROM core.label l
WHERE (l.kind, l.code) IN (
	SELECT 'set', bo_chi_so FROM pg_temp.open_figure UNION SELECT 'indicator', chi_so FROM pg_temp.open_figure
	UNION SELECT 'agency', co_quan FROM pg_temp.open_figure UNION SELECT 'unit', ma_don_vi_tinh FROM pg_temp.open_figure
	UNION SELECT 'measure', so_lieu FROM pg_temp.open_statistics UNION SELECT 'agency', co_quan FROM pg_temp.open_statistics
	UNION SELECT 'unit', don_vi FROM pg_temp.open_statistics UNION SELECT 'agency', co_quan FROM share.tap_du_lieu)
ORDER BY l.kind, l.code;

CREATE TEMP VIEW "don-vi-hanh-chinh" AS
SELECT ma_cap, ma, ten, loai, ma_cap_tren, coalesce(hieu_luc_tu::text, '.') AS hieu_luc_tu, hieu_luc_den FROM share.don_vi_hanh_chinh
ORDER BY ma_cap, ma, hieu_luc_tu;

CREATE TEMP VIEW "tap-du-lieu" AS
SELECT dia_ban, ma_tap, ma_hinh_thuc AS hinh_thuc, ten, ma_tan_suat AS tan_suat, co_quan, ten_co_quan, tu_ngay, lan_cuoi
FROM share.tap_du_lieu ORDER BY dia_ban, ma_tap, ma_hinh_thuc;

-- 2024-H1 is 2024-S1 there; nine months are an interval from a day on.
CREATE TEMP VIEW open_time AS
SELECT ky, CASE WHEN ky ~ '-H[12]$' THEN replace(ky, '-H', '-S') WHEN ky ~ '-9M$' THEN left(ky, 4) || '-01-01/P9M' ELSE ky END AS time_period,
	CASE WHEN ky ~ '^[0-9]{4}$' THEN 'A' WHEN ky ~ '-H[12]$' THEN 'S' WHEN ky ~ '-Q[1-4]$' THEN 'Q' WHEN ky ~ '^[0-9]{4}-[0-9]{2}$' THEN 'M' ELSE '_O' END AS freq
FROM (SELECT ky FROM pg_temp.open_figure UNION SELECT ky FROM pg_temp.open_statistics) p;
CREATE TEMP VIEW open_status AS
SELECT * FROM (VALUES ('co', 'A', 'F'), ('an', 'Q', 'C'), ('tam-giu', 'Q', 'N'), ('cho', 'Q', 'N'), ('khong-co', 'L', 'F')) v (trang_thai, obs, conf);

CREATE TEMP VIEW "chi-so.sdmx" AS
SELECT 'dataflow' AS "STRUCTURE", 'CHISO:CHI_SO(1.0)' AS "STRUCTURE_ID", 'I' AS "ACTION", p.freq AS "FREQ", f.bo_chi_so AS "INDICATOR_SET",
	f.chi_so AS "INDICATOR", f.co_quan AS "AGENCY", p.time_period AS "TIME_PERIOD", f.gia_tri AS "OBS_VALUE", f.don_vi AS "UNIT_MEASURE",
	s.obs AS "OBS_STATUS", s.conf AS "CONF_STATUS"
FROM pg_temp."chi-so" f JOIN pg_temp.open_time p USING (ky) JOIN pg_temp.open_status s USING (trang_thai)
ORDER BY f.bo_chi_so, f.chi_so, f.co_quan, f.ky;

CREATE TEMP VIEW open_observation AS
SELECT f.open_set, 'dataflow' AS "STRUCTURE", 'CHISO:' || upper(replace(f.open_set, '-', '_')) || '(1.0)' AS "STRUCTURE_ID", 'I' AS "ACTION", p.freq AS "FREQ",
	f.so_lieu AS "MEASURE", f.co_quan AS "AGENCY", f.muc AS "ITEM", p.time_period AS "TIME_PERIOD", f.gia_tri AS "OBS_VALUE", f.don_vi AS "UNIT_MEASURE",
	s.obs AS "OBS_STATUS", s.conf AS "CONF_STATUS"
FROM pg_temp.open_statistics f JOIN pg_temp.open_time p USING (ky) JOIN pg_temp.open_status s USING (trang_thai)
ORDER BY f.so_lieu COLLATE "C", f.co_quan COLLATE "C", f.ky COLLATE "C", f.muc COLLATE "C";
CREATE TEMP VIEW "ho-so-tthc.sdmx" AS
SELECT "STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "MEASURE", "AGENCY", "ITEM", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS", "CONF_STATUS"
FROM pg_temp.open_observation WHERE open_set = 'ho-so-tthc';
CREATE TEMP VIEW "thong-ke.sdmx" AS
SELECT "STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "MEASURE", "AGENCY", "ITEM", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS", "CONF_STATUS"
FROM pg_temp.open_observation WHERE open_set = 'thong-ke';

-- The day on which what a set is made of changed last: a set that is the same has the same day.
CREATE TEMP TABLE open_changed AS
SELECT v.open_set, to_char(max(t.noted_at) AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD') AS changed_on, min(t.noted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text AS issued_on
FROM (VALUES ('chi-so', 'chi_so'), ('ho-so-tthc', 'ho_so_thong_ke'), ('thong-ke', 'he_thong_thong_ke'), ('danh-muc', 'danh_muc'),
	('don-vi-hanh-chinh', 'don_vi_hanh_chinh'), ('tap-du-lieu', 'tap_du_lieu')) v (open_set, view)
JOIN core.share_row r ON r.view = v.view JOIN core.share_turn t ON t.turn = r.turn
GROUP BY v.open_set;
