-- core.indicator_state: every figure with the decision that stands for it; the one place that says what is held.
--   state     held (a flag of severity gate, not approved; or its day of publication has not come: core.embargo), provisional (not approved), approved
--   decision  the last one about the figure's key while the row stood. It approves what equals the figure it was given for, as
--             long as that figure stood without a break: once another one, or none, had taken its place it is to be approved
--             again, even if the same number comes back.
CREATE OR REPLACE VIEW core.indicator_state AS
SELECT i.set, i.indicator, i.agency, i.period, i.basis, i.numerator, i.denominator, i.value, i.shown, i.unit, i.score, i.score_max,
	i.target, i.status, i.national_target, i.national_status, i.flags, i.reason, i.rules, i.run_from, i.run_to, i.due_status,
	i.national_due_status, i.due, i.national_due, s.state, a.decision, a.at, g.gates, e.until AS embargo_until
FROM core.indicator i
LEFT JOIN core.embargo e ON e.period = i.period AND e.set = split_part(i.set, '@', 1)
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
	SELECT CASE WHEN e.until IS NOT NULL THEN 'held'
		WHEN a.decision = 'approve'
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

COMMENT ON VIEW core.indicator_state IS 'Chỉ số đã tính kèm trạng thái duyệt: held tạm giữ, provisional tạm tính, approved đã duyệt; chưa che gì, không cho người đọc';

-- core.points_above: whose points are the sum of whose, over all levels, by the catalogue of the last night: of a component with a part
-- that is held they are held too, as they would tell it.
CREATE OR REPLACE VIEW core.points_above AS
WITH RECURSIVE up AS (
	SELECT p.indicator AS above, c.indicator AS below FROM core.scoring p JOIN core.scoring c ON c.parent = p.sums WHERE p.sums <> ''
	UNION
	SELECT p.indicator, u.below FROM up u JOIN core.scoring c ON c.indicator = u.above JOIN core.scoring p ON p.sums = c.parent AND p.sums <> ''
)
SELECT above, below FROM up;
COMMENT ON VIEW core.points_above IS 'Điểm của chỉ số nào gộp từ điểm của chỉ số nào, qua mọi cấp';

-- core.indicator_masked: every figure as readers may see it, and the one place of that rule; core.indicator_published is what it says,
-- kept (94-published.sql). What a gate holds has neither
-- value nor status nor proof here until a named person approved it; the figure itself stays in core.indicator. Nor does another
-- figure tell it: while a held figure lies beside one (the set's other rows in the period, or one of another kind in its year; the indicator itself in the
-- year or the one before), the proofs of its flags and the numbers that its growth starts from and that a national target of the year before
-- was held against are left out; and a status that
-- is counted over the year so far is left out while one of the year's periods is held that ended before or with it, of Q4 the year too.
--   before    While the figure that holds now is held, those before it that are the same number (value, its shown form, or both
--             parts) are withheld with it, unless they were approved: they would tell it.
CREATE OR REPLACE VIEW core.indicator_masked AS
SELECT m.*, x.basis_vi, x.unit_vi, x.status_vi, x.national_status_vi, x.due_status_vi, x.national_due_status_vi, x.state_vi,
	g.vi AS flags_vi, g.en AS flags_en, x.reason_vi, x.reason_en, x.rules_vi, x.rules_en
FROM (
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
	CASE WHEN s.state = 'held' THEN 'tạm giữ: ' || coalesce('công bố từ ngày ' || to_char(i.embargo_until, 'DD/MM/YYYY'), w.words, CASE WHEN k.is_held THEN 'gộp từ điểm đang tạm giữ' END)
		WHEN y.is_held THEN concat_ws('; ', nullif(i.reason, ''), 'trạng thái tạm giữ: tính từ đầu năm, có kỳ đang tạm giữ')
		ELSE i.reason END AS reason,
	CASE WHEN i.rules ~ '(growth_from|national_target)=' AND b.is_held THEN regexp_replace(i.rules, '(growth_from|national_target)=[^;]*', '\1=tạm giữ', 'g') ELSE i.rules END AS rules,
	i.run_from, i.run_to,
	CASE WHEN s.state <> 'held' AND NOT y.is_held THEN i.due_status END AS due_status,
	CASE WHEN s.state <> 'held' AND NOT y.is_held THEN i.national_due_status END AS national_due_status,
	i.due, i.national_due, s.state, i.decision,
	CASE WHEN s.state = 'approved' THEN (i.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date END AS approved_on,
	s.state <> 'held' AND y.is_held AS is_status_held, b.is_held AS is_proof_held,
	CASE WHEN s.state <> 'held' THEN core.exact_number(i.numerator) END AS numerator_number,
	CASE WHEN s.state <> 'held' THEN core.exact_number(i.denominator) END AS denominator_number,
	CASE WHEN s.state <> 'held' THEN core.exact_number(i.value) END AS value_number,
	CASE WHEN s.state <> 'held' THEN core.exact_number(i.score) END AS score_number,
	core.exact_number(i.score_max) AS score_max_number, core.exact_day(i.due) AS due_on, core.exact_day(i.national_due) AS national_due_on,
	CASE WHEN s.state <> 'held' THEN core.exact_fraction(i.value) END AS value_fraction,
	CASE WHEN s.state <> 'held' THEN core.exact_fraction(i.score) END AS score_fraction
FROM core.indicator_state i
LEFT JOIN LATERAL (
	SELECT h.run_from FROM core.indicator_state h
	WHERE i.run_to IS NOT NULL AND i.state = 'provisional'
		AND h.set = i.set AND h.indicator = i.indicator AND h.agency = i.agency AND h.period = i.period
		AND h.run_to IS NULL AND h.state = 'held'
		AND (h.value = i.value OR h.shown = i.shown OR (h.numerator = i.numerator AND h.denominator = i.denominator))) n ON true
-- points that are made of what is held, in the runs that the figure stood in
CROSS JOIN LATERAL (
	SELECT EXISTS (SELECT FROM core.scoring p WHERE p.indicator = i.indicator AND p.sums <> '') AND EXISTS (
		SELECT FROM core.points_above u JOIN core.indicator_state h ON h.indicator = u.below AND h.set = i.set AND h.agency = i.agency AND h.period = i.period
		WHERE u.above = i.indicator AND h.state = 'held'
			AND h.run_from < coalesce(i.run_to, h.run_from + 1) AND i.run_from < coalesce(h.run_to, i.run_from + 1)) AS is_held OFFSET 0) k
CROSS JOIN LATERAL (SELECT CASE WHEN n.run_from IS NULL AND NOT k.is_held THEN i.state ELSE 'held' END AS state OFFSET 0) s
-- beside it: whatever a proof or a growth may quote, in the runs that the figure stood in
CROSS JOIN LATERAL (
	SELECT (i.flags <> '' OR i.rules ~ '(growth_from|national_target)=') AND EXISTS (
		SELECT FROM core.indicator_flag f
		JOIN core.indicator_state h ON h.set = f.set AND h.indicator = f.indicator AND h.agency = f.agency AND h.period = f.period
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
		JOIN core.indicator_state h ON h.set = f.set AND h.indicator = f.indicator AND h.agency = f.agency AND h.period = f.period
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
		AND f.run_to IS NOT DISTINCT FROM CASE WHEN n.run_from IS NULL THEN i.run_to END) w ON true
) m
-- in words of the reader: what was told before is looked up
CROSS JOIN LATERAL (
	SELECT coalesce((SELECT t.vi FROM core.told t WHERE t.kind = 'basis' AND md5(t.text) = md5(m.basis)), core.tell('basis', m.basis, 'vi')) AS basis_vi,
		coalesce((SELECT t.vi FROM core.told t WHERE t.kind = 'unit' AND md5(t.text) = md5(m.unit)), core.tell('unit', m.unit, 'vi')) AS unit_vi,
		coalesce((SELECT t.vi FROM core.told t WHERE t.kind = 'status' AND md5(t.text) = md5(m.status)), core.tell('status', m.status, 'vi')) AS status_vi,
		coalesce((SELECT t.vi FROM core.told t WHERE t.kind = 'status' AND md5(t.text) = md5(m.national_status)),
			core.tell('status', m.national_status, 'vi')) AS national_status_vi,
		coalesce((SELECT t.vi FROM core.told t WHERE t.kind = 'due_status' AND md5(t.text) = md5(m.due_status)),
			core.tell('due_status', m.due_status, 'vi')) AS due_status_vi,
		coalesce((SELECT t.vi FROM core.told t WHERE t.kind = 'due_status' AND md5(t.text) = md5(m.national_due_status)),
			core.tell('due_status', m.national_due_status, 'vi')) AS national_due_status_vi,
		coalesce((SELECT t.vi FROM core.told t WHERE t.kind = 'state' AND md5(t.text) = md5(m.state)), core.tell('state', m.state, 'vi')) AS state_vi,
		coalesce((SELECT t.vi FROM core.told t WHERE t.kind = 'reason' AND md5(t.text) = md5(m.reason)), core.tell('reason', m.reason, 'vi')) AS reason_vi,
		coalesce((SELECT t.en FROM core.told t WHERE t.kind = 'reason' AND md5(t.text) = md5(m.reason)), core.tell('reason', m.reason, 'en')) AS reason_en,
		coalesce((SELECT t.vi FROM core.told t WHERE t.kind = 'rules' AND md5(t.text) = md5(m.rules)), core.tell('rules', m.rules, 'vi')) AS rules_vi,
		coalesce((SELECT t.en FROM core.told t WHERE t.kind = 'rules' AND md5(t.text) = md5(m.rules)), core.tell('rules', m.rules, 'en')) AS rules_en
	OFFSET 0) x
-- as flags: nothing of a held one, no proof beside one
LEFT JOIN LATERAL (
	SELECT string_agg(coalesce(o.vi, core.tell('flag', f."check" || ': ' || s.words, 'vi')) || s.proof, '; ' ORDER BY f.ordinal) AS vi,
		string_agg(coalesce(o.en, core.tell('flag', f."check" || ': ' || s.words, 'en')) || s.proof, '; ' ORDER BY f.ordinal) AS en
	FROM core.indicator_flag f
	CROSS JOIN LATERAL (SELECT CASE WHEN m.is_proof_held THEN core.bare_words(f.words) ELSE f.words END AS words,
		CASE WHEN f.proof = '' OR m.is_proof_held THEN '' ELSE ' (' || f.proof || ')' END AS proof OFFSET 0) s
	LEFT JOIN core.told o ON o.kind = 'flag' AND md5(o.text) = md5(f."check" || ': ' || s.words)
	WHERE m.flags IS NOT NULL AND f.set = m.set AND f.indicator = m.indicator AND f.agency = m.agency AND f.period = m.period
		AND f.run_from = m.run_from AND f.run_to IS NOT DISTINCT FROM m.run_to) g ON true;

COMMENT ON VIEW core.indicator_masked IS
	'Quy tắc: chỉ số như người đọc được xem, tính lại từ đầu; bảng core.indicator_published giữ kết quả';
COMMENT ON TABLE core.indicator_published IS
	'Chỉ số như người đọc được xem: số tạm giữ không có giá trị, trạng thái, căn cứ cho đến khi có người duyệt đúng con số ấy, số trước đó trùng với nó cũng vậy, trừ số đã duyệt; số khác cũng không nhắc lại nó: khi bên cạnh (cùng bộ, cùng kỳ hoặc năm; cùng chỉ số, trong năm hoặc năm trước) có số tạm giữ thì cảnh báo không kèm căn cứ trong ngoặc, growth_from không có số, và trạng thái tính từ đầu năm để trống';
COMMENT ON COLUMN core.indicator_published.state IS 'held: tạm giữ; provisional: tạm tính; approved: đã duyệt';
COMMENT ON COLUMN core.indicator_published.is_proof_held IS 'Bên cạnh có số đang tạm giữ: cảnh báo không kèm căn cứ';
COMMENT ON COLUMN core.indicator_published.is_status_held IS 'Giá trị công bố được, trạng thái so với chỉ tiêu thì không: tính từ đầu năm, trong năm có kỳ đang tạm giữ';

DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_approver') THEN
		GRANT SELECT ON core.indicator_published TO chiso_approver;
	END IF;
END
$$;

-- The rule may be another one than it was.
SELECT core.publish_all();
ANALYZE core.indicator_published;
