-- table: the rows of the sets with targets, for the whole territory, in the quarter that ended last before now. What is held has
-- no result here; what was found stands in the list of what waits.
-- Variables: now
-- Tables: published, sets, set_rows, territories, targets
-- Columns: set, its title, period, indicator, wording, result, target, status
WITH quarter AS (
	SELECT to_char(date_trunc('quarter', :'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh') - interval '1 day',
		'YYYY-"Q"Q') AS period
)
SELECT i.set, s.title_vi, i.period, i.indicator, r.wording,
	CASE WHEN coalesce(i.value, '') = '' THEN coalesce(nullif(i.shown, ''), '–') ELSE concat_ws(' ', i.shown,
		-- a code is told by its name, a symbol (%, Mbps) is one already
		CASE WHEN i.unit ~ '^[a-z-]+$' THEN coalesce(u.name_vi, i.unit) ELSE nullif(i.unit, '') END) END,
	coalesce(i.target, ''),
	CASE WHEN i.state = 'held' OR i.is_status_held THEN 'TẠM GIỮ' WHEN i.status = 'no_data' THEN 'chưa có số liệu'
		WHEN i.due_status IN ('reached', 'maintained') THEN 'đạt'
		WHEN i.due_status = 'on_course' THEN 'đúng tiến độ' WHEN i.due_status = 'behind' THEN 'chậm mốc'
		WHEN i.due_status = 'not_due' THEN 'chưa đến hạn' WHEN i.due_status = 'relapsed' THEN 'giảm, cần duy trì'
		WHEN i.due_status = 'not_reached' THEN 'chưa đạt' WHEN i.due_status = 'overdue' THEN 'quá hạn'
		WHEN i.due_status = 'due' THEN 'đến hạn' WHEN i.due_status = 'undated' THEN 'không định hạn'
		ELSE 'không so sánh' END
FROM published i
JOIN quarter USING (period)
JOIN sets s USING (set)
JOIN territories t ON t.territory = s.territory AND t.root_agency = i.agency
JOIN set_rows r ON r.set = i.set AND r.indicator = i.indicator
LEFT JOIN core.label u ON u.kind = 'unit' AND u.code = i.unit
WHERE EXISTS (SELECT FROM targets x WHERE x.set = i.set)
ORDER BY i.set DESC, r.seq::integer;
