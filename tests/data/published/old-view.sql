-- What readers may see, as one view over all that is stored: the rule as it stood when it was a view of laterals. A test asks it
-- after every kind of change what core.indicator_published must hold. A rule that is meant to change changes here by hand as well.
CREATE SCHEMA IF NOT EXISTS oracle;
CREATE OR REPLACE VIEW oracle.indicator_state AS
SELECT i.set, i.indicator, i.agency, i.period, i.basis, i.numerator, i.denominator, i.value, i.shown, i.unit, i.score, i.score_max,
	i.target, i.status, i.national_target, i.national_status, i.flags, i.reason, i.rules, i.run_from, i.run_to, i.due_status,
	i.national_due_status, i.due, i.national_due, s.state, a.decision, a.at, g.gates
FROM core.indicator i
LEFT JOIN LATERAL (
	SELECT d.* FROM audit.approval d
	WHERE d.set = i.set AND d.indicator = i.indicator AND d.agency = i.agency AND d.period = i.period
		AND (i.run_to IS NULL OR d.run_id < i.run_to)
	ORDER BY d.approval_id DESC LIMIT 1) a ON true
-- what holds it
LEFT JOIN LATERAL (
	SELECT array_agg(f."check" ORDER BY f.ordinal) AS gates FROM core.indicator_flag f
	WHERE f.severity = 'gate' AND f.indicator = i.indicator AND f.agency = i.agency AND f.period = i.period AND f.set = i.set
		AND f.run_from = i.run_from AND f.run_to IS NOT DISTINCT FROM i.run_to) g ON true
-- OFFSET 0: once a row, not once a column that asks for it
CROSS JOIN LATERAL (
	SELECT CASE WHEN a.decision = 'approve'
			AND (a.numerator, a.denominator, a.value, a.unit, a.score, a.target, a.reason, a.flags)
				IS NOT DISTINCT FROM
				(i.numerator, i.denominator, i.value, i.unit, i.score, i.target, i.reason, i.flags)
			AND a.gates = coalesce(g.gates, '{}')
			AND NOT EXISTS (
				SELECT FROM core.indicator x
				WHERE x.set = i.set AND x.indicator = i.indicator AND x.agency = i.agency AND x.period = i.period
					AND x.run_to > a.run_id AND x.run_to <= i.run_from
					AND NOT EXISTS (
						SELECT FROM core.indicator y
						WHERE y.set = i.set AND y.indicator = i.indicator AND y.agency = i.agency AND y.period = i.period
							AND y.run_from = x.run_to
							AND (y.numerator, y.denominator, y.value, y.unit, y.score, y.target, y.reason, y.flags)
								IS NOT DISTINCT FROM
								(i.numerator, i.denominator, i.value, i.unit, i.score, i.target, i.reason, i.flags)
							AND ARRAY(SELECT f."check" FROM core.indicator_flag f WHERE f.severity = 'gate' AND f.set = y.set
								AND f.indicator = y.indicator AND f.agency = y.agency AND f.period = y.period
								AND f.run_from = y.run_from AND f.run_to IS NOT DISTINCT FROM y.run_to ORDER BY f.ordinal)
								= coalesce(g.gates, '{}')))
			THEN 'approved'
		WHEN g.gates IS NOT NULL THEN 'held' ELSE 'provisional' END AS state OFFSET 0) s;

CREATE OR REPLACE VIEW oracle.indicator_published AS
SELECT i.set, i.indicator, i.agency, i.period, i.basis,
	CASE WHEN s.state <> 'held' THEN i.numerator END AS numerator,
	CASE WHEN s.state <> 'held' THEN i.denominator END AS denominator,
	CASE WHEN s.state <> 'held' THEN i.value END AS value,
	CASE WHEN s.state <> 'held' THEN i.shown END AS shown,
	i.unit,
	CASE WHEN s.state <> 'held' THEN i.score END AS score,
	i.score_max, i.target,
	CASE WHEN s.state <> 'held' AND NOT y.is_held THEN i.status END AS status,
	i.national_target,
	CASE WHEN s.state <> 'held' AND NOT y.is_held THEN i.national_status END AS national_status,
	CASE WHEN s.state = 'held' THEN NULL WHEN b.is_held THEN t.flags ELSE i.flags END AS flags,
	CASE WHEN s.state = 'held' THEN 'tạm giữ: ' || w.words
		WHEN y.is_held THEN concat_ws('; ', nullif(i.reason, ''), 'trạng thái tạm giữ: tính từ đầu năm, có kỳ đang tạm giữ')
		ELSE i.reason END AS reason,
	CASE WHEN i.rules ~ '(growth_from|national_target)=' AND b.is_held THEN regexp_replace(i.rules, '(growth_from|national_target)=[^;]*', '\1=tạm giữ', 'g') ELSE i.rules END AS rules,
	i.run_from, i.run_to,
	CASE WHEN s.state <> 'held' AND NOT y.is_held THEN i.due_status END AS due_status,
	CASE WHEN s.state <> 'held' AND NOT y.is_held THEN i.national_due_status END AS national_due_status,
	i.due, i.national_due, s.state, i.decision,
	CASE WHEN s.state = 'approved' THEN (i.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date END AS approved_on,
	s.state <> 'held' AND y.is_held AS is_status_held, b.is_held AS is_proof_held
FROM oracle.indicator_state i
LEFT JOIN LATERAL (
	SELECT h.run_from FROM oracle.indicator_state h
	WHERE i.run_to IS NOT NULL AND i.state = 'provisional'
		AND h.set = i.set AND h.indicator = i.indicator AND h.agency = i.agency AND h.period = i.period
		AND h.run_to IS NULL AND h.state = 'held'
		AND (h.value = i.value OR h.shown = i.shown OR (h.numerator = i.numerator AND h.denominator = i.denominator))) n ON true
CROSS JOIN LATERAL (SELECT CASE WHEN n.run_from IS NULL THEN i.state ELSE 'held' END AS state OFFSET 0) s
-- beside it: whatever a proof or a growth may quote, in the runs that the figure stood in
CROSS JOIN LATERAL (
	SELECT (i.flags <> '' OR i.rules ~ '(growth_from|national_target)=') AND EXISTS (
		SELECT FROM core.indicator_flag f
		JOIN oracle.indicator_state h ON h.set = f.set AND h.indicator = f.indicator AND h.agency = f.agency AND h.period = f.period
			AND h.run_from = f.run_from AND h.run_to IS NOT DISTINCT FROM f.run_to AND h.state = 'held'
		WHERE f.severity = 'gate' AND f.agency = i.agency
			AND f.run_from < coalesce(i.run_to, f.run_from + 1) AND i.run_from < coalesce(f.run_to, i.run_from + 1)
			AND left(f.period, 4) = ANY (ARRAY[left(i.period, 4),
				CASE WHEN i.period ~ '^[0-9]{4}' THEN to_char(left(i.period, 4)::int - 1, 'FM0000') END])
			AND (f.indicator = i.indicator
				OR i.rules ~ '(^|; )same=' AND f.indicator = substring(i.rules FROM '(?:^|; )same=([^;]*)')
				OR f.set = i.set AND left(f.period, 4) = left(i.period, 4)
					-- the period itself, or one of another kind: a year, of a month a quarter
					AND (f.period = i.period OR translate(substr(f.period, 5), '0123456789', '')
						<> translate(substr(i.period, 5), '0123456789', '')))) AS is_held OFFSET 0) b
-- the year so far, of what is counted a year
CROSS JOIN LATERAL (
	SELECT length(i.period) > 4 AND EXISTS (
		SELECT FROM core.target_due d WHERE d.set = i.set AND d.indicator = i.indicator AND d.agency = i.agency
			AND d.kind IN ('count_per_year', 'remainder')) AND EXISTS (
		SELECT FROM core.indicator_flag f
		JOIN oracle.indicator_state h ON h.set = f.set AND h.indicator = f.indicator AND h.agency = f.agency AND h.period = f.period
			AND h.run_from = f.run_from AND h.run_to IS NOT DISTINCT FROM f.run_to AND h.state = 'held'
		WHERE f.severity = 'gate' AND f.agency = i.agency
			AND f.set = i.set AND f.indicator = i.indicator AND left(f.period, 4) = left(i.period, 4)
			AND f.run_from < coalesce(i.run_to, f.run_from + 1) AND i.run_from < coalesce(f.run_to, i.run_from + 1)
			AND f.period <> i.period AND core.end_month(f.period) <= core.end_month(i.period)) AS is_held OFFSET 0) y
-- the flags without their proofs, and without what their words quote in parentheses
LEFT JOIN LATERAL (
	SELECT string_agg(CASE f.severity WHEN 'gate' THEN 'gate ' ELSE '' END || f."check" || ': ' || core.bare_words(f.words), '; ' ORDER BY f.ordinal) AS flags
	FROM core.indicator_flag f
	WHERE b.is_held AND s.state <> 'held' AND f.indicator = i.indicator AND f.agency = i.agency AND f.period = i.period AND f.set = i.set
		AND f.run_from = i.run_from AND f.run_to IS NOT DISTINCT FROM i.run_to) t ON true
-- the words of the gates, without their proof: it quotes the number
LEFT JOIN LATERAL (
	SELECT string_agg(DISTINCT btrim(split_part(f.words, '(', 1)), '; ') AS words
	FROM core.indicator_flag f
	WHERE s.state = 'held' AND f.severity = 'gate' AND f.indicator = i.indicator AND f.agency = i.agency AND f.period = i.period
		AND f.set = i.set AND f.run_from = coalesce(n.run_from, i.run_from)
		AND f.run_to IS NOT DISTINCT FROM CASE WHEN n.run_from IS NULL THEN i.run_to END) w ON true;
