-- close-list: the sets of a period, open or closed, and what was computed late.
-- Variables: period set indicator agency ('' for any of the last three)
-- Columns: set, set, figures, day of closing, by (rule, person, ''), late that wait, late carried over, '', title; late, set, indicator, agency, change,
-- old, new, carried, title
SELECT 'set', i.set, count(*)::text, coalesce(to_char(max(c.at AT TIME ZONE 'Asia/Ho_Chi_Minh'), 'DD/MM/YYYY'), ''),
	coalesce(CASE WHEN bool_or(c.is_decided) THEN 'person' WHEN max(c.at) IS NOT NULL THEN 'rule' END, ''),
	(SELECT count(*)::text FROM core.late_figure l WHERE (l.set, l.period) = (i.set, :'period') AND NOT l.carried),
	(SELECT count(*)::text FROM core.late_figure l WHERE (l.set, l.period) = (i.set, :'period') AND l.carried), '', coalesce(max(s.name_vi), '')
FROM core.indicator i
LEFT JOIN core.closed c ON c.set = split_part(i.set, '@', 1) AND c.period = i.period
LEFT JOIN core.label s ON s.kind = 'set' AND s.code = split_part(i.set, '@', 1)
WHERE i.run_to IS NULL AND i.period = :'period' AND :'set' IN ('', i.set, split_part(i.set, '@', 1))
GROUP BY i.set
UNION ALL
SELECT 'late', l.set, l.indicator, l.agency, l.change, coalesce(l.old, ''), coalesce(l.new, ''), l.carried::text, coalesce(n.name_vi, '')
FROM core.late_figure l LEFT JOIN core.label n ON n.kind = 'indicator' AND n.code = l.indicator
WHERE l.period = :'period' AND :'set' IN ('', l.set, split_part(l.set, '@', 1)) AND :'indicator' IN ('', l.indicator) AND :'agency' IN ('', l.agency)
ORDER BY 1 DESC, 2, 3, 4;
