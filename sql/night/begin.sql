-- begin: a run begins. A night tells what the runs before it did and could not tell (they were killed, or ended with a fault).
-- Variables: kind (night, reprocess, mend, erase) now options catalog (its hash)
-- Columns: number of the run, whether its catalogue is kept already
WITH begun AS (
	INSERT INTO audit.run (kind, now, options, catalog_hash) VALUES (:'kind', :'now', :'options', :'catalog') RETURNING run_id
), adopted AS (
	UPDATE audit.run r SET told_by = b.run_id FROM begun b
	WHERE :'kind' = 'night' AND r.kind IN ('night', 'reprocess', 'mend', 'erase') AND coalesce(r.status, 70) >= 64 AND r.run_id < b.run_id
		AND r.run_id > coalesce((SELECT max(run_id) FROM audit.run WHERE kind = 'night' AND status IN (0, 1)), 0)
	RETURNING r.run_id
)
SELECT run_id, EXISTS (SELECT FROM audit.catalog WHERE hash = :'catalog') FROM begun;
