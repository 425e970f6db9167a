-- How many keys differ, by how. After figures-diff-measures or figures-diff-indicators.
-- Gives: changed, closed, added
SELECT count(*) FILTER (WHERE change = 'changed') AS changed, count(*) FILTER (WHERE change = 'closed') AS closed,
	count(*) FILTER (WHERE change = 'new') AS added
FROM pg_temp.chiso_diff;
