-- core.indicator_state: every figure with the decision that stands for it; the one place that says what is held.
--   state     held (a gate's flag, not approved), provisional (not approved), approved
--   decision  the last one about the figure's key while the row stood. It approves what equals the figure it was given for, as
--             long as that figure stood without a break: once another one, or none, had taken its place it is to be approved
--             again, even if the same number comes back.
CREATE OR REPLACE VIEW core.indicator_state AS
SELECT i.set, i.indicator, i.agency, i.period, i.basis, i.numerator, i.denominator, i.value, i.shown, i.unit, i.score, i.score_max,
	i.target, i.status, i.national_target, i.national_status, i.flags, i.reason, i.rules, i.run_from, i.run_to, i.due_status,
	i.national_due_status, i.due, i.national_due, s.state, a.decision, a.at
FROM core.indicator i
LEFT JOIN LATERAL (
	SELECT d.* FROM audit.approval d
	WHERE d.set = i.set AND d.indicator = i.indicator AND d.agency = i.agency AND d.period = i.period
		AND (i.run_to IS NULL OR d.run_id < i.run_to)
	ORDER BY d.approval_id DESC LIMIT 1) a ON true
CROSS JOIN LATERAL (
	SELECT CASE WHEN a.decision = 'approve'
			AND (a.numerator, a.denominator, a.value, a.unit, a.score, a.target, a.reason, a.flags)
				IS NOT DISTINCT FROM
				(i.numerator, i.denominator, i.value, i.unit, i.score, i.target, i.reason, i.flags)
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
								(i.numerator, i.denominator, i.value, i.unit, i.score, i.target, i.reason, i.flags)))
			THEN 'approved'
		WHEN i.flags ~ '(^|; )gate ' THEN 'held' ELSE 'provisional' END AS state) s;

COMMENT ON VIEW core.indicator_state IS 'Chỉ số đã tính kèm trạng thái duyệt: held tạm giữ, provisional tạm tính, approved đã duyệt; chưa che gì, không cho người đọc';

-- core.indicator_published: every figure as readers may see it, and the one place of that rule. What a gate holds has neither
-- value nor status nor proof here until a named person approved it; the figure itself stays in core.indicator. Nor does another
-- figure tell it: while a held figure lies beside one (the set's other rows in the period or its year; the indicator itself in the
-- year or the one before), the proofs of its flags and the numbers that its growth starts from and that a national target of the year before
-- was held against are left out; and a status that
-- is counted over the year so far is left out while one of the year's earlier quarters is held, of Q4 the year too.
--   before    While the figure that holds now is held, those before it that are the same number (value, its shown form, or both
--             parts) are withheld with it, unless they were approved: they would tell it.
CREATE OR REPLACE VIEW core.indicator_published AS
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
	CASE WHEN s.state = 'held' THEN NULL WHEN i.flags NOT LIKE '%(%' OR NOT b.is_held THEN i.flags
		WHEN t.flags ~ '[()]' THEN rtrim(split_part(i.flags, '(', 1)) ELSE t.flags END AS flags,
	CASE WHEN s.state = 'held' THEN 'tạm giữ: ' || w.words
		WHEN y.is_held THEN concat_ws('; ', nullif(i.reason, ''), 'trạng thái tạm giữ: tính từ đầu năm, có kỳ đang tạm giữ')
		ELSE i.reason END AS reason,
	CASE WHEN i.rules ~ '(growth_from|national_target)=' AND b.is_held THEN regexp_replace(i.rules, '(growth_from|national_target)=[^;]*', '\1=tạm giữ', 'g') ELSE i.rules END AS rules,
	i.run_from, i.run_to,
	CASE WHEN s.state <> 'held' AND NOT y.is_held THEN i.due_status END AS due_status,
	CASE WHEN s.state <> 'held' AND NOT y.is_held THEN i.national_due_status END AS national_due_status,
	i.due, i.national_due, s.state, i.decision,
	CASE WHEN s.state = 'approved' THEN (i.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date END AS approved_on,
	s.state <> 'held' AND y.is_held AS is_status_held
FROM core.indicator_state i
LEFT JOIN core.indicator_state n ON n.set = i.set AND n.indicator = i.indicator AND n.agency = i.agency AND n.period = i.period
	AND n.run_to IS NULL AND n.state = 'held' AND i.run_to IS NOT NULL AND i.state = 'provisional'
	AND (n.value = i.value OR n.shown = i.shown OR (n.numerator = i.numerator AND n.denominator = i.denominator))
CROSS JOIN LATERAL (
	SELECT CASE WHEN n.set IS NULL THEN i.state ELSE 'held' END AS state, coalesce(n.flags, i.flags) AS gates) s
-- beside it: whatever a proof or a growth may quote, in the runs that the figure stood in
CROSS JOIN LATERAL (
	SELECT EXISTS (
		SELECT FROM core.indicator_state h
		WHERE h.agency = i.agency AND h.flags ~ '(^|; )gate ' AND h.state = 'held'
			AND h.run_from < coalesce(i.run_to, h.run_from + 1) AND i.run_from < coalesce(h.run_to, i.run_from + 1)
			AND left(h.period, 4) = ANY (ARRAY[left(i.period, 4),
				CASE WHEN i.period ~ '^[0-9]{4}' THEN to_char(left(i.period, 4)::int - 1, 'FM0000') END])
			AND (h.indicator = i.indicator
				OR i.rules ~ '(^|; )same=' AND h.indicator = substring(i.rules FROM '(?:^|; )same=([^;]*)')
				OR h.set = i.set AND left(h.period, 4) = left(i.period, 4)
					AND (h.period = i.period OR 4 IN (length(h.period), length(i.period))))) AS is_held) b
-- the year so far, of what is counted a year
CROSS JOIN LATERAL (
	SELECT length(i.period) > 4 AND EXISTS (
		SELECT FROM core.target_due d WHERE d.set = i.set AND d.indicator = i.indicator AND d.agency = i.agency
			AND d.kind IN ('count_per_year', 'remainder')) AND EXISTS (
		SELECT FROM core.indicator_state h
		WHERE h.agency = i.agency AND h.flags ~ '(^|; )gate ' AND h.state = 'held'
			AND h.set = i.set AND h.indicator = i.indicator AND left(h.period, 4) = left(i.period, 4)
			AND h.run_from < coalesce(i.run_to, h.run_from + 1) AND i.run_from < coalesce(h.run_to, i.run_from + 1)
			AND CASE length(h.period) WHEN 4 THEN i.period LIKE '%-Q4' ELSE h.period < i.period END) AS is_held) y
-- without what stands in parentheses, which may stand in each other
CROSS JOIN LATERAL (
	SELECT regexp_replace(regexp_replace(regexp_replace(i.flags, ' *\([^()]*\)', '', 'g'),
		' *\([^()]*\)', '', 'g'), ' *\([^()]*\)', '', 'g') AS flags) t
-- the words of the gates, without their proof: it quotes the number
LEFT JOIN LATERAL (
	SELECT string_agg(DISTINCT btrim(split_part(regexp_replace(f, '^gate [^:]*: ', ''), '(', 1)), '; ') AS words
	FROM regexp_split_to_table(s.gates, '; (?=gate |[a-z0-9_-]+: )') f
	WHERE s.state = 'held' AND f LIKE 'gate %') w ON true;

COMMENT ON VIEW core.indicator_published IS
	'Chỉ số như người đọc được xem: số tạm giữ không có giá trị, trạng thái, căn cứ cho đến khi có người duyệt đúng con số ấy, số trước đó trùng với nó cũng vậy, trừ số đã duyệt; số khác cũng không nhắc lại nó: khi bên cạnh (cùng bộ, cùng kỳ hoặc năm; cùng chỉ số, trong năm hoặc năm trước) có số tạm giữ thì cảnh báo không kèm căn cứ trong ngoặc, growth_from không có số, và trạng thái tính từ đầu năm để trống';
COMMENT ON COLUMN core.indicator_published.state IS 'held: tạm giữ; provisional: tạm tính; approved: đã duyệt';
COMMENT ON COLUMN core.indicator_published.is_status_held IS 'Giá trị công bố được, trạng thái so với chỉ tiêu thì không: tính từ đầu năm, trong năm có kỳ đang tạm giữ';

DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_approver') THEN
		GRANT SELECT ON core.indicator_published TO chiso_approver;
	END IF;
END
$$;
