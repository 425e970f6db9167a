-- rejects-keep: the refused records that wait to be mended, by whose list they are in and what is to be done, into core.reject_open;
-- nothing is written when nothing changed. No value is among them.
-- Variables: none
-- Tables: open_reject (with lists), every_agency, fields, reject_codes, reject_ways
-- Columns: none
BEGIN;
CREATE TEMP TABLE reject_rows ON COMMIT DROP AS
SELECT o.list AS agency, coalesce(a.name_vi, 'chưa rõ cơ quan') AS agency_name, o.feed, o.field,
	coalesce(nullif(min(f.title_vi), ''), o.field) AS field_name, o.code, coalesce(min(c.message_vi), o.code) AS what_vi,
	coalesce(min(c.message_en), o.code) AS what_en, w.do_vi, w.do_en, count(*) AS rows, count(DISTINCT o.file_hash) AS files, min(o.accepted_at) AS since
FROM open_reject o
LEFT JOIN LATERAL (SELECT x.title_vi, x.policy FROM fields x WHERE x.feed IN (o.feed, o.kind) AND x.field = o.field
	ORDER BY x.feed = o.feed DESC LIMIT 1) f ON true
LEFT JOIN reject_codes c USING (code) LEFT JOIN reject_ways y USING (code)
LEFT JOIN (SELECT DISTINCT ON (agency) agency, name_vi FROM every_agency ORDER BY agency, valid_from DESC) a ON a.agency = o.list
CROSS JOIN LATERAL (SELECT coalesce(o.record > 0 AND o.state = 'ok' AND f.policy = 'keep', false) AS may_edit) m
CROSS JOIN LATERAL (SELECT CASE WHEN m.may_edit THEN coalesce(y.do_vi, 'ghi lại giá trị đúng') ELSE 'gửi lại bản tin đã sửa' END AS do_vi,
	CASE WHEN m.may_edit THEN coalesce(y.do_en, 'write the right value') ELSE 'send the message again, corrected' END AS do_en) w
WHERE o.mended_by IS NULL
GROUP BY o.list, a.name_vi, o.feed, o.field, o.code, w.do_vi, w.do_en;
DELETE FROM core.reject_open WHERE EXISTS (SELECT 1 FROM (
	(SELECT * FROM core.reject_open EXCEPT ALL SELECT * FROM pg_temp.reject_rows) UNION ALL
	(SELECT * FROM pg_temp.reject_rows EXCEPT ALL SELECT * FROM core.reject_open)) changed);
INSERT INTO core.reject_open SELECT * FROM pg_temp.reject_rows WHERE NOT EXISTS (SELECT 1 FROM core.reject_open);
COMMIT;
