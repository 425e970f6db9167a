-- share.bang_diem: the score of every scored figure as a share of its maximum, what is lost, and what it would cost to win it where the
-- way of scoring says so: what one more unit of the numerator brings, how many are lacking for the next step and what that brings. It is
-- told only where the formula, put in by its form (pipeline/catalog/base/methods.csv), gives the very score that stands: a score by
-- another rule, of another day, says nothing of its cost. Nothing of a figure that is held.
CREATE OR REPLACE VIEW share.bang_diem AS
SELECT p.set AS bo_chi_so, p.indicator AS chi_so, p.agency AS co_quan, p.period AS ky, c.root AS ma_muc_goc, c.parent AS ma_thuoc_muc,
	m.name_vi AS cach_cham, p.score_number AS diem, p.score_fraction AS diem_phan_so, coalesce(p.score_max_number, c.max_points) AS diem_toi_da,
	round(100 * s.part, 6) AS phan_diem, round(100 * CASE WHEN s.part > 1 THEN 0 ELSE 1 - s.part END, 6) AS phan_mat,
	p.numerator_number AS tu_so, p.denominator_number AS mau_so,
	round(100 * w.one_more, 10) AS them_mot_duoc, w.lacking AS con_thieu, round(100 * w.wins, 6) AS thieu_do_duoc,
	nullif(c.sums, '') AS ma_cong_muc, w.way AS ma_cach_tinh, c.method AS ma_cach_cham, p.state = 'held' AS tam_giu
FROM core.indicator_published p
JOIN core.scoring c ON c.indicator = p.indicator AND c.method <> ''
LEFT JOIN core.label m ON m.kind = 'method' AND m.code = c.method
-- of points that are known their share; without them the score is one already
CROSS JOIN LATERAL (SELECT CASE WHEN p.score <> '' THEN
	coalesce(p.score_number, split_part(p.score, '/', 1)::numeric / nullif(split_part(p.score, '/', 2), '')::numeric)
	/ CASE WHEN p.score_max_number > 0 THEN p.score_max_number WHEN p.flags ~ '(^|; )points_unknown' THEN 1 END END AS part) s
CROSS JOIN LATERAL (SELECT p.numerator_number AS n, p.denominator_number AS d, CASE WHEN c.formula = 'ratio * max' THEN 1
	ELSE coalesce(substring(c.formula FROM '^if[(]ratio >= ([0-9.]+), max, ratio / [0-9.]+ [*] max[)]$'),
		substring(c.formula FROM '^ratio / ([0-9.]+) [*] max$'))::numeric END AS goal) f
LEFT JOIN LATERAL (
	-- every unit of the numerator brings the same
	SELECT 'each' AS way, 1 / g.full_at AS one_more, ceil(g.full_at - f.n) AS lacking, 1 - s.part AS wins
	FROM (SELECT f.d * f.goal AS full_at) g
	WHERE g.full_at > 0 AND s.part < 1 AND abs(f.n / g.full_at - s.part) < 0.0000000001
	UNION ALL
	-- all of them or nothing
	SELECT 'all', 0, f.d - f.n, 1 WHERE c.formula = 'if(ratio = 1, max, 0)' AND s.part = 0 AND f.d > f.n
	UNION ALL
	SELECT 'yes', NULL, NULL, 1 WHERE c.formula = 'if(x, max, 0)' AND s.part = 0 AND p.value_number = 0
	UNION ALL
	-- steps: what is lacking to the next one
	SELECT 'step', NULL, CASE WHEN t.is_ratio THEN ceil(t.next_at * f.d - f.n) ELSE t.next_at - p.value_number END, t.next_part - s.part
	FROM (SELECT c.formula ~ '[(]ratio' AS is_ratio, min(z.least) AS next_at, (array_agg(z.part ORDER BY z.least))[1] AS next_part,
			coalesce(max(z.held), 0) AS held
		FROM (SELECT g[1]::numeric AS least, coalesce(g[2]::numeric, 1) AS part, NULL::numeric AS held
				FROM regexp_matches(c.formula, '(?:ratio|x) >= ([0-9.]+) -> (?:([0-9.]+) [*] )?max', 'g') g
				WHERE g[1]::numeric > CASE WHEN c.formula ~ '[(]ratio' THEN f.n / nullif(f.d, 0) ELSE p.value_number END
			UNION ALL
			SELECT NULL, NULL, coalesce(g[2]::numeric, 1)
				FROM regexp_matches(c.formula, '(?:ratio|x) >= ([0-9.]+) -> (?:([0-9.]+) [*] )?max', 'g') g
				WHERE g[1]::numeric <= CASE WHEN c.formula ~ '[(]ratio' THEN f.n / nullif(f.d, 0) ELSE p.value_number END) z) t
	WHERE c.method IN ('level_tiers_ratio', 'level_tiers_amount') AND t.next_at IS NOT NULL AND t.held = s.part
	UNION ALL
	-- it hangs on what other provinces have
	SELECT 'others', NULL, NULL, NULL WHERE c.method IN ('minmax_ratio', 'minmax_count', 'minmax_vs_highest', 'relative_to_highest') AND s.part < 1
) w ON true
WHERE p.run_to IS NULL AND p.set NOT LIKE '%@nay'
ORDER BY p.set, p.indicator, p.agency, p.period;

COMMENT ON VIEW share.bang_diem IS
	'Bảng điểm: điểm của từng chỉ số tính theo phần trăm điểm tối đa, phần còn mất, và cần thêm bao nhiêu để được phần ấy, chỉ nêu khi công thức chấm cho lại đúng điểm đang có; số tạm giữ không có điểm';
