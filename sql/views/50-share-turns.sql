-- The turns in which share changes (99-share-rows.sql, 996-pace.sql): what is noted, asked for and delivered.

-- The rows of a view with their keys, from what stands in its place, an alias v.
CREATE OR REPLACE FUNCTION core.share_rows(of_view text, place text) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT format('SELECT jsonb_build_array(%s%s)::text COLLATE "C" AS _khoa, v.* FROM %s v',
		(SELECT string_agg(format('v.%I', k.name), ', ' ORDER BY k.place) FROM unnest(s.key) WITH ORDINALITY k (name, place)),
		CASE WHEN s.repeats THEN format(', row_number() OVER (PARTITION BY %s ORDER BY v::text COLLATE "C")',
			(SELECT string_agg(format('v.%I', k.name), ', ' ORDER BY k.place) FROM unnest(s.key) WITH ORDINALITY k (name, place))) END,
		place)
	FROM core.share_set s WHERE s.view = of_view
$$;
CREATE OR REPLACE FUNCTION core.share_statement(of_view text) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT core.share_rows(of_view, format('share.%I', of_view))
$$;

-- Compares every view with what was noted of it; what is new, other or gone gets the number of a new turn. One at a time: turns are
-- numbered in the order in which they are committed. Of what is a row a figure, those that changed are compared. NULL: nothing changed.
CREATE OR REPLACE FUNCTION core.note_share() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO, YMD' SET extra_float_digits = 1 AS $$
DECLARE
	this_turn bigint;
	of_set record;
	due text[]; -- figures, as a key begins
	n_written bigint := 0;
	n_gone bigint := 0;
	wrote bigint;
	removed bigint;
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		RAISE EXCEPTION 'found transaction isolation %, expected read committed: a turn would miss what others commit',
			current_setting('transaction_isolation') USING ERRCODE = 'serialization_failure';
	END IF;
	PERFORM pg_advisory_xact_lock(1128813907, 99);
	SELECT coalesce(max(turn), 0) + 1 INTO this_turn FROM core.share_turn;
	-- what is committed from here on stays for the next turn, whether this one has seen it or not
	WITH taken AS (DELETE FROM core.share_due RETURNING set, indicator, agency, period)
	SELECT coalesce(array_agg(DISTINCT rtrim(jsonb_build_array(set, indicator, agency, period)::text, ']') COLLATE "C"), '{}') INTO due FROM taken;
	FOR of_set IN
		SELECT s.view, d.definition, s.of_figures AND EXISTS (SELECT FROM core.share_noted n WHERE n.view = s.view AND n.definition = d.definition) AS is_part,
			core.share_rows(s.view, CASE WHEN s.of_figures THEN format('(SELECT w.* FROM unnest($3) u (figure)
				CROSS JOIN LATERAL (SELECT (u.figure || '']'')::jsonb AS figure OFFSET 0) f
				CROSS JOIN LATERAL (SELECT * FROM share.%I o WHERE o.bo_chi_so = f.figure ->> 0 AND o.chi_so = f.figure ->> 1 AND o.co_quan = f.figure ->> 2
					AND o.ky = f.figure ->> 3 OFFSET 0) w)', s.view) END) AS part, core.share_statement(s.view) AS whole
		FROM core.share_set s CROSS JOIN LATERAL (SELECT pg_get_viewdef(to_regclass(format('share.%I', s.view)))) d (definition)
		ORDER BY s.view
	LOOP
		EXECUTE format($q$
			WITH standing AS MATERIALIZED (
				SELECT r._khoa AS key, sha256(convert_to(r::text, 'UTF8')) AS hash FROM (%s) r
			), wrote AS (
				INSERT INTO core.share_row AS o (view, key, hash, turn)
				SELECT $2, n.key, n.hash, $1 FROM standing n LEFT JOIN core.share_row p ON p.view = $2 AND p.key = n.key
				WHERE p.hash IS DISTINCT FROM n.hash
				ON CONFLICT (view, key) DO UPDATE SET hash = excluded.hash, turn = excluded.turn
				RETURNING 1
			), gone AS (
				UPDATE core.share_row p SET hash = NULL, turn = $1
				FROM ( -- EXCEPT compares once, whatever the server knows of the table: never each row with all
					SELECT o.key FROM (%s) d JOIN core.share_row o ON o.view = $2 AND o.hash IS NOT NULL AND o.key >= d.low AND o.key < d.high
					EXCEPT SELECT n.key FROM standing n
				) g
				WHERE p.view = $2 AND p.key = g.key
				RETURNING 1
			)
			SELECT (SELECT count(*) FROM wrote), (SELECT count(*) FROM gone)
			$q$, CASE WHEN of_set.is_part THEN of_set.part ELSE of_set.whole END,
			-- behind a figure stands the rest of its key, or the key's end
			CASE WHEN of_set.is_part THEN $q$SELECT u.figure || ',' COLLATE "C" AS low, u.figure || '^' COLLATE "C" AS high FROM unnest($3) u (figure)$q$
				ELSE $q$SELECT '[' COLLATE "C" AS low, '^' COLLATE "C" AS high WHERE $3 IS NOT NULL$q$ END)
			INTO wrote, removed USING this_turn, of_set.view, due;
		n_written := n_written + wrote;
		n_gone := n_gone + removed;
		INSERT INTO core.share_noted VALUES (of_set.view, of_set.definition)
		ON CONFLICT (view) DO UPDATE SET definition = excluded.definition WHERE core.share_noted.definition <> excluded.definition;
	END LOOP;
	-- a view that is no longer shared
	UPDATE core.share_row p SET hash = NULL, turn = this_turn
	WHERE p.hash IS NOT NULL AND NOT EXISTS (SELECT FROM core.share_set s WHERE s.view = p.view);
	GET DIAGNOSTICS removed = ROW_COUNT;
	n_gone := n_gone + removed;
	IF n_written + n_gone = 0 THEN
		RETURN NULL;
	END IF;
	-- so many that who asks for what changed would be answered by what the server thought before
	IF n_written >= 1000 THEN
		PERFORM core.gather_statistics('core.share_row');
	END IF;
	INSERT INTO core.share_turn (turn, version, written, gone)
	SELECT this_turn, p.phien_ban, n_written, n_gone FROM share.phien_ban p WHERE p.hien_hanh;
	RETURN this_turn;
END
$$;
REVOKE EXECUTE ON FUNCTION core.note_share(), core.share_statement(text), core.share_rows(text, text) FROM PUBLIC;
