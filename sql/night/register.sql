-- register: where the register of systems (core.system) and what happens part: what was reported of them (check kind register), a day
-- of completion that passed, data of a system that is not connected. A line each, ten systems of a kind by number.
-- Variables: now
-- Tables: checks
-- Columns: as in findings.sql
WITH differing AS (
	SELECT 1 AS place, 'trạng thái' AS vi, 'status' AS en, system, CASE WHEN reported THEN 'báo cáo / reported: đã kết nối' ELSE 'báo cáo / reported: chưa kết nối' END AS words
	FROM core.system WHERE reported <> (status = 'connected')
	UNION ALL
	SELECT 2, 'không có trong báo cáo', 'not in the report', system, NULL FROM core.system WHERE reported IS NULL
	UNION ALL
	SELECT 3, 'tên', 'name', system, NULL FROM core.system
	WHERE lower(regexp_replace(reported_name, '\s', '', 'g')) <> lower(regexp_replace(name, '\s', '', 'g'))
	UNION ALL
	SELECT 4, 'đơn vị quản lý', 'owner', system, reported_owner FROM core.system
	WHERE reported_owner NOT IN (owner_id, coalesce(owner_before_id, owner_id)) AND reported_owner NOT LIKE '%.?'
	UNION ALL
	SELECT 5, 'đơn vị theo dõi', 'monitoring agency', system, reported_monitoring FROM core.system
	WHERE reported_monitoring <> monitoring_id AND reported_monitoring NOT LIKE '%.?'
	UNION ALL
	SELECT 6, 'ngày dự kiến hoàn thành', 'expected completion', system, to_char(reported_expected_on, 'DD/MM/YYYY') FROM core.system
	WHERE reported_expected_on IS DISTINCT FROM expected_on AND reported_expected_on IS NOT NULL
	UNION ALL
	-- a number that is none is no system's, and may be anything
	SELECT DISTINCT 7, 'danh mục không có', 'not in the register', CASE WHEN r.so ~ '^[0-9]{1,4}$' THEN r.so::integer END, NULL
	FROM core.danh_muc_ket_noi r
	WHERE r.hieu_luc_tu <= (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
		AND coalesce(r.hieu_luc_den, 'infinity') >= (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
		AND NOT EXISTS (SELECT FROM core.system s WHERE s.system::text = ltrim(r.so, '0'))
), ranked AS (
	SELECT *, row_number() OVER (PARTITION BY place ORDER BY system NULLS LAST) AS n FROM differing
)
SELECT c.severity, c.feed, '', c."check" || ': ' || c.message_vi || ': ' || string_agg(d.words, '; ' ORDER BY d.place)
FROM (SELECT place, vi || ' / ' || en || ': '
		|| string_agg(concat_ws(' ', coalesce(system::text, '?'), '(' || words || ')'), ', ' ORDER BY n) FILTER (WHERE n <= 10)
		|| CASE WHEN count(*) > 10 THEN ' +' || count(*) - 10 ELSE '' END AS words
	FROM ranked WHERE place = 7 OR EXISTS (SELECT FROM core.system WHERE reported IS NOT NULL)
	GROUP BY place, vi, en) d
JOIN checks c ON c.kind = 'register'
GROUP BY c.severity, c.feed, c."check", c.message_vi ORDER BY c."check";

SELECT 'info', 'share.nguon', '', 'hệ thống chưa kết nối, đã qua ngày dự kiến hoàn thành / not connected, its expected completion passed: '
	|| string_agg(system || ' (' || to_char(expected, 'DD/MM/YYYY') || ')', ', ' ORDER BY system)
FROM (SELECT system, coalesce(expected_on, reported_expected_on) AS expected FROM core.system WHERE status <> 'connected') s
WHERE expected < (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
HAVING count(*) > 0;

SELECT 'info', 'share.nguon', '', 'hệ thống chưa kết nối theo danh mục nhưng đã có dữ liệu, xem lại trạng thái / data of a system that the register has as not connected: '
	|| string_agg(s.system || ' (' || f.feed || ')', ', ' ORDER BY s.system, f.feed)
FROM core.system s CROSS JOIN LATERAL regexp_split_to_table(s.feeds, ' ') AS f(feed)
WHERE s.status <> 'connected' AND EXISTS (SELECT FROM audit.load l WHERE l.feed = f.feed AND l.state = 'ok')
HAVING count(*) > 0;
