-- visible: what readers may see now, as the temporary table published: asked once for the whole page; without the flags, which cost
-- more than all the rest.
-- Variables: none
-- Columns: none
CREATE TEMP TABLE published AS
SELECT set, indicator, agency, period, run_from, state, value, shown, unit, target, status, due_status, is_status_held
FROM core.indicator_published WHERE run_to IS NULL;
ANALYZE published;
