-- core.indicator_published becomes a table: what readers may see of every figure, kept in the transaction of the figures, their
-- flags, the decisions about them and the targets. The rule is the view core.indicator_masked (views/20), which alone says what is
-- kept; whatever changes one of the four tables, a program, psql or a person, marks what it touched (core.published_due), and before
-- it commits those figures are asked for anew. A reader sees figures and what is kept of them change in one moment.
--
-- The columns of share get types (numbers, dates), so that its views are made anew; who was granted what on them is granted again
-- (share/99-quyen.sql). A view of somebody else that stands on one of ours is in the way: it is named, and stays.
CREATE TABLE core.share_right (
	view text COLLATE "C" NOT NULL,
	grantee text COLLATE "C" NOT NULL, -- '' is PUBLIC
	privilege text COLLATE "C" NOT NULL,
	is_grantable boolean NOT NULL
);
INSERT INTO core.share_right
SELECT c.relname, CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee) END, a.privilege_type, a.is_grantable
FROM pg_catalog.pg_class c CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) a
WHERE c.relnamespace = 'share'::pg_catalog.regnamespace AND c.relkind = 'v' AND a.grantee <> c.relowner;
COMMENT ON TABLE core.share_right IS 'Quyền trên các khung nhìn share, giữ lại trong lúc dựng lại chúng';

-- one by one: what is in the way is told with the view that it stands on
DO $$
DECLARE
	view text;
BEGIN
	FOREACH view IN ARRAY ARRAY['chi_so', 'chi_so_lich_su', 'chi_so_theo_co_quan_nay', 'phu_luc_i', 'tam_giu', 'den_han', 'bien_so',
			'danh_muc', 'ho_so_thong_ke', 'he_thong_thong_ke', 'tinh_hinh_nap', 'don_vi_hanh_chinh', 'phan_cong', 'van_ban', 'nguon'] LOOP
		EXECUTE pg_catalog.format('DROP VIEW IF EXISTS share.%I', view);
	END LOOP;
END
$$;
DROP VIEW IF EXISTS core.indicator_published;

CREATE TABLE core.indicator_published (
	set text COLLATE "C" NOT NULL,
	indicator text COLLATE "C" NOT NULL,
	agency text COLLATE "C" NOT NULL,
	period text COLLATE "C" NOT NULL,
	basis text COLLATE "C",
	numerator text COLLATE "C",
	denominator text COLLATE "C",
	value text COLLATE "C",
	shown text COLLATE "C",
	unit text COLLATE "C",
	score text COLLATE "C",
	score_max text COLLATE "C",
	target text COLLATE "C",
	status text COLLATE "C",
	national_target text COLLATE "C",
	national_status text COLLATE "C",
	flags text COLLATE "C",
	reason text COLLATE "C",
	rules text COLLATE "C",
	run_from bigint NOT NULL,
	run_to bigint,
	due_status text COLLATE "C",
	national_due_status text COLLATE "C",
	due text COLLATE "C",
	national_due text COLLATE "C",
	state text COLLATE "C" NOT NULL,
	decision text COLLATE "C",
	approved_on date,
	is_status_held boolean,
	is_proof_held boolean,
	numerator_number numeric,
	denominator_number numeric,
	value_number numeric,
	score_number numeric,
	score_max_number numeric,
	due_on date,
	national_due_on date,
	value_fraction text COLLATE "C",
	score_fraction text COLLATE "C",
	-- in words of the reader: core.reader_word
	basis_vi text,
	unit_vi text,
	status_vi text,
	national_status_vi text,
	due_status_vi text,
	national_due_status_vi text,
	state_vi text,
	flags_vi text,
	flags_en text,
	reason_vi text,
	reason_en text,
	rules_vi text,
	rules_en text
);
-- in the order in which share shows them
CREATE INDEX indicator_published_key ON core.indicator_published (set, indicator, agency, period, run_from);
CREATE INDEX indicator_published_now ON core.indicator_published (set, indicator, agency, period) WHERE run_to IS NULL;
CREATE INDEX indicator_published_figure ON core.indicator_published (indicator, agency, period) WHERE run_to IS NULL;
CREATE INDEX indicator_published_held ON core.indicator_published (set, indicator, agency, period) WHERE run_to IS NULL AND state = 'held';
-- what lies beside a figure: core.publish_due
CREATE INDEX indicator_beside ON core.indicator (agency, left(period, 4));

-- What the transactions under way have touched; nothing stands here when they have ended.
--   turn     once a transaction: what makes it happen before COMMIT
--   key      a figure; beside: what lies beside it too, a gate holds it or held it; targets: the list of targets; all: everything
CREATE TABLE core.published_due (
	by_transaction xid8 NOT NULL DEFAULT pg_catalog.pg_current_xact_id(),
	what text COLLATE "C" NOT NULL CHECK (what IN ('turn', 'key', 'beside', 'targets', 'all')),
	set text COLLATE "C" NOT NULL DEFAULT '',
	indicator text COLLATE "C" NOT NULL DEFAULT '',
	agency text COLLATE "C" NOT NULL DEFAULT '',
	period text COLLATE "C" NOT NULL DEFAULT '',
	PRIMARY KEY (by_transaction, what, set, indicator, agency, period)
);
COMMENT ON TABLE core.published_due IS 'Những chỉ số mà giao dịch đang chạy đã chạm tới, để công bố lại trước khi kết thúc giao dịch';

-- The figures that are counted over the year so far, as they were when what is published was asked for last.
CREATE TABLE core.published_so_far (
	set text COLLATE "C" NOT NULL,
	indicator text COLLATE "C" NOT NULL,
	agency text COLLATE "C" NOT NULL,
	PRIMARY KEY (set, indicator, agency)
);
COMMENT ON TABLE core.published_so_far IS 'Những chỉ số tính từ đầu năm, tại lần công bố gần nhất';

-- A number as it is kept: a decimal or n/d. NULL for what is none.
CREATE FUNCTION core.exact_number(told text) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN told ~ '^-?[0-9]+([.][0-9]+)?$' THEN told::numeric
		WHEN told ~ '^-?[0-9]+/[0-9]+$' THEN split_part(told, '/', 1)::numeric / nullif(split_part(told, '/', 2)::numeric, 0) END
$$;
-- What no decimal writes, as a reader is shown it: with a sign that no spreadsheet takes for a date's. NULL for what is none.
CREATE FUNCTION core.exact_fraction(told text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN told ~ '^-?[0-9]+/[0-9]+$' THEN replace(told, '/', '⁄') END
$$;
-- A day as it is kept: YYYY-MM-DD. NULL for what is none.
CREATE FUNCTION core.exact_day(told text) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN told ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' THEN told::date END
$$;

-- core.mark_published, core.tell_new and core.publish_due are those of 996-pace.sql today.
-- The mark of a statement. Its argument: what a row of the table marks, for a flag depending on whether it is a gate; a name that words
-- are told with (core.tell) marks all.
CREATE FUNCTION core.mark_published() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
	ELSIF TG_ARGV[0] = 'flag' AND TG_OP = 'UPDATE' THEN
		INSERT INTO core.published_due (what, set, indicator, agency, period)
		SELECT CASE WHEN severity = 'gate' THEN 'beside' ELSE 'key' END, set, indicator, agency, period FROM was
		UNION SELECT CASE WHEN severity = 'gate' THEN 'beside' ELSE 'key' END, set, indicator, agency, period FROM changed
		ON CONFLICT DO NOTHING;
	ELSIF TG_ARGV[0] = 'flag' THEN
		INSERT INTO core.published_due (what, set, indicator, agency, period)
		SELECT DISTINCT CASE WHEN severity = 'gate' THEN 'beside' ELSE 'key' END, set, indicator, agency, period FROM changed
		ON CONFLICT DO NOTHING;
	ELSIF TG_OP = 'UPDATE' THEN
		INSERT INTO core.published_due (what, set, indicator, agency, period)
		SELECT 'key', set, indicator, agency, period FROM was UNION SELECT 'key', set, indicator, agency, period FROM changed
		ON CONFLICT DO NOTHING;
	ELSE
		INSERT INTO core.published_due (what, set, indicator, agency, period)
		SELECT DISTINCT 'key', set, indicator, agency, period FROM changed
		ON CONFLICT DO NOTHING;
	END IF;
	INSERT INTO core.published_due (what) VALUES ('turn') ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;

DO $$
DECLARE
	made record;
BEGIN
	FOR made IN SELECT * FROM (VALUES ('core.indicator', 'key'), ('core.indicator_flag', 'flag'), ('audit.approval', 'key'),
			('core.target_due', 'targets'), ('core.label', 'label')) t (of_table, what) LOOP
		EXECUTE pg_catalog.format('CREATE TRIGGER published_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS changed
			FOR EACH STATEMENT EXECUTE FUNCTION core.mark_published(%L)', made.of_table, made.what);
		EXECUTE pg_catalog.format('CREATE TRIGGER published_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS was NEW TABLE AS changed
			FOR EACH STATEMENT EXECUTE FUNCTION core.mark_published(%L)', made.of_table, made.what);
		EXECUTE pg_catalog.format('CREATE TRIGGER published_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS changed
			FOR EACH STATEMENT EXECUTE FUNCTION core.mark_published(%L)', made.of_table, made.what);
		EXECUTE pg_catalog.format('CREATE TRIGGER published_truncate AFTER TRUNCATE ON %s
			FOR EACH STATEMENT EXECUTE FUNCTION core.mark_published(%L)', made.of_table, made.what);
	END LOOP;
END
$$;

-- The words that a reader meets in the place of ours, as the catalogue has them (reader_words.csv, laid down by chiso-load migrate): what
-- fits the pattern is told by the text. {1} in it is what the first parenthesis of the pattern found, {1 KIND} the same, told as of
-- that kind.
CREATE TABLE core.reader_word (
	kind text COLLATE "C" NOT NULL,
	place integer NOT NULL, -- the first that fits is taken
	pattern text COLLATE "C" NOT NULL, -- of the whole text
	text_vi text NOT NULL,
	text_en text NOT NULL,
	PRIMARY KEY (kind, place)
);
COMMENT ON TABLE core.reader_word IS 'Lời cho người đọc thay cho mã và câu của chương trình, lấy từ danh mục (reader_words.csv)';

-- What was told before: many figures say the same.
CREATE TABLE core.told (
	kind text COLLATE "C" NOT NULL,
	text text COLLATE "C" NOT NULL,
	vi text NOT NULL,
	en text NOT NULL
);
CREATE UNIQUE INDEX told_key ON core.told (kind, md5(text));
COMMENT ON TABLE core.told IS 'Những câu đã chuyển thành lời cho người đọc';

-- A text in the words of the reader, who may ask by a view and has no way to the words themselves. What no row fits is what the catalogue calls it (core.label), else itself. language: vi, en
CREATE FUNCTION core.tell(of_kind text, told text, language text, depth integer DEFAULT 0) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	word record;
	found text[];
	hole text[];
	part text;
	answer text := '';
	rest text;
BEGIN
	IF told IS NULL OR told = '' OR depth > 40 THEN
		RETURN told;
	END IF;
	FOR word IN SELECT r.pattern, CASE language WHEN 'en' THEN r.text_en ELSE r.text_vi END AS said
			FROM core.reader_word r WHERE r.kind = of_kind ORDER BY r.place LOOP
		found := regexp_match(told, '^(?:' || word.pattern || ')$');
		CONTINUE WHEN found IS NULL;
		rest := word.said;
		LOOP
			hole := regexp_match(rest, '^([^{]*)[{]([0-9])( ([a-z_]+))?[}](.*)$');
			IF hole IS NULL THEN
				RETURN answer || rest;
			END IF;
			part := coalesce(found[hole[2]::integer], '');
			IF hole[4] IS NOT NULL THEN
				part := core.tell(hole[4], part, language, depth + 1);
			END IF;
			answer := answer || hole[1] || part;
			rest := hole[5];
		END LOOP;
	END LOOP;
	IF language = 'vi' THEN
		SELECT l.name_vi INTO part FROM core.label l WHERE l.kind = of_kind AND l.code = told;
	END IF;
	RETURN coalesce(part, told);
END
$$;

-- What figures say in words of ours is told once, the rule looks it up: of the figures that a transaction touched (the keys), or with
-- NULL of all.
CREATE FUNCTION core.tell_new(of_transaction xid8) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO core.told (kind, text, vi, en)
	SELECT n.kind, n.text, core.tell(n.kind, n.text, 'vi'), core.tell(n.kind, n.text, 'en')
	FROM (
		SELECT DISTINCT t.kind COLLATE "C" AS kind, t.text COLLATE "C" AS text
		FROM (
			SELECT i.* FROM core.indicator i WHERE of_transaction IS NULL
			UNION ALL
			SELECT i.* FROM core.published_due d CROSS JOIN LATERAL (SELECT * FROM core.indicator o WHERE o.set = d.set
				AND o.indicator = d.indicator AND o.agency = d.agency AND o.period = d.period OFFSET 0) i
			WHERE d.by_transaction = of_transaction AND d.what IN ('key', 'beside')
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
				AND o.indicator = d.indicator AND o.agency = d.agency AND o.period = d.period OFFSET 0) f
			WHERE d.by_transaction = of_transaction AND d.what IN ('key', 'beside')
		) f
	) n
	WHERE NOT EXISTS (SELECT FROM core.told o WHERE o.kind = n.kind AND md5(o.text) = md5(n.text));
END
$$;

-- Asks for every figure anew. OFFSET 0 here and below: figure by figure through the indexes. A table that was filled in this very
-- transaction has no statistics, and a join that is planned without them takes hours.
CREATE FUNCTION core.publish_all() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(1128813907, 94);
	DELETE FROM core.told;
	PERFORM core.tell_new(NULL);
	DELETE FROM core.indicator_published;
	INSERT INTO core.indicator_published
	SELECT m.* FROM (SELECT DISTINCT set, indicator, agency, period FROM core.indicator) d
	CROSS JOIN LATERAL (SELECT * FROM core.indicator_masked i WHERE i.set = d.set AND i.indicator = d.indicator AND i.agency = d.agency
		AND i.period = d.period OFFSET 0) m
	ORDER BY m.set, m.indicator, m.agency, m.period, m.run_from;
	DELETE FROM core.published_so_far;
	INSERT INTO core.published_so_far
	SELECT DISTINCT set, indicator, agency FROM core.target_due WHERE kind IN ('count_per_year', 'remainder');
END
$$;
REVOKE EXECUTE ON FUNCTION core.publish_all(), core.tell_new(xid8) FROM PUBLIC;

-- The words of the catalogue of today. When they are others than they were, all is told anew.
CREATE FUNCTION core.set_words(kinds text[], places text[], patterns text[], texts_vi text[], texts_en text[]) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	differing bigint;
BEGIN
	SELECT count(*) INTO differing FROM (
		SELECT * FROM core.reader_word FULL JOIN unnest(kinds, places::integer[], patterns, texts_vi, texts_en)
			n (kind, place, new_pattern, new_vi, new_en) USING (kind, place)
		WHERE (pattern, text_vi, text_en) IS DISTINCT FROM (new_pattern, new_vi, new_en)) d;
	IF differing > 0 THEN
		DELETE FROM core.reader_word;
		INSERT INTO core.reader_word SELECT * FROM unnest(kinds, places::integer[], patterns, texts_vi, texts_en);
		PERFORM core.publish_all();
	END IF;
	RETURN differing;
END
$$;
REVOKE EXECUTE ON FUNCTION core.set_words(text[], text[], text[], text[], text[]) FROM PUBLIC;

-- Before COMMIT: what the transaction touched is asked for anew. One at a time, each statement with what was committed before it: two
-- sessions that touch one figure, or one beside it, see each other's.
CREATE FUNCTION core.publish_due() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
	DELETE FROM core.indicator_published p USING core.published_due d
	WHERE d.by_transaction = mine AND d.what IN ('key', 'beside')
		AND p.set = d.set AND p.indicator = d.indicator AND p.agency = d.agency AND p.period = d.period;
	INSERT INTO core.indicator_published
	SELECT m.* FROM (SELECT DISTINCT set, indicator, agency, period FROM core.published_due
			WHERE by_transaction = mine AND what IN ('key', 'beside')) d
	CROSS JOIN LATERAL (SELECT * FROM core.indicator_masked i WHERE i.set = d.set AND i.indicator = d.indicator AND i.agency = d.agency
		AND i.period = d.period OFFSET 0) m
	ORDER BY m.set, m.indicator, m.agency, m.period, m.run_from;
	DELETE FROM core.published_due WHERE by_transaction = mine;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER publish_due AFTER INSERT ON core.published_due DEFERRABLE INITIALLY DEFERRED
	FOR EACH ROW WHEN (NEW.what = 'turn') EXECUTE FUNCTION core.publish_due();
