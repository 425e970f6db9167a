-- verdicts: what became of the files of a manifest. What has not been complete for a day waits for a person too: its marker may
-- never come.
-- Variables: none
-- Tables: verdicts
-- Columns: all files, loaded, known before, put aside, left in the inbox for a person, left until they are complete, those whose
-- verdict the ledger does not know
SELECT count(*) FILTER (WHERE _kind = 'file'), count(*) FILTER (WHERE verdict = 'loaded'), count(*) FILTER (WHERE verdict = 'duplicate'),
	count(*) FILTER (WHERE verdict = 'bad'), count(*) FILTER (WHERE verdict = 'left' AND NOT is_waiting),
	count(*) FILTER (WHERE verdict = 'left' AND is_waiting),
	count(*) FILTER (WHERE _kind = 'file' AND NOT coalesce(CASE verdict
		WHEN 'left' THEN state = 'left' OR coalesce(code, '') <> ''
		WHEN 'bad' THEN EXISTS (SELECT FROM audit.quarantine q WHERE q.file_hash = v.file)
		ELSE EXISTS (SELECT FROM audit.load l WHERE l.file_hash = v.file AND l.feed = v.feed AND l.state = 'ok') END, false))
FROM (SELECT *, coalesce(code, '') = 'waiting'
	AND NOT coalesce(split_part(stat, ':', 2)::numeric < extract(epoch FROM clock_timestamp()) - 86400, false) AS is_waiting FROM verdicts) v;
