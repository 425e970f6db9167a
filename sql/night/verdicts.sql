-- What became of the files of a manifest: all, loaded, known before, put aside, left in the inbox for a person, left until they are
-- complete; then those whose verdict the ledger does not know. What has not been complete for a day waits for a person too: its
-- marker may never come. Temporary table verdicts is there.
select count(*) filter (where _kind = 'file'), count(*) filter (where verdict = 'loaded'), count(*) filter (where verdict = 'duplicate'),
	count(*) filter (where verdict = 'bad'), count(*) filter (where verdict = 'left' and not is_waiting),
	count(*) filter (where verdict = 'left' and is_waiting),
	count(*) filter (where _kind = 'file' and not coalesce(case verdict
		when 'left' then state = 'left' or coalesce(code, '') <> ''
		when 'bad' then exists (select from audit.quarantine q where q.file_hash = v.file)
		else exists (select from audit.load l where l.file_hash = v.file and l.feed = v.feed and l.state = 'ok') end, false))
from (select *, coalesce(code, '') = 'waiting'
	and not coalesce(split_part(stat, ':', 2)::numeric < extract(epoch from clock_timestamp()) - 86400, false) as is_waiting from verdicts) v;
