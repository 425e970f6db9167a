-- findings: what the quality rules found tonight: figures that are held, days on which half a feed came, messages that are not
-- whole; with declared, all-refused, fields-gone, register, same-keys, unreached, unasked, unlisted, closed, stale, gaps, unanswered, serials and masked behind it.
-- Variables: run now
-- Tables: told (the runs that this one tells of), checks, feeds, days_off, wrong, totals, published, the view province, and those of the fourteen files
-- Columns: severity, place, the period in which it is approved ('' for what is not approved), words; and before them a line of its own: rule,
-- and what rule the findings behind it are of
SET client_min_messages = warning;

-- Figures that a person had approved and that this run changed: provisional again.
\qecho rule changed
SELECT 'gate', concat_ws(' ', o.set, o.period), o.period,
	count(*) || ' số đã duyệt nay khác đi, chờ duyệt lại / approved figures have changed, to be approved again'
FROM core.indicator_published o
LEFT JOIN published n USING (set, indicator, agency, period)
WHERE o.run_to = ANY (ARRAY(SELECT run_id FROM told)) AND o.state = 'approved' AND coalesce(n.state, 'provisional') = 'provisional'
GROUP BY o.set, o.period ORDER BY 2;

-- Held figures, of every period, until a person has looked and approves them. The proof quotes the number: scripts/approve --list has it.
\qecho rule held
SELECT f.severity, concat_ws(' ', f.set, f.indicator, f.agency, f.period), f.period,
	'gate ' || f."check" || ': ' || core.bare_words(f.words)
FROM core.indicator_flag f
JOIN published p USING (set, indicator, agency, period, run_from)
WHERE p.state = 'held' AND f.severity = 'gate' AND f.run_to IS NULL
ORDER BY 2, 4;

-- The same folder was tried with the invented samples first: whatever comes after stands beside them.
\qecho rule samples
SELECT 'info', 'audit.run', '', 'kho này còn DỮ LIỆU MẪU tự tạo (đêm ' || to_char(min(now AT TIME ZONE 'Asia/Ho_Chi_Minh'), 'DD/MM/YYYY')
	|| '): số liệu lẫn cả mẫu, hãy dùng kho khác cho dữ liệu thật / this warehouse holds INVENTED SAMPLES: its figures are mixed with them, use another one for real data'
FROM audit.run WHERE kind = 'night' AND options = 'samples' AND NOT EXISTS (SELECT FROM audit.run WHERE run_id = :run AND options = 'samples')
HAVING count(*) > 0;

-- What stood where the records of a file stand and is none that its feed describes: not read, and nobody but a person can say
-- whether records were lost. Three files of a feed by name.
\qecho rule strangers
WITH strange AS (
	SELECT l.feed, coalesce(nullif(l.file_name, ''), l.file_hash) AS name, l.n_strangers, l.n_read, r.line, r.found,
		row_number() OVER (PARTITION BY l.feed ORDER BY l.n_strangers DESC, l.load_id) AS place
	FROM audit.load l LEFT JOIN audit.reject r ON r.load_id = l.load_id AND r.code = 'record.stranger'
	WHERE l.run_id IN (SELECT run_id FROM told) AND l.state = 'ok' AND l.n_strangers > 0
)
SELECT 'gate', feed || ' ' || name, '', n_strangers || ' phần tử lạ bên cạnh ' || n_read || ' bản ghi đã đọc / strangers beside '
	|| n_read || ' records read' || coalesce(' (' || CASE WHEN found ~ ', at byte [0-9]+$' THEN '' ELSE 'dòng / line ' || line || ': ' END || found || ')', '')
FROM strange WHERE place <= 3
UNION ALL
SELECT 'gate', feed, '', sum(n_strangers) || ' phần tử lạ trong ' || count(*) || ' tệp nữa / strangers in ' || count(*) || ' more files'
FROM strange WHERE place > 3 GROUP BY feed
ORDER BY 2;

-- Records of another province of the data centre: their file lies in the wrong folder, and they are counted in neither. Three files of
-- a feed by name.
\qecho rule elsewhere
WITH elsewhere AS (
	SELECT l.feed, coalesce(nullif(l.file_name, ''), l.file_hash) AS name, count(*) AS n, min(l.n_read) AS n_read,
		row_number() OVER (PARTITION BY l.feed ORDER BY count(*) DESC, l.load_id) AS place
	FROM audit.load l JOIN audit.reject r ON r.load_id = l.load_id AND r.code = 'agency.elsewhere'
	WHERE l.run_id IN (SELECT run_id FROM told) AND l.state = 'ok' GROUP BY l.load_id
)
SELECT 'gate', feed || ' ' || name, '', n || '/' || n_read || ' bản ghi là của tỉnh khác trong cùng trung tâm dữ liệu, không tính vào đâu: '
	|| 'chuyển tệp sang thư mục của tỉnh đó / records are another province''s, counted nowhere: put the file into that province''s folder'
FROM elsewhere WHERE place <= 3
UNION ALL
SELECT 'gate', feed, '', sum(n) || ' bản ghi của tỉnh khác trong ' || count(*) || ' tệp nữa / records of another province in ' || count(*) || ' more files'
FROM elsewhere WHERE place > 3 GROUP BY feed
ORDER BY 2;

-- One key several times in one message: the later record stands, the others are versions that it replaced.
\qecho rule repeated
WITH twice AS (
	SELECT feed, coalesce(nullif(file_name, ''), file_hash) AS name, n_repeated, n_read,
		row_number() OVER (PARTITION BY feed ORDER BY n_repeated DESC, load_id) AS place
	FROM audit.load WHERE run_id IN (SELECT run_id FROM told) AND state = 'ok' AND n_repeated > 0
)
SELECT 'info', feed || ' ' || name, '', n_repeated || ' trong ' || n_read || ' bản ghi có khóa lặp lại ngay trong thông điệp, bản ghi sau được dùng / of '
	|| n_read || ' records have a key that a later one of the message has: the later stands'
FROM twice WHERE place <= 3
UNION ALL
SELECT 'info', feed, '', sum(n_repeated) || ' bản ghi có khóa lặp lại trong ' || count(*) || ' thông điệp nữa / records with a repeated key in '
	|| count(*) || ' more messages'
FROM twice WHERE place > 3 GROUP BY feed
ORDER BY 2;

-- The sender's control total (the sidecar's total=) against the records that were read.
\qecho rule control_total
SELECT c.severity, l.feed || ' ' || coalesce(nullif(l.file_name, ''), l.file_hash),
	'', c."check" || ': ' || c.message_vi || ' (' || CASE WHEN t.total ~ '^[0-9]{1,8}$' THEN t.total ELSE length(t.total) || ' ký tự / characters' END || '; ' || l.n_read || ')'
FROM checks c JOIN audit.load l ON c.kind = 'control_total' AND (c.feed = '' OR c.feed IS NULL OR c.feed = l.feed)
JOIN totals t ON t.file_hash = l.file_hash
WHERE l.run_id IN (SELECT run_id FROM told) AND l.state = 'ok' AND CASE WHEN t.total ~ '^[0-9]{1,18}$' THEN t.total::bigint <> l.n_read ELSE true END
ORDER BY 2;

-- Files of an unusual size: fewer or more records than the feed's usual (usual_min, usual_max); three of a feed by name. A check
-- of the feed's own goes before the one for all.
\qecho rule usual
WITH unusual AS (
	SELECT DISTINCT ON (l.load_id) l.load_id, c.severity, c."check" || ': ' || c.message_vi AS words, l.feed, l.file_name, l.n_read,
		coalesce(nullif(f.usual_min, ''), '0') || '–' || coalesce(nullif(f.usual_max, ''), '…') AS usual
	FROM checks c JOIN feeds f ON c.kind = 'usual' AND (c.feed = '' OR c.feed IS NULL OR c.feed = f.feed)
	JOIN audit.load l ON l.feed = f.feed AND l.run_id IN (SELECT run_id FROM told) AND l.state = 'ok'
	WHERE l.n_read < substring(f.usual_min FROM '^[0-9]{1,18}$')::bigint OR l.n_read > substring(f.usual_max FROM '^[0-9]{1,18}$')::bigint
	ORDER BY l.load_id, nullif(c.feed, '') NULLS LAST
), ranked AS (
	SELECT *, row_number() OVER (PARTITION BY feed, severity ORDER BY load_id) AS place FROM unusual
)
SELECT severity, feed || ' ' || file_name, '', words || ' (' || n_read || '; ' || usual || ')' FROM ranked WHERE place <= 3
UNION ALL
SELECT severity, feed, '', words || ' (+' || count(*) || ' tệp / files: ' || min(n_read) || '–' || max(n_read) || '; ' || usual || ')'
FROM ranked WHERE place > 3 GROUP BY severity, feed, words, usual
ORDER BY 2;

-- Half a day's feed: fewer than so many per cent of what is usual, the median of the same weekday in the weeks before (params: PERCENT
-- WEEKS LEAST, the least median that says anything). Of those days the ones that were half a day themselves, against the upper quartile of
-- all, are not usual: every second Wednesday cut in half would make the next one look whole. The last seven days are looked at; days off
-- (days_off.csv) neither tell nor are told.
\qecho rule half_day
SELECT format($q$
WITH here AS (SELECT (%L::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today),
	days AS (SELECT d::date AS day FROM here, generate_series(today - 7 * (%s + 1), today - 1, interval '1 day') d
		WHERE NOT EXISTS (SELECT FROM days_off o WHERE d::date::text BETWEEN o.starts_on AND o.ends_on)),
	came AS (SELECT (r.%I AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, count(*) AS n FROM core.%I r
		WHERE r.feed = %L AND r.%I >= %L::timestamptz - make_interval(days => 7 * (%s + 1) + 1) GROUP BY 1),
	counted AS (SELECT d.day, coalesce(c.n, 0) AS n FROM days d LEFT JOIN came c ON c.day = d.day),
	before AS (SELECT c.day, c.n, percentile_disc(0.75) WITHIN GROUP (ORDER BY b.n) AS upper, array_agg(b.n) AS counts
		FROM here, counted c JOIN counted b ON b.day < c.day AND b.day >= c.day - 7 * %s
			AND extract(isodow FROM b.day) = extract(isodow FROM c.day)
		WHERE c.day >= today - 7 GROUP BY c.day, c.n),
	usual AS (SELECT b.day, b.n, (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a.n) FROM unnest(b.counts) a (n) WHERE a.n * 100 >= b.upper * least(%s, 100)) AS median
		FROM before b)
SELECT %L, %L || ' ' || to_char(day, 'DD/MM/YYYY'), '', %L || ' (' || n || '; ' || median || ')'
FROM usual WHERE median >= %s AND n * 100 < median * %s ORDER BY day$q$,
	:'now', p[2], f.valid_at, k.name, f.feed, f.valid_at, :'now', p[2], p[2], p[1], c.severity, f.feed, c."check" || ': ' || c.message_vi, p[3], p[1])
FROM checks c JOIN province x ON c.feed IN (x.feed, x.laid_from) JOIN feeds f ON f.feed = x.feed
CROSS JOIN LATERAL (SELECT string_to_array(c.params, ' ') AS p) s
CROSS JOIN LATERAL (SELECT replace(coalesce(nullif(f.kind, ''), f.feed), '-', '_') AS name) k
WHERE c.kind = 'half_day' AND c.params ~ '^[0-9]{1,6} [0-9]{1,6} [0-9]{1,6}$' AND f.feed NOT IN (SELECT feed FROM wrong)
	AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('core.%I', k.name))
		AND a.attname = f.valid_at AND a.atttypid IN ('timestamptz'::regtype, 'date'::regtype))
\gexec

\ir declared.sql
\ir all-refused.sql
\ir fields-gone.sql
\ir register.sql
\ir same-keys.sql
\ir unreached.sql
\ir unasked.sql
\ir unlisted.sql
\ir closed.sql
\ir stale.sql
\ir gaps.sql
\ir unanswered.sql
\ir serials.sql
\ir masked.sql
