-- What has come of the kinds and is in no figure yet, or was refused: marks of the periods, files held back, records refused of
-- files that were sent since the period began.
-- $1 kinds as an array, $2 periods as an array, $3 the first day of the period
-- Gives: mark, file or record; feed; code or reason; how many; one example: the file's name, the record's line
SELECT 'mark', m.feed, m.period, count(*), '', '' FROM audit.mark m
WHERE m.feed = ANY ($1::text[]) AND m.period = ANY ($2::text[]) GROUP BY m.feed, m.period
UNION ALL
SELECT 'file', q.feed, q.reason, count(*), min(q.name), '' FROM audit.quarantine q
WHERE q.feed IN (SELECT l.feed FROM audit.load l WHERE l.kind = ANY ($1::text[]) UNION SELECT unnest($1::text[]))
	AND q.at >= $3::date
GROUP BY q.feed, q.reason
UNION ALL
SELECT 'record', l.feed, r.code, count(*), min(coalesce(l.file_name, l.file_hash)), coalesce(min(r.line)::text, '')
FROM audit.load l JOIN audit.reject r USING (load_id)
WHERE l.kind = ANY ($1::text[]) AND l.state = 'ok' AND r.severity = 'record' AND l.sent_at >= $3::date
GROUP BY l.feed, r.code
ORDER BY 1, 2, 3;
