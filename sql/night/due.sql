-- due: a day has come on which what officials read changes without a new file: the periods of figures whose target was due, or
-- had a milestone, since the last night that was done are marked, of no feed: their records are not needed again.
-- Variables: run now
-- Tables: milestones
-- Columns: none, it writes audit.mark
WITH last AS (
	SELECT (max(now) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day FROM audit.run
	WHERE kind = 'night' AND status IN (0, 1) AND run_id < :run
), today AS (
	SELECT (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day
), come AS (
	SELECT DISTINCT i.period FROM core.indicator i, last, today
	WHERE i.run_to IS NULL AND last.day < today.day
		AND (i.due BETWEEN last.day::text AND today.day::text
			OR i.national_due BETWEEN last.day::text AND today.day::text
			OR EXISTS (SELECT FROM milestones m WHERE m.set = i.set AND m.indicator = i.indicator
				AND m.on_date BETWEEN last.day::text AND today.day::text))
)
INSERT INTO audit.mark (feed, period, marked_by) SELECT '', period, nextval('audit.load_id_seq') FROM come
ON CONFLICT (feed, period) DO UPDATE SET marked_by = excluded.marked_by;
