-- Who may what. The night works as a role that loads (chiso_loader) and owns nothing: what it cannot do by a grant it asks of a function
-- of the owner, which takes names and words, looks at each, and finds what it calls in pg_catalog alone. The grants are in
-- views/98-rights.sql. Until here the loader could write every table, and who migrated was who ran the night.

-- Figures are history, whoever holds the right to write them: a row comes without an end, and gets one once. Its owner may do what a
-- migration has to.
CREATE FUNCTION core.figure_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT pg_has_role((SELECT c.relowner FROM pg_class c WHERE c.oid = TG_RELID), 'USAGE') THEN
		RAISE EXCEPTION '%.% is history: found % of a row that has ended, expected a row without run_to, or the end of one',
			TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NEW;
END
$$;
DO $$
DECLARE
	of_table text;
BEGIN
	FOREACH of_table IN ARRAY ARRAY['measure', 'indicator', 'indicator_flag'] LOOP
		EXECUTE pg_catalog.format('CREATE TRIGGER figure_begins BEFORE INSERT ON core.%I FOR EACH ROW WHEN (NEW.run_to IS NOT NULL)
			EXECUTE FUNCTION core.figure_stands()', of_table);
		EXECUTE pg_catalog.format('CREATE TRIGGER figure_ends BEFORE UPDATE ON core.%I FOR EACH ROW
			WHEN (OLD.run_to IS NOT NULL OR NEW.run_to IS NULL OR NEW.run_to < OLD.run_from)
			EXECUTE FUNCTION core.figure_stands()', of_table);
	END LOOP;
END
$$;

-- A decision is of a login that approves, or of the owner's; no function of ours can write one for somebody else: session_user is who
-- logged in, whatever role was taken since and whoever's function runs. Without the role (40-roles.sql) all belongs to one.
CREATE FUNCTION audit.approval_by() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = 'chiso_approver' AND pg_has_role(session_user, r.oid, 'MEMBER'))
		AND NOT pg_has_role(session_user, (SELECT c.relowner FROM pg_class c WHERE c.oid = TG_RELID), 'MEMBER') THEN
		RAISE EXCEPTION 'audit.approval: found a decision by %, expected a login of the role chiso_approver', session_user
			USING ERRCODE = 'insufficient_privilege';
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER approval_by BEFORE INSERT ON audit.approval FOR EACH STATEMENT EXECUTE FUNCTION audit.approval_by();

-- The names that the functions below take: as the catalogue's are (load/ddl.c), and nothing that could be read as more than a name.
CREATE FUNCTION core.need_name(name text, most integer) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF name IS NULL OR name !~ '^[a-z_][a-z0-9_]*$' OR length(name) > most THEN
		RAISE EXCEPTION 'found the name "%", expected at most % of a-z, 0-9 and _', left(name, 80), most
			USING ERRCODE = 'invalid_name';
	END IF;
END
$$;

-- Which of the three relations of a kind (its versions, its current rows, its view) stand, and are what they should be. An error when
-- one is something else: what is in the way stays.
CREATE FUNCTION core.has_kind(name text) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	found text;
BEGIN
	PERFORM core.need_name(name, 40);
	SELECT coalesce(string_agg(c.relkind::text, '' ORDER BY c.relname), '') INTO found
	FROM pg_class c
	WHERE c.relnamespace = 'core'::regnamespace AND c.relname IN (name, name || '_current', name || '_version');
	IF found NOT IN ('', 'vrp') THEN
		RAISE EXCEPTION 'core.% cannot be a kind of records: its name, or that with _current or _version, is taken', name
			USING ERRCODE = 'duplicate_table';
	END IF;
	RETURN found <> '';
END
$$;

-- What who loads and who explains may do with the tables of a kind.
CREATE FUNCTION core.grant_kind(name text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM core.grant_to(format('SELECT, INSERT, UPDATE, DELETE ON core.%I', name || '_current'), 'chiso_loader');
	PERFORM core.grant_to(format('SELECT ON core.%I, core.%I', name || '_version', name), 'chiso_loader');
	PERFORM core.grant_to(format('SELECT ON core.%I, core.%I', name || '_version', name || '_current'), 'chiso_explainer', 'chiso_approver');
END
$$;

-- The view shows the columns of the versions in their physical order, so that it only ever grows at its end.
CREATE FUNCTION core.show_kind(name text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	EXECUTE format('CREATE OR REPLACE VIEW core.%I AS SELECT %s FROM core.%I c JOIN core.%I v ON v.load_id = c.load_id AND v.record = c.record',
		name, (SELECT string_agg(format('v.%I', a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
			WHERE a.attrelid = to_regclass(format('core.%I', name || '_version')) AND a.attnum > 0 AND NOT a.attisdropped),
		name || '_current', name || '_version');
END
$$;

-- core.KIND_current by another key: chosen anew among the versions of the loads that stand; every period of it is marked. Versions
-- that lack a column of the new key leave it: such a record is refused today.
CREATE FUNCTION core.rekey_kind(name text, kind text, columns text[], types text[], keys text[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	standing text[];
	changes text;
	listed text;
	of_version text;
BEGIN
	SELECT array_agg(a.attname::text ORDER BY k.at) INTO standing
	FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY k (n, at)
	JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.n
	WHERE c.conrelid = to_regclass(format('core.%I', name || '_current')) AND c.contype = 'p';
	IF standing IS NULL OR standing = 'feed'::text || keys THEN
		RETURN;
	END IF;
	SELECT string_agg(c.change, ', ') INTO changes FROM (
		SELECT format('DROP COLUMN %I', s) AS change FROM unnest(standing) s WHERE s <> 'feed' AND s <> ALL (keys)
		UNION ALL
		SELECT format('ADD COLUMN IF NOT EXISTS %I %s NOT NULL', k, types[array_position(columns, k)]) FROM unnest(keys) k) c;
	SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.at), string_agg(format('v.%I', k.name), ', ' ORDER BY k.at)
	INTO listed, of_version FROM unnest('feed'::text || keys) WITH ORDINALITY k (name, at);
	EXECUTE format('ALTER TABLE core.%I DROP CONSTRAINT %I', name || '_current', name || '_current_pkey');
	EXECUTE format('TRUNCATE core.%I', name || '_current');
	EXECUTE format('ALTER TABLE core.%I %s', name || '_current', changes);
	EXECUTE format('INSERT INTO core.%1$I (%3$s, sent_at, message, version_hash, load_id, record, periods)
		SELECT DISTINCT ON (%4$s) %4$s, v.sent_at, v.message, v.version_hash, v.load_id, v.record, v.periods
		FROM core.%2$I v JOIN audit.load l USING (load_id)
		WHERE l.state = ''ok'' AND ROW(%4$s) IS NOT NULL
		ORDER BY %4$s, v.sent_at DESC, v.message DESC, v.record DESC, v.version_hash DESC, v.load_id',
		name || '_current', name || '_version', listed, of_version);
	EXECUTE format('ALTER TABLE core.%I ADD CONSTRAINT %I PRIMARY KEY (%s)', name || '_current', name || '_current_pkey', listed);
	EXECUTE format('INSERT INTO audit.mark (feed, period, marked_by)
		SELECT DISTINCT $1, p, 0 FROM core.%I, unnest(string_to_array(periods, '' '')) p WHERE p <> ''''
		ON CONFLICT DO NOTHING', name || '_version') USING kind;
END
$$;

-- The tables of a kind, as the catalogue describes it: core.KIND_version (every version of every record, partitioned by the quarter of
-- acceptance), core.KIND_current (one row a feed and key, which version of it holds) and the view core.KIND. A column that the catalogue
-- gained is added; a key that changed is changed. Of the loads of a version BRIN finds the rows and costs nothing: they are appended in
-- the order of load_id.
CREATE FUNCTION core.make_kind(name text, kind text, columns text[], types text[], keys text[]) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	known CONSTANT text[] := ARRAY['text COLLATE pg_catalog."C"', 'timestamptz', 'date', 'boolean', 'bigint', 'numeric'];
	which text;
	fresh text;
BEGIN
	IF coalesce(cardinality(columns), 0) = 0 OR coalesce(cardinality(keys), 0) = 0 OR cardinality(types) IS DISTINCT FROM cardinality(columns)
		OR NOT types <@ known OR NOT keys <@ columns OR 'feed' = ANY (columns) THEN
		RAISE EXCEPTION 'core.%: found no description of a kind, expected columns with their types, and a key of them', left(name, 80)
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	FOREACH which IN ARRAY columns LOOP
		PERFORM core.need_name(which, 63);
	END LOOP;
	IF NOT core.has_kind(name) THEN
		EXECUTE format('CREATE TABLE core.%I (load_id bigint NOT NULL, record int NOT NULL, line int NOT NULL,
			message text COLLATE pg_catalog."C" NOT NULL, sent_at timestamptz NOT NULL, version_hash bytea NOT NULL,
			periods text COLLATE pg_catalog."C" NOT NULL, accepted_quarter text COLLATE pg_catalog."C" NOT NULL, %s,
			feed text COLLATE pg_catalog."C" NOT NULL) PARTITION BY LIST (accepted_quarter)', name || '_version',
			(SELECT string_agg(format('%I %s', c.name, c.type), ', ' ORDER BY c.at)
				FROM unnest(columns, types) WITH ORDINALITY c (name, type, at)));
		EXECUTE format('CREATE INDEX %I ON core.%I USING brin (load_id) WITH (pages_per_range = 16, autosummarize = ON)',
			name || '_version_load', name || '_version');
		EXECUTE format('CREATE TABLE core.%I (%s, sent_at timestamptz NOT NULL, message text COLLATE pg_catalog."C" NOT NULL,
			version_hash bytea NOT NULL, load_id bigint NOT NULL, record int NOT NULL, periods text COLLATE pg_catalog."C" NOT NULL,
			feed text COLLATE pg_catalog."C" NOT NULL, PRIMARY KEY (feed, %s)) WITH (fillfactor = 90)', name || '_current',
			(SELECT string_agg(format('%I %s NOT NULL', k.name, types[array_position(columns, k.name)]), ', ' ORDER BY k.at)
				FROM unnest(keys) WITH ORDINALITY k (name, at)),
			(SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.at) FROM unnest(keys) WITH ORDINALITY k (name, at)));
		PERFORM core.show_kind(name);
		PERFORM core.grant_kind(name);
		RETURN;
	END IF;
	SELECT string_agg(format('ADD COLUMN %I %s', c.name, c.type), ', ' ORDER BY c.at) INTO fresh
	FROM unnest(columns, types) WITH ORDINALITY c (name, type, at)
	WHERE NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = to_regclass(format('core.%I', make_kind.name || '_version'))
		AND a.attname = c.name AND a.attnum > 0 AND NOT a.attisdropped);
	IF fresh IS NOT NULL THEN
		EXECUTE format('ALTER TABLE core.%I %s', name || '_version', fresh);
		PERFORM core.show_kind(name);
	END IF;
	PERFORM core.rekey_kind(name, kind, columns, types, keys);
END
$$;

-- The partition of a quarter of a kind; whether it was made now: COPY FREEZE is lawful then.
CREATE FUNCTION core.make_partition(name text, quarter text) RETURNS boolean LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	part text := name || '_version_' || lower(replace(quarter, '-', '_'));
BEGIN
	IF quarter IS NULL OR quarter !~ '^[0-9]{4}-Q[1-4]$' OR NOT core.has_kind(name) THEN
		RAISE EXCEPTION 'found the quarter "%" of core.%, expected one like 2024-Q1 of a kind', left(quarter, 40), name
			USING ERRCODE = 'invalid_parameter_value';
	END IF;
	IF to_regclass(format('core.%I', part)) IS NOT NULL THEN
		RETURN false;
	END IF;
	EXECUTE format('CREATE TABLE core.%I PARTITION OF core.%I FOR VALUES IN (%L)', part, name || '_version', quarter);
	PERFORM core.grant_to(format('SELECT, INSERT, DELETE ON core.%I', part), 'chiso_loader');
	RETURN true;
END
$$;

-- An empty core.KIND_current loses its key and gets a fresh file: what is copied into it in this transaction needs no log. False, and
-- nothing is done, when it has rows.
CREATE FUNCTION core.open_current(name text) RETURNS boolean LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	has_rows boolean;
BEGIN
	IF NOT core.has_kind(name) THEN
		RETURN false;
	END IF;
	EXECUTE format('SELECT EXISTS (SELECT FROM core.%I)', name || '_current') INTO has_rows;
	IF NOT has_rows THEN -- who else could write has let go, or waits
		EXECUTE format('LOCK TABLE core.%I IN ACCESS EXCLUSIVE MODE', name || '_current');
		EXECUTE format('SELECT EXISTS (SELECT FROM core.%I)', name || '_current') INTO has_rows;
	END IF;
	IF has_rows THEN
		RETURN false;
	END IF;
	EXECUTE format('ALTER TABLE core.%I DROP CONSTRAINT IF EXISTS %I', name || '_current', name || '_current_pkey');
	EXECUTE format('TRUNCATE core.%I', name || '_current');
	RETURN true;
END
$$;

-- Its key again; 23505 where one stands twice.
CREATE FUNCTION core.close_current(name text, keys text[]) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT core.has_kind(name) THEN
		RETURN;
	END IF;
	EXECUTE format('ALTER TABLE core.%I ADD CONSTRAINT %I PRIMARY KEY (feed, %s)', name || '_current', name || '_current_pkey',
		(SELECT string_agg(format('%I', k.name), ', ' ORDER BY k.at) FROM unnest(keys) WITH ORDINALITY k (name, at)));
END
$$;

-- The words of a changed catalogue are laid down by who loads.
ALTER FUNCTION core.set_words(text[], text[], text[], text[], text[]) SECURITY DEFINER;

-- What was granted by 40-roles.sql on everything that would ever be made in core.
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_loader') THEN
		ALTER DEFAULT PRIVILEGES IN SCHEMA core REVOKE ALL ON TABLES FROM chiso_loader;
		REVOKE CREATE ON SCHEMA core, staging FROM chiso_loader;
	END IF;
END
$$;
