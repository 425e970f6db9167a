-- A warehouse of :figures invented figures, as the years of a province leave them: 1,000 rows of two sets, 20 agencies, the periods of
-- as many years as it takes; one figure in 40 was held, of which half are approved, one in 12 has a value before the one that holds.
-- psql variables: figures
BEGIN;
INSERT INTO audit.run (run_id, kind, now, status) VALUES (1, 'night', now(), 0), (2, 'night', now(), 0), (3, 'approve', now(), 0);
CREATE TEMP TABLE bench_figure ON COMMIT DROP AS
SELECT n, 'bench-' || n % 2 AS set, 'b.' || (n / 20) % 500 + 1 AS indicator, 'H34.' || to_char(n % 20 + 1, 'FM00') AS agency,
	2024 - n / 50000 || (ARRAY['-Q1', '-Q2', '-Q3', '-Q4', ''])[(n / 10000) % 5 + 1] AS period, n % 40 = 7 AS is_gate, n % 12 = 5 AS is_second
FROM generate_series(0, :figures - 1) n;
INSERT INTO core.indicator (set, indicator, agency, period, basis, numerator, denominator, value, shown, unit, score, score_max, target, status,
	flags, reason, rules, due_status, due, run_from, run_to)
SELECT set, indicator, agency, period, 'computed', (n % 97)::text, '97', n % 97 || '/97', round(n % 97 / 97.0, 2)::text, '%',
	'2/7', '1.5', '85%', 'not_reached',
	concat_ws('; ', CASE WHEN is_gate THEN 'gate over_100: ngoài khoảng 0–100 %, giữ nguyên số báo cáo (' || n || ')' END,
		CASE WHEN n % 3 = 0 THEN 'unknown_unit: H34; quarters: 3/4' END),
	CASE WHEN n % 11 = 0 THEN indicator || ': zero denominator' END,
	'calendar=duong-lich; compare=date; end_date=ngay_ket_thuc; missing_due=left_out; resolved_states=9 10; giả định chờ xác nhận (assumed): QUY-TAC-HO-SO',
	'not_due', '2025-12-31', r.run_from, r.run_to
FROM bench_figure CROSS JOIN LATERAL (SELECT 2 AS run_from, NULL::bigint AS run_to WHERE is_second UNION ALL SELECT 1, CASE WHEN is_second THEN 2 END) r;
INSERT INTO core.indicator_flag (set, indicator, agency, period, ordinal, "check", severity, words, proof, run_from, run_to)
SELECT i.set, i.indicator, i.agency, i.period, 1, 'over_100', 'gate', 'ngoài khoảng 0–100 %, giữ nguyên số báo cáo', f.n::text, i.run_from, i.run_to
FROM core.indicator i JOIN bench_figure f USING (set, indicator, agency, period) WHERE f.is_gate
UNION ALL
SELECT i.set, i.indicator, i.agency, i.period, 2, 'unknown_unit', 'flag', 'H34', '', i.run_from, i.run_to
FROM core.indicator i JOIN bench_figure f USING (set, indicator, agency, period) WHERE f.n % 3 = 0;
INSERT INTO audit.approval (decision, set, indicator, agency, period, numerator, denominator, value, unit, score, target, reason, flags, gates,
	by_name, note, at, run_id)
SELECT 'approve', i.set, i.indicator, i.agency, i.period, i.numerator, i.denominator, i.value, i.unit, i.score, i.target, i.reason, i.flags,
	CASE WHEN f.is_gate THEN ARRAY['over_100'] ELSE '{}' END, 'Người Duyệt', 'x', now(), 3
FROM core.indicator i JOIN bench_figure f USING (set, indicator, agency, period)
WHERE i.run_to IS NULL AND (f.n % 80 = 7 OR f.n % 7 = 0 AND NOT f.is_gate);
INSERT INTO core.label (kind, code, name_vi) SELECT 'indicator', 'b.' || n, 'Chỉ số ' || n FROM generate_series(1, 500) n
	UNION ALL SELECT 'agency', 'H34.' || to_char(n, 'FM00'), 'Sở ' || n FROM generate_series(1, 20) n;
INSERT INTO core.target_due (state, due, set, territory, stt, indicator, part, level, text, kind, wording, lead, agency, feeds, reason)
SELECT 'ahead', '2025-12-31', 'bench-' || n % 2, 'kon-tum', n::text, 'b.' || n, '', 'province', '85%',
	CASE WHEN n % 50 = 0 THEN 'count_per_year' ELSE 'at_least' END, 'Chỉ số ' || n, 'Sở ' || n % 20, 'H34.' || to_char(n % 20 + 1, 'FM00'), '', ''
FROM generate_series(1, 500) n;
COMMIT;
ANALYZE core.indicator, core.indicator_flag, core.indicator_published, core.label, core.target_due, audit.approval;
