-- core.indicator_published: every figure as readers may see it, and the one place of that rule. What a gate holds has neither
-- value nor status nor proof here until a named person approved it; the figure itself stays in core.indicator.
--   state     held (a gate's flag, not approved), provisional (not approved), approved
--   decision  the last one about the figure's key while the row stood; it approves only what equals the figure it was given for
CREATE OR REPLACE VIEW core.indicator_published AS
SELECT i.set, i.indicator, i.agency, i.period, i.basis,
	CASE WHEN s.state <> 'held' THEN i.numerator END AS numerator,
	CASE WHEN s.state <> 'held' THEN i.denominator END AS denominator,
	CASE WHEN s.state <> 'held' THEN i.value END AS value,
	CASE WHEN s.state <> 'held' THEN i.shown END AS shown,
	i.unit,
	CASE WHEN s.state <> 'held' THEN i.score END AS score,
	i.score_max, i.target,
	CASE WHEN s.state <> 'held' THEN i.status END AS status,
	i.national_target,
	CASE WHEN s.state <> 'held' THEN i.national_status END AS national_status,
	CASE WHEN s.state <> 'held' THEN i.flags END AS flags,
	CASE WHEN s.state <> 'held' THEN i.reason ELSE 'tạm giữ: ' || w.words END AS reason,
	i.rules, i.run_from, i.run_to,
	CASE WHEN s.state <> 'held' THEN i.due_status END AS due_status,
	CASE WHEN s.state <> 'held' THEN i.national_due_status END AS national_due_status,
	i.due, i.national_due, s.state, a.decision,
	CASE WHEN s.state = 'approved' THEN (a.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date END AS approved_on
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
				(i.numerator, i.denominator, i.value, i.unit, i.score, i.target, i.reason, i.flags) THEN 'approved'
		WHEN i.flags ~ '(^|; )gate [a-z0-9_-]+: ' THEN 'held' ELSE 'provisional' END AS state) s
-- the words of the gates, without their proof: it quotes the number
LEFT JOIN LATERAL (
	SELECT string_agg(DISTINCT btrim(split_part(regexp_replace(f, '^gate [a-z0-9_-]+: ', ''), '(', 1)), '; ') AS words
	FROM regexp_split_to_table(i.flags, '; (?=(?:gate )?[a-z0-9_-]+: )') f
	WHERE s.state = 'held' AND f LIKE 'gate %') w ON true;

COMMENT ON VIEW core.indicator_published IS
	'Chỉ số như người đọc được xem: số tạm giữ không có giá trị, trạng thái, căn cứ cho đến khi có người duyệt đúng con số ấy';
COMMENT ON COLUMN core.indicator_published.state IS 'held: tạm giữ; provisional: tạm tính; approved: đã duyệt';

DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_approver') THEN
		GRANT SELECT ON core.indicator_published TO chiso_approver;
	END IF;
END
$$;
