-- unanswered: days of a feed that is asked for which nobody has an answer: asked without one, or never asked between those that were.
-- Told every night until they are answered. A day that was answered without a record is no such day, nor is one of which
-- something was sent without being asked for.
-- Variables: now
-- Tables: feeds, outcomes
-- Columns: as in findings.sql, a line a feed and reason
--
-- It waits for a person at once where asking again will not help (the outcome's status is neither 69 nor 75); else when the day has
-- passed its due days and days of grace.
\qecho rule unanswered
WITH here AS (
	SELECT (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today
), of_system AS ( -- of a system's feed without a cadence the system's is meant, as in summary.sql
	SELECT f.feed, min(s.due) AS due, min(s.grace_days)::text AS grace_days
	FROM core.system s CROSS JOIN LATERAL regexp_split_to_table(s.feeds, ' ') AS f(feed) GROUP BY f.feed
), planned AS (
	SELECT f.feed, f.title_vi, CASE WHEN f.cadence <> '' THEN f.due ELSE coalesce(o.due, f.due) END AS due,
		CASE WHEN f.cadence <> '' THEN f.grace_days ELSE coalesce(o.grace_days, f.grace_days) END AS grace_days
	FROM feeds f LEFT JOIN of_system o USING (feed)
), span AS (
	SELECT q.feed, q.request, f.title_vi, greatest(min(q.window_from), h.today - 400) AS first, max(q.window_to) AS last, h.today,
		coalesce(substring(min(f.due) FROM '[0-9]{1,4}')::integer, 0) + coalesce(substring(min(f.grace_days) FROM '^[0-9]{1,4}$')::integer, 0) AS allowed
	FROM audit.request q JOIN planned f USING (feed) CROSS JOIN here h GROUP BY q.feed, q.request, f.title_vi, h.today
), missing AS (
	SELECT s.*, d::date AS day FROM span s CROSS JOIN LATERAL generate_series(s.first, s.last, interval '1 day') d
	WHERE NOT EXISTS (SELECT FROM audit.request q WHERE q.feed = s.feed AND q.request = s.request AND q.is_answer AND q.is_last
			AND d::date BETWEEN q.window_from AND q.window_to)
		AND NOT EXISTS (SELECT FROM audit.load l WHERE l.feed = s.feed AND l.state <> 'bad' AND l.sent_from IN ('path', 'name', 'meta')
			AND d::date IN ((l.sent_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, (l.sent_min AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
				(l.sent_max AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
			AND NOT EXISTS (SELECT FROM audit.request q WHERE q.file_hash = l.file_hash AND q.feed = l.feed))
), reason AS (
	SELECT m.*, coalesce(q.outcome, '') AS outcome, m.day - (row_number() OVER (PARTITION BY m.feed, m.request, q.outcome ORDER BY m.day))::integer AS base
	FROM missing m LEFT JOIN LATERAL (SELECT r.outcome FROM audit.request r WHERE r.feed = m.feed AND r.request = m.request
		AND m.day BETWEEN r.window_from AND r.window_to AND NOT r.is_answer ORDER BY r.asked_at DESC, r.request_id DESC LIMIT 1) q ON true
), stretch AS (
	SELECT feed, title_vi, request, outcome, min(day) AS first, max(day) AS last, count(*) AS n, bool_or(day + allowed + 1 < today) AS is_past,
		CASE WHEN min(day) = max(day) THEN to_char(min(day), 'DD/MM/YYYY')
			WHEN to_char(min(day), 'MMYYYY') = to_char(max(day), 'MMYYYY') THEN to_char(min(day), 'DD') || '–' || to_char(max(day), 'DD/MM/YYYY')
			ELSE to_char(min(day), 'DD/MM/YYYY') || '–' || to_char(max(day), 'DD/MM/YYYY') END AS label,
		row_number() OVER (PARTITION BY feed, request, outcome ORDER BY min(day) DESC) AS place
	FROM reason GROUP BY feed, title_vi, request, outcome, base
)
SELECT CASE WHEN bool_or(is_past) OR coalesce(o.status, '75') NOT IN ('69', '75') THEN 'gate' ELSE 'info' END, s.feed || ' ' || s.request, '',
	split_part(s.title_vi, ' (', 1) || ': không có gì các ngày '
	|| string_agg(label, ', ' ORDER BY first) FILTER (WHERE place <= 5)
	|| CASE WHEN count(*) > 5 THEN ' và ' || count(*) - 5 || ' quãng trước đó' ELSE '' END || ' (' || sum(n) || '), '
	|| coalesce(o.message_vi, 'chưa hỏi lần nào') || ' / nothing for '
	|| string_agg(label, ', ' ORDER BY first) FILTER (WHERE place <= 5)
	|| CASE WHEN count(*) > 5 THEN ' and ' || count(*) - 5 || ' stretches before' ELSE '' END || ', '
	|| coalesce(o.message_en, 'never asked') || ': scripts/fetch ' || s.feed || ' --from ' || min(first) || ' --to ' || max(last)
FROM stretch s LEFT JOIN outcomes o ON o.outcome = s.outcome
GROUP BY s.feed, s.request, s.title_vi, s.outcome, o.message_vi, o.message_en, o.status ORDER BY 2, min(first);
