-- told: the runs that a run tells of, itself among them, as the temporary table told.
-- Variables: run
-- Columns: none
CREATE TEMP TABLE told AS SELECT run_id FROM audit.run WHERE coalesce(told_by, run_id) = :run;
