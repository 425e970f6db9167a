-- The flags that stand as one text are read once, by the grammar they were written in ("gate NAME: words (proof); name: words
-- (proof)"), into core.indicator_flag; those of an approval into the gates that it knew. From here on nothing reads that grammar.

-- The proof is the last parenthesis; what stands in parentheses may hold others. Where they do not close, all from the first one on
-- is proof, but for the gates. Severities that the text did not have are those of the rules at that time.
CREATE FUNCTION core.old_flags(told text) RETURNS TABLE (ordinal integer, "check" text, severity text, words text, proof text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	WITH piece AS (
		SELECT f.n, f.piece, f.piece LIKE 'gate %' AS is_gate, b.is_broken, b.first,
			coalesce(sum(length(regexp_replace(f.piece, '[^(]', '', 'g')) - length(regexp_replace(f.piece, '[^)]', '', 'g')))
				OVER (ORDER BY f.n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS open
		FROM (SELECT regexp_replace(regexp_replace(regexp_replace(told, '\([^()]*\)', '', 'g'), '\([^()]*\)', '', 'g'),
					'\([^()]*\)', '', 'g') ~ '[()]' AS is_broken,
				(SELECT count(*) FROM regexp_split_to_table(split_part(told, '(', 1), '; (?=gate |[a-z0-9_-]+: )')) AS first) b
		CROSS JOIN LATERAL regexp_split_to_table(told, '; (?=gate |[a-z0-9_-]+: )') WITH ORDINALITY AS f (piece, n)
		WHERE told <> ''
	), counted AS (
		-- inside a parenthesis no flag begins, but a gate, which held the figure wherever it stood
		SELECT *, count(*) FILTER (WHERE is_gate OR open = 0) OVER (ORDER BY n) AS place FROM piece
		WHERE NOT is_broken OR n <= first OR is_gate
	), part AS (
		SELECT place AS n, bool_or(is_gate) AS is_gate, is_broken, first,
			regexp_replace(string_agg(piece, '; ' ORDER BY n), '^gate ', '') AS part
		FROM counted GROUP BY place, is_broken, first
	), named AS (
		SELECT *, CASE WHEN part LIKE '%: %' THEN split_part(part, ': ', 1) ELSE '' END AS name,
			CASE WHEN part LIKE '%: %' THEN substr(part, strpos(part, ': ') + 2) ELSE part END AS rest
		FROM part
	)
	SELECT (row_number() OVER (ORDER BY n))::integer, name, CASE WHEN is_gate THEN 'gate'
			WHEN name = 'definition_changed' OR name LIKE 'assumed\_paid\_%' THEN 'info' ELSE 'flag' END,
		coalesce(CASE WHEN is_broken THEN rtrim(split_part(rest, '(', 1)) ELSE p.found[1] END, rest),
		coalesce(CASE WHEN is_broken AND n = first THEN regexp_replace(substr(told, strpos(told, '(') + 1), '[)]$', '')
			WHEN is_broken THEN regexp_replace(substr(rest, strpos(rest || '(', '(') + 1), '[)]$', '') ELSE p.found[2] END, '')
	FROM named
	CROSS JOIN LATERAL (SELECT regexp_match(rest, '^(.*?) *\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)$') AS found) p
$$;

INSERT INTO core.indicator_flag (set, indicator, agency, period, ordinal, "check", severity, words, proof, run_from, run_to)
SELECT i.set, i.indicator, i.agency, i.period, f.ordinal, f."check", f.severity, f.words, f.proof, i.run_from, i.run_to
FROM core.indicator i CROSS JOIN LATERAL core.old_flags(i.flags) f;

-- An approval is of a figure with the gates that its person saw: what holds a figure is approved only with a reason in words.
CREATE FUNCTION core.old_gates(told text) RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT coalesce(array_agg(f."check" ORDER BY f.ordinal), '{}') FROM core.old_flags(told) f WHERE f.severity = 'gate'
$$;
ALTER TABLE audit.approval ADD COLUMN gates text[] COLLATE "C";
-- rewritten, not updated: the book of decisions takes no UPDATE
ALTER TABLE audit.approval ALTER COLUMN gates TYPE text[] COLLATE "C" USING core.old_gates(flags);
ALTER TABLE audit.approval ALTER COLUMN gates SET DEFAULT '{}', ALTER COLUMN gates SET NOT NULL;
DO $$
DECLARE
	law text;
BEGIN
	FOR law IN SELECT conname FROM pg_catalog.pg_constraint
		WHERE conrelid = 'audit.approval'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%gate %' LOOP
		EXECUTE format('ALTER TABLE audit.approval DROP CONSTRAINT %I', law);
	END LOOP;
	IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_approver') THEN
		GRANT INSERT (gates) ON audit.approval TO chiso_approver;
	END IF;
END
$$;
ALTER TABLE audit.approval ADD CONSTRAINT approval_reason
	CHECK (btrim(note) <> '' OR (decision = 'approve' AND gates = '{}'));
COMMENT ON COLUMN audit.approval.gates IS 'Các quy tắc tạm giữ mà người duyệt đã xem; khác đi thì việc duyệt không còn hiệu lực';
COMMENT ON COLUMN audit.approval.flags IS 'Cảnh báo như người duyệt đã thấy';

DROP FUNCTION core.old_gates(text);
DROP FUNCTION core.old_flags(text);
DROP INDEX IF EXISTS core.indicator_gate;
