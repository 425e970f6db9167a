-- A night takes as long as what changed, however long the history is.

-- The server's own statistics come when it finds time: until then views over new rows take ten times as long. Only a table's owner may ask
-- for them, and PostgreSQL tells anybody else by a warning alone; the night, which owns nothing, asks through this.
CREATE FUNCTION core.gather_statistics(VARIADIC tables text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	of_ours text;
BEGIN
	FOREACH of_ours IN ARRAY tables LOOP
		IF split_part(of_ours, '.', 1) NOT IN ('core', 'audit') OR to_regclass(of_ours) IS NULL THEN
			RAISE EXCEPTION 'found table %, expected one of core or audit', of_ours USING ERRCODE = 'undefined_table';
		END IF;
		EXECUTE format('ANALYZE %s', of_ours::regclass);
	END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION core.gather_statistics(text[]) FROM PUBLIC;

-- What an agency's figures of a period were before.
CREATE INDEX indicator_published_report ON core.indicator_published (set, agency, period);

-- Of a figure that no gate, decision or embargo ever touched, what ended says for good what it says (core.indicator_masked): only the
-- version that begins and the one that ends are asked for. The marks of core.published_due get one more:
--   version  a figure that got a version, or one of whose versions ended
ALTER TABLE core.published_due DROP CONSTRAINT published_due_what_check;
ALTER TABLE core.published_due ADD CHECK (what IN ('turn', 'key', 'version', 'beside', 'targets', 'all'));

-- As in 94-published.sql; a figure or a flag that begins, and one of which nothing but its end changed, marks a version.
CREATE OR REPLACE FUNCTION core.mark_published() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	of_figures boolean := TG_ARGV[0] = 'flag' OR TG_RELID = 'core.indicator'::regclass;
	mark text := 'key';
BEGIN
	IF TG_OP = 'TRUNCATE' THEN
		INSERT INTO core.published_due (what) VALUES ('all') ON CONFLICT DO NOTHING;
	ELSIF TG_ARGV[0] = 'label' AND TG_OP = 'UPDATE' THEN
		IF NOT EXISTS (SELECT FROM was WHERE kind IN ('unit', 'measure', 'denominator')) THEN
			RETURN NULL;
		END IF;
		INSERT INTO core.published_due (what) VALUES ('all') ON CONFLICT DO NOTHING;
	ELSIF TG_ARGV[0] = 'label' THEN
		IF NOT EXISTS (SELECT FROM changed WHERE kind IN ('unit', 'measure', 'denominator')) THEN
			RETURN NULL;
		END IF;
		INSERT INTO core.published_due (what) VALUES ('all') ON CONFLICT DO NOTHING;
	ELSIF TG_ARGV[0] = 'targets' THEN
		INSERT INTO core.published_due (what) VALUES ('targets') ON CONFLICT DO NOTHING;
	ELSIF TG_OP = 'UPDATE' THEN
		IF of_figures AND NOT EXISTS (SELECT to_jsonb(c) - 'run_to' FROM changed c EXCEPT SELECT to_jsonb(w) - 'run_to' FROM was w) THEN
			mark := 'version';
		END IF;
		INSERT INTO core.published_due (what, set, indicator, agency, period)
		SELECT CASE WHEN TG_ARGV[0] = 'flag' AND to_jsonb(w) ->> 'severity' = 'gate' THEN 'beside' ELSE mark END, w.set, w.indicator, w.agency, w.period FROM was w
		UNION SELECT CASE WHEN TG_ARGV[0] = 'flag' AND to_jsonb(c) ->> 'severity' = 'gate' THEN 'beside' ELSE mark END, c.set, c.indicator, c.agency, c.period FROM changed c
		ON CONFLICT DO NOTHING;
	ELSE
		IF of_figures AND TG_OP = 'INSERT' THEN
			mark := 'version';
		END IF;
		INSERT INTO core.published_due (what, set, indicator, agency, period)
		SELECT DISTINCT CASE WHEN TG_ARGV[0] = 'flag' AND to_jsonb(c) ->> 'severity' = 'gate' THEN 'beside' ELSE mark END, c.set, c.indicator, c.agency, c.period FROM changed c
		ON CONFLICT DO NOTHING;
		-- a flag of a version that is published already
		IF TG_ARGV[0] = 'flag' AND mark = 'version' THEN
			INSERT INTO core.published_due (what, set, indicator, agency, period)
			SELECT DISTINCT 'key', p.set, p.indicator, p.agency, p.period FROM changed c
			JOIN core.indicator_published p USING (set, indicator, agency, period, run_from) WHERE p.run_to IS NOT DISTINCT FROM c.run_to
			ON CONFLICT DO NOTHING;
		END IF;
	END IF;
	INSERT INTO core.published_due (what) VALUES ('turn') ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;

-- As in 94-published.sql; of a version the words of what stands.
CREATE OR REPLACE FUNCTION core.tell_new(of_transaction xid8) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO core.told (kind, text, vi, en)
	SELECT n.kind, n.text, core.tell(n.kind, n.text, 'vi'), core.tell(n.kind, n.text, 'en')
	FROM (
		SELECT DISTINCT t.kind COLLATE "C" AS kind, t.text COLLATE "C" AS text
		FROM (
			SELECT i.* FROM core.indicator i WHERE of_transaction IS NULL
			UNION ALL
			SELECT i.* FROM core.published_due d CROSS JOIN LATERAL (SELECT * FROM core.indicator o WHERE o.set = d.set
				AND o.indicator = d.indicator AND o.agency = d.agency AND o.period = d.period
				AND (d.what <> 'version' OR o.run_to IS NULL) OFFSET 0) i
			WHERE d.by_transaction = of_transaction AND d.what IN ('key', 'version', 'beside')
		) i CROSS JOIN LATERAL (VALUES ('basis', i.basis), ('unit', i.unit), ('status', i.status),
			('status', i.national_status), ('due_status', i.due_status), ('due_status', i.national_due_status), ('reason', i.reason),
			('rules', i.rules)) t (kind, text)
		WHERE t.text <> ''
		UNION
		SELECT 'state' COLLATE "C", s.state COLLATE "C" FROM (VALUES ('held'), ('provisional'), ('approved')) s (state)
		UNION
		-- of a held figure: its gate's words without their proof
		SELECT 'reason' COLLATE "C", ('tạm giữ: ' || btrim(split_part(f.words, '(', 1))) COLLATE "C" FROM core.indicator_flag f
		WHERE f.severity = 'gate' AND (of_transaction IS NULL OR f.run_to IS NULL)
		UNION
		SELECT 'flag' COLLATE "C", (f."check" || ': ' || f.words) COLLATE "C" FROM (
			SELECT f.* FROM core.indicator_flag f WHERE of_transaction IS NULL
			UNION ALL
			SELECT f.* FROM core.published_due d CROSS JOIN LATERAL (SELECT * FROM core.indicator_flag o WHERE o.set = d.set
				AND o.indicator = d.indicator AND o.agency = d.agency AND o.period = d.period
				AND (d.what <> 'version' OR o.run_to IS NULL) OFFSET 0) f
			WHERE d.by_transaction = of_transaction AND d.what IN ('key', 'version', 'beside')
		) f
	) n
	WHERE NOT EXISTS (SELECT FROM core.told o WHERE o.kind = n.kind AND md5(o.text) = md5(n.text));
END
$$;

-- As in 94-published.sql, and versions.
CREATE OR REPLACE FUNCTION core.publish_due() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	mine xid8 := pg_current_xact_id();
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		RAISE EXCEPTION 'found transaction isolation %, expected read committed: what is published would miss what others commit',
			current_setting('transaction_isolation') USING ERRCODE = 'serialization_failure';
	END IF;
	PERFORM pg_advisory_xact_lock(1128813907, 94);
	IF EXISTS (SELECT FROM core.published_due WHERE by_transaction = mine AND what = 'all') THEN
		PERFORM core.publish_all();
		DELETE FROM core.published_due WHERE by_transaction = mine;
		RETURN NULL;
	END IF;
	IF EXISTS (SELECT FROM core.published_due WHERE by_transaction = mine AND what = 'targets') THEN
		WITH now_rows AS (
			SELECT DISTINCT set, indicator, agency FROM core.target_due WHERE kind IN ('count_per_year', 'remainder')
		), gone AS (
			DELETE FROM core.published_so_far p WHERE NOT EXISTS (SELECT FROM now_rows n
				WHERE n.set = p.set AND n.indicator = p.indicator AND n.agency = p.agency)
			RETURNING p.set, p.indicator, p.agency
		), come AS (
			INSERT INTO core.published_so_far SELECT * FROM now_rows ON CONFLICT DO NOTHING RETURNING set, indicator, agency
		)
		INSERT INTO core.published_due (what, set, indicator, agency, period)
		SELECT DISTINCT 'key', i.set, i.indicator, i.agency, i.period
		FROM (SELECT * FROM gone UNION ALL SELECT * FROM come) c JOIN core.indicator i USING (set, indicator, agency)
		ON CONFLICT DO NOTHING;
	END IF;
	-- a version that ended may say something else once what follows it is held or approved; nor is it told apart from another of its runs
	INSERT INTO core.published_due (what, set, indicator, agency, period)
	SELECT 'key', d.set, d.indicator, d.agency, d.period FROM core.published_due d
	WHERE d.by_transaction = mine AND d.what = 'version' AND (
		EXISTS (SELECT FROM core.indicator_flag f WHERE f.severity = 'gate' AND f.indicator = d.indicator AND f.agency = d.agency
			AND f.period = d.period AND f.set = d.set)
		OR EXISTS (SELECT FROM audit.approval a WHERE a.set = d.set AND a.indicator = d.indicator AND a.agency = d.agency AND a.period = d.period)
		OR EXISTS (SELECT FROM core.embargo e WHERE e.set = split_part(d.set, '@', 1) AND e.period = d.period)
		OR EXISTS (SELECT FROM core.indicator_published p WHERE p.set = d.set AND p.indicator = d.indicator AND p.agency = d.agency
			AND p.period = d.period AND p.state = 'held')
		OR EXISTS (SELECT FROM core.indicator i WHERE i.set = d.set AND i.indicator = d.indicator AND i.agency = d.agency
			AND i.period = d.period GROUP BY i.run_from HAVING count(*) > 1))
	ON CONFLICT DO NOTHING;
	-- what a gate holds or held is quoted beside it, in its year and the one after: every figure of the agency there
	INSERT INTO core.published_due (what, set, indicator, agency, period)
	SELECT DISTINCT 'key', i.set, i.indicator, i.agency, i.period
	FROM (
		SELECT DISTINCT d.agency, y.year FROM core.published_due d
		CROSS JOIN LATERAL (VALUES (left(d.period, 4)), (CASE WHEN d.period ~ '^[0-9]{4}' THEN to_char(left(d.period, 4)::integer + 1, 'FM0000') END)) y (year)
		WHERE d.by_transaction = mine AND (d.what = 'beside' OR d.what = 'key' AND EXISTS (SELECT FROM core.indicator_flag f
			WHERE f.severity = 'gate' AND f.indicator = d.indicator AND f.agency = d.agency AND f.period = d.period AND f.set = d.set))
	) g JOIN core.indicator i ON i.agency = g.agency AND left(i.period, 4) = g.year
	ON CONFLICT DO NOTHING;
	PERFORM core.tell_new(mine);
	DELETE FROM core.published_due d WHERE d.by_transaction = mine AND d.what = 'version' AND EXISTS (SELECT FROM core.published_due k
		WHERE k.by_transaction = mine AND k.what IN ('key', 'beside') AND k.set = d.set AND k.indicator = d.indicator AND k.agency = d.agency AND k.period = d.period);
	DELETE FROM core.indicator_published p USING core.published_due d
	WHERE d.by_transaction = mine AND d.what IN ('key', 'beside')
		AND p.set = d.set AND p.indicator = d.indicator AND p.agency = d.agency AND p.period = d.period;
	DELETE FROM core.indicator_published p USING core.published_due d
	WHERE d.by_transaction = mine AND d.what = 'version'
		AND p.set = d.set AND p.indicator = d.indicator AND p.agency = d.agency AND p.period = d.period
		AND (p.run_to IS NULL OR NOT EXISTS (SELECT FROM core.indicator i WHERE i.set = p.set AND i.indicator = p.indicator AND i.agency = p.agency
			AND i.period = p.period AND i.run_from = p.run_from AND i.run_to = p.run_to));
	INSERT INTO core.indicator_published
	SELECT m.* FROM (SELECT DISTINCT set, indicator, agency, period FROM core.published_due
			WHERE by_transaction = mine AND what IN ('key', 'beside')) d
	CROSS JOIN LATERAL (SELECT * FROM core.indicator_masked i WHERE i.set = d.set AND i.indicator = d.indicator AND i.agency = d.agency
		AND i.period = d.period OFFSET 0) m
	ORDER BY m.set, m.indicator, m.agency, m.period, m.run_from;
	INSERT INTO core.indicator_published
	SELECT m.* FROM (
		SELECT i.set, i.indicator, i.agency, i.period, i.run_from, i.run_to FROM core.published_due d
		CROSS JOIN LATERAL (SELECT o.set, o.indicator, o.agency, o.period, o.run_from, o.run_to FROM core.indicator o WHERE o.set = d.set
			AND o.indicator = d.indicator AND o.agency = d.agency AND o.period = d.period OFFSET 0) i
		WHERE d.by_transaction = mine AND d.what = 'version' AND NOT EXISTS (SELECT FROM core.indicator_published p
			WHERE p.set = i.set AND p.indicator = i.indicator AND p.agency = i.agency AND p.period = i.period
				AND p.run_from = i.run_from AND p.run_to IS NOT DISTINCT FROM i.run_to)
		OFFSET 0
	) d
	CROSS JOIN LATERAL (SELECT * FROM core.indicator_masked i WHERE i.set = d.set AND i.indicator = d.indicator AND i.agency = d.agency
		AND i.period = d.period AND i.run_from = d.run_from AND i.run_to IS NOT DISTINCT FROM d.run_to OFFSET 0) m
	ORDER BY m.set, m.indicator, m.agency, m.period, m.run_from;
	DELETE FROM core.published_due WHERE by_transaction = mine;
	RETURN NULL;
END
$$;

-- The figures whose published rows changed since a turn was last noted: a row a statement that changed them, so that none waits for
-- another; a figure may stand here many times.
CREATE TABLE core.share_due (
	set text COLLATE "C" NOT NULL,
	indicator text COLLATE "C" NOT NULL,
	agency text COLLATE "C" NOT NULL,
	period text COLLATE "C" NOT NULL
);
COMMENT ON TABLE core.share_due IS 'Những chỉ số có dòng công bố đã đổi từ lượt chia sẻ trước';

CREATE FUNCTION core.mark_shared() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO core.share_due SELECT DISTINCT set, indicator, agency, period FROM changed;
	RETURN NULL;
END
$$;
CREATE TRIGGER shared_insert AFTER INSERT ON core.indicator_published REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION core.mark_shared();
CREATE TRIGGER shared_delete AFTER DELETE ON core.indicator_published REFERENCING OLD TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION core.mark_shared();

-- Views whose rows are those of figures, a function of core.indicator_published (95-tap-chia-se.sql): of them only the figures that changed
-- are compared, as long as the view is the one that was noted last.
ALTER TABLE core.share_set ADD COLUMN of_figures boolean NOT NULL DEFAULT false;
CREATE TABLE core.share_noted (
	view text COLLATE "C" PRIMARY KEY,
	definition text NOT NULL
);
COMMENT ON TABLE core.share_noted IS 'Định nghĩa của từng tập chia sẻ tại lượt ghi gần nhất';

REVOKE EXECUTE ON FUNCTION core.mark_shared() FROM PUBLIC;
