-- core.admin_unit: administrative units with their validity, from the lists of the statistics office. A list says what holds
-- on its day; a unit holds from the first list that has it so to the day before the first later one that has not.
CREATE OR REPLACE VIEW core.admin_unit AS
WITH row_of AS (
	SELECT cap::text AS level, ma AS code, ten AS name, ma_tinh, ma_huyen, loai AS kind, ngay,
		CASE WHEN ma_tinh IS NULL OR ma_tinh = ma THEN '' ELSE ma_tinh END AS list
	FROM core.danh_muc_hanh_chinh
), list AS (
	SELECT level, list, ngay, row_number() OVER w AS number, lead(ngay) OVER w AS next
	FROM (SELECT DISTINCT level, list, ngay FROM row_of) d
	WINDOW w AS (PARTITION BY level, list ORDER BY ngay)
), island AS (
	SELECT r.*, l.next, l.number - row_number() OVER (
		PARTITION BY r.level, r.list, r.code, r.name, r.ma_tinh, r.ma_huyen, r.kind ORDER BY r.ngay) AS island
	FROM row_of r JOIN list l USING (level, list, ngay)
)
SELECT code, level, name, CASE WHEN list = '' THEN NULL ELSE coalesce(nullif(ma_huyen, code), ma_tinh) END AS parent, kind,
	min(ngay) AS valid_from, (array_agg(next ORDER BY ngay DESC))[1] - 1 AS valid_to
FROM island
GROUP BY level, list, code, name, ma_tinh, ma_huyen, kind, island;

COMMENT ON VIEW core.admin_unit IS 'Đơn vị hành chính và thời gian hiệu lực, theo danh mục của cơ quan thống kê';
