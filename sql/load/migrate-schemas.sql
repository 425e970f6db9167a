-- One row a schema of ours. CREATE SCHEMA IF NOT EXISTS wants the right to make one even when the schema is there.
-- Gives: name, whether it is there, what the role may not do in it, whether the role may make one
SELECT s, n.oid IS NOT NULL,
	concat_ws(', ', CASE WHEN NOT has_schema_privilege(n.oid, 'USAGE') THEN 'USAGE' END,
		CASE WHEN NOT has_schema_privilege(n.oid, 'CREATE') THEN 'CREATE' END),
	has_database_privilege(current_database(), 'CREATE')
FROM unnest(ARRAY['staging', 'core', 'audit', 'share']) s LEFT JOIN pg_namespace n ON n.nspname = s;
