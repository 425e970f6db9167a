-- register: where the register of systems (core.system) and what happens part: what was reported of them (check kind register), a day
-- of completion that passed, data of a system that is not connected. A line each, ten systems of a kind by number.
-- Variables: now
-- Tables: checks, and the view province
-- Columns: as in findings.sql
\qecho rule register
WITH here AS (
	SELECT (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today
), valid AS (
	SELECT r.feed, r.so, r.da_ket_noi, r.hieu_luc_tu, r.ten, r.don_vi_quan_ly, r.du_kien_ngay
	FROM core.danh_muc_ket_noi r, here WHERE r.hieu_luc_tu <= today AND coalesce(r.hieu_luc_den, 'infinity') >= today
), told AS (
	SELECT DISTINCT ON (feed, so) * FROM valid ORDER BY feed, so, hieu_luc_tu DESC
), compared AS (
	SELECT c.feed, s.system, s.status = 'connected' AS is_connected, s.name, s.owner_id, s.owner_before_id, s.monitoring_id, s.expected_on,
		s.reported, s.reported_name, s.reported_owner, s.reported_monitoring, s.reported_expected_on
	FROM core.system s JOIN checks c ON c.kind = 'register'
	UNION ALL
	-- of another province: who monitors is named by the first one's bodies in the register
	SELECT p.feed, s.system, s.status = 'connected', s.name, s.owner_id, s.owner_before_id, NULL, s.expected_on,
		t.da_ket_noi, t.ten, t.don_vi_quan_ly, NULL, t.du_kien_ngay
	FROM checks c JOIN province p ON c.kind = 'register' AND p.laid_from = c.feed CROSS JOIN core.system s
	LEFT JOIN told t ON t.feed = p.feed AND ltrim(t.so, '0') = s.system::text
), differing AS (
	SELECT feed, 1 AS place, 'trạng thái' AS vi, 'status' AS en, system, CASE WHEN reported THEN 'báo cáo / reported: đã kết nối' ELSE 'báo cáo / reported: chưa kết nối' END AS words
	FROM compared WHERE reported <> is_connected
	UNION ALL
	SELECT feed, 2, 'không có trong báo cáo', 'not in the report', system, NULL FROM compared WHERE reported IS NULL
	UNION ALL
	SELECT feed, 3, 'tên', 'name', system, NULL FROM compared
	-- not by "C", which a record's text has: Đ has no small letter there
	WHERE lower(regexp_replace(reported_name COLLATE "default", '\s', '', 'g')) <> lower(regexp_replace(name COLLATE "default", '\s', '', 'g'))
	UNION ALL
	SELECT feed, 4, 'đơn vị quản lý', 'owner', system, reported_owner FROM compared
	WHERE reported_owner NOT IN (owner_id, coalesce(owner_before_id, owner_id)) AND reported_owner NOT LIKE '%.?'
	UNION ALL
	SELECT feed, 5, 'đơn vị theo dõi', 'monitoring agency', system, reported_monitoring FROM compared
	WHERE reported_monitoring <> monitoring_id AND reported_monitoring NOT LIKE '%.?'
	UNION ALL
	SELECT feed, 6, 'ngày dự kiến hoàn thành', 'expected completion', system, to_char(reported_expected_on, 'DD/MM/YYYY') FROM compared
	WHERE reported_expected_on IS DISTINCT FROM expected_on AND reported_expected_on IS NOT NULL
	UNION ALL
	-- a number that is none is no system's, and may be anything
	SELECT DISTINCT p.feed, 7, 'danh mục không có', 'not in the register', CASE WHEN r.so ~ '^[0-9]{1,4}$' THEN r.so::integer END, NULL
	FROM valid r JOIN province p ON p.feed = r.feed WHERE NOT EXISTS (SELECT FROM core.system s WHERE s.system::text = ltrim(r.so, '0'))
), ranked AS (
	SELECT *, row_number() OVER (PARTITION BY feed, place ORDER BY system NULLS LAST) AS n FROM differing
)
SELECT c.severity, d.feed, '', c."check" || ': ' || c.message_vi || ': ' || string_agg(d.words, '; ' ORDER BY d.place)
FROM (SELECT feed, place, vi || ' / ' || en || ': '
		|| string_agg(concat_ws(' ', coalesce(system::text, '?'), '(' || words || ')'), ', ' ORDER BY n) FILTER (WHERE n <= 10)
		|| CASE WHEN count(*) > 10 THEN ' +' || count(*) - 10 ELSE '' END AS words
	FROM ranked r WHERE place = 7 OR EXISTS (SELECT FROM compared x WHERE x.feed = r.feed AND x.reported IS NOT NULL)
	GROUP BY feed, place, vi, en) d
JOIN checks c ON c.kind = 'register'
GROUP BY c.severity, d.feed, c."check", c.message_vi ORDER BY c."check", d.feed;

\qecho rule register_due
SELECT 'info', 'share.nguon', '', 'hệ thống chưa kết nối, đã qua ngày dự kiến hoàn thành / not connected, its expected completion passed: '
	|| string_agg(system || ' (' || to_char(expected, 'DD/MM/YYYY') || ')', ', ' ORDER BY system)
FROM (SELECT system, coalesce(expected_on, reported_expected_on) AS expected FROM core.system WHERE status <> 'connected') s
WHERE expected < (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
HAVING count(*) > 0;

\qecho rule register_came
SELECT 'info', 'share.nguon', '', 'hệ thống chưa kết nối theo danh mục nhưng đã có dữ liệu, xem lại trạng thái / data of a system that the register has as not connected: '
	|| string_agg(s.system || ' (' || f.feed || ')', ', ' ORDER BY s.system, f.feed)
FROM core.system s CROSS JOIN LATERAL regexp_split_to_table(s.feeds, ' ') AS f(feed)
WHERE s.status <> 'connected' AND EXISTS (SELECT FROM audit.load l WHERE l.feed = f.feed AND l.state = 'ok')
HAVING count(*) > 0;
