-- closed: what was closed since, and what was computed of a closed period that is not what stands: a person decides (scripts/close); of one
-- that was opened again it becomes the figure when it is computed.
-- Variables: none
-- Tables: told
-- Columns: as in findings.sql
\qecho rule closed
SELECT 'info', concat_ws(' ', c.set, c.period), '', 'đã chốt kỳ theo ngày trong danh mục / closed by the day of closings.csv'
FROM audit.closing c WHERE c.run_id IN (SELECT run_id FROM told) AND c.decision = 'close' AND c.by_name = '' ORDER BY c.set, c.period;
\qecho rule closed_late
SELECT 'gate', concat_ws(' ', l.set, l.period), '', count(*) || ' số tính lại khác số đã chốt, chờ quyết định / computed since and not what was closed, to be decided (scripts/'
	|| CASE WHEN bool_or(c.set IS NOT NULL) THEN 'close ' || l.period || ' --list)' ELSE 'reprocess ' || l.period || ')' END
FROM core.late_figure l LEFT JOIN core.closed c ON c.set = split_part(l.set, '@', 1) AND c.period = l.period WHERE NOT l.carried GROUP BY l.set, l.period ORDER BY l.set, l.period;
