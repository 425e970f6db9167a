-- refused: what is refused and not mended, counted into core.refused; nothing of what was sent.
-- Variables: none
-- Tables: open_reject (with lists), feeds, fields, reject_codes, reject_ways
-- Columns: none
SET client_min_messages = warning;
BEGIN;
DELETE FROM core.refused;
INSERT INTO core.refused (agency, feed, field, code, severity, n, since, feed_title, field_title, message_vi, message_en, do_vi, do_en)
SELECT CASE o.list WHEN 'unknown' THEN '' ELSE o.list END, o.feed, o.field, o.code, o.severity, count(*),
	(min(o.accepted_at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, coalesce(min(s.title_vi), o.feed), coalesce(min(f.title_vi), o.field),
	coalesce(min(c.message_vi), o.code), coalesce(min(c.message_en), o.code),
	CASE WHEN o.severity = 'file' OR bool_or(o.record IS NULL OR o.record = 0) THEN 'gửi lại bản tin đã sửa'
		ELSE coalesce(min(y.do_vi), 'ghi lại giá trị đúng') END,
	CASE WHEN o.severity = 'file' OR bool_or(o.record IS NULL OR o.record = 0) THEN 'send the message again, corrected'
		ELSE coalesce(min(y.do_en), 'write the right value') END
FROM open_reject o
LEFT JOIN feeds s USING (feed)
LEFT JOIN LATERAL (SELECT x.title_vi FROM fields x WHERE x.feed IN (o.feed, o.kind) AND x.field = o.field AND x.title_vi <> ''
	ORDER BY x.feed = o.feed DESC LIMIT 1) f ON true
LEFT JOIN reject_codes c USING (code)
LEFT JOIN reject_ways y USING (code)
WHERE o.mended_by IS NULL
GROUP BY o.list, o.feed, o.field, o.code, o.severity;
COMMIT;
