-- systems: the register into core.system, with what holds tonight of the rows that were reported; nothing is written when nothing
-- changed.
-- Variables: now
-- Tables: registered (chiso-catalog show systems), and the view province; what other provinces of the data centre reported is told
-- by register.sql alone, for the register is the first one's
-- Columns: none
BEGIN;
CREATE TEMP TABLE system_rows ON COMMIT DROP AS
WITH here AS (
	SELECT (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today
), told AS (
	SELECT DISTINCT ON (r.so) r.so, r.da_ket_noi, r.hieu_luc_tu, r.ten, r.don_vi_quan_ly, r.don_vi_theo_doi, r.du_kien_ngay
	FROM core.danh_muc_ket_noi r, here
	WHERE r.hieu_luc_tu <= today AND coalesce(r.hieu_luc_den, today) >= today
		AND NOT EXISTS (SELECT FROM province p WHERE p.feed = r.feed AND p.laid_from <> '')
	ORDER BY r.so, r.hieu_luc_tu DESC
)
SELECT s.system::integer AS system, s.name, s.status, s.kind, s.description, s.sample, s.golden, s.measures, s.used_by, s.owner, s.contact,
	s.owner_before, s.owner_until::date AS owner_until, s.owner_id, s.owner_before_id, s.monitoring, s.monitoring_id, s.expected,
	s.expected_on::date AS expected_on, s.feeds, s.cadence, s.due, s.grace_days::integer AS grace_days, s.usual_min::bigint AS usual_min,
	s.usual_max::bigint AS usual_max, t.da_ket_noi AS reported, t.hieu_luc_tu AS reported_since, t.ten AS reported_name,
	t.don_vi_quan_ly AS reported_owner, t.don_vi_theo_doi AS reported_monitoring, t.du_kien_ngay AS reported_expected_on
FROM pg_temp.registered s LEFT JOIN told t ON ltrim(t.so, '0') = s.system;
DELETE FROM core.system WHERE EXISTS (SELECT 1 FROM (
	(SELECT * FROM core.system EXCEPT ALL SELECT * FROM pg_temp.system_rows) UNION ALL
	(SELECT * FROM pg_temp.system_rows EXCEPT ALL SELECT * FROM core.system)) changed);
INSERT INTO core.system SELECT * FROM pg_temp.system_rows WHERE NOT EXISTS (SELECT 1 FROM core.system);
COMMIT;
