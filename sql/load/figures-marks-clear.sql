-- Of the listed marks those of the period that stand as they were seen go. After figures-marks-seen. A mark that a load under
-- way is setting is waited for and read again: marked_by differs then. Equal, not smaller: numbers come from a sequence, and a
-- load that commits later may have the smaller one.
-- $1 period
-- Gives: how many went
WITH gone AS (
	DELETE FROM audit.mark m USING pg_temp.chiso_seen s
	WHERE m.period = $1 AND m.period = s.period AND m.feed = s.feed AND m.marked_by = s.marked_by RETURNING 1
)
SELECT count(*) FROM gone;
