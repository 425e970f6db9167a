-- Record kinds: several feeds share a kind's tables. `feed` is a column of the versions and the first of the key; before, a table
-- was one feed's. A load says its kind.
ALTER TABLE audit.load ADD COLUMN kind text COLLATE "C";
UPDATE audit.load SET kind = feed;
ALTER TABLE audit.load ALTER COLUMN kind SET NOT NULL;
CREATE INDEX load_kind ON audit.load (kind);
COMMENT ON COLUMN audit.load.kind IS 'Loại bản ghi: bảng core mà các nguồn cùng loại dùng chung; mang tên nguồn đầu tiên của loại';

-- A constant default is no rewriting of the rows.
DO $$
DECLARE
	kind record;
	keys text;
	columns text;
BEGIN
	FOR kind IN
		SELECT c.oid, c.relname::text AS version_name, v.base, v.base || '_current' AS current_name, coalesce(
			(SELECT pg_catalog.min(l.feed) FROM audit.load l WHERE pg_catalog.replace(l.feed, '-', '_') = v.base),
			pg_catalog.replace(v.base, '_', '-')) AS feed
		FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
		CROSS JOIN LATERAL (SELECT pg_catalog.regexp_replace(c.relname, '_version$', '') AS base) v
		WHERE n.nspname = 'core' AND c.relkind = 'p' AND c.relname LIKE '%\_version'
	LOOP
		EXECUTE pg_catalog.format('ALTER TABLE core.%I ADD COLUMN feed text COLLATE pg_catalog."C" NOT NULL DEFAULT %L',
			kind.version_name, kind.feed);
		EXECUTE pg_catalog.format('ALTER TABLE core.%I ALTER COLUMN feed DROP DEFAULT', kind.version_name);
		SELECT pg_catalog.string_agg(pg_catalog.format('%I', a.attname), ', ' ORDER BY k.at) INTO keys
		FROM pg_catalog.pg_constraint p CROSS JOIN LATERAL pg_catalog.unnest(p.conkey) WITH ORDINALITY k (n, at)
			JOIN pg_catalog.pg_attribute a ON a.attrelid = p.conrelid AND a.attnum = k.n
		WHERE p.conrelid = pg_catalog.to_regclass(pg_catalog.format('core.%I', kind.current_name)) AND p.contype = 'p';
		EXECUTE pg_catalog.format('ALTER TABLE core.%I ADD COLUMN feed text COLLATE pg_catalog."C" NOT NULL DEFAULT %L',
			kind.current_name, kind.feed);
		EXECUTE pg_catalog.format('ALTER TABLE core.%I ALTER COLUMN feed DROP DEFAULT', kind.current_name);
		EXECUTE pg_catalog.format('ALTER TABLE core.%1$I DROP CONSTRAINT %2$I, ADD CONSTRAINT %2$I PRIMARY KEY (feed, %3$s)',
			kind.current_name, kind.current_name || '_pkey', keys);
		SELECT pg_catalog.string_agg(pg_catalog.format('v.%I', a.attname), ', ' ORDER BY a.attnum) INTO columns
		FROM pg_catalog.pg_attribute a WHERE a.attrelid = kind.oid AND a.attnum > 0 AND NOT a.attisdropped;
		EXECUTE pg_catalog.format('CREATE OR REPLACE VIEW core.%I AS SELECT %s FROM core.%I c
			JOIN core.%I v ON v.load_id = c.load_id AND v.record = c.record',
			kind.base, columns, kind.current_name, kind.version_name);
	END LOOP;
END
$$;
