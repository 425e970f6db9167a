-- Whether the session may see what is held: it belongs to the role that approves, or to the one whose warehouse it is.
-- Gives: may see what is held, may see what figures are made of
SELECT pg_catalog.pg_has_role(c.relowner, 'USAGE') OR EXISTS (
		SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = 'chiso_approver' AND pg_catalog.pg_has_role(r.oid, 'USAGE')),
	pg_catalog.has_schema_privilege(n.oid, 'USAGE')
		AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
		AND coalesce((SELECT pg_catalog.bool_and(pg_catalog.has_table_privilege(x.oid, 'SELECT'))
			FROM pg_catalog.pg_class x JOIN pg_catalog.pg_namespace y ON y.oid = x.relnamespace
			WHERE (y.nspname = 'core' AND x.relname = 'measure') OR (y.nspname = 'audit' AND x.relname IN ('catalog', 'load'))), false)
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'core' AND c.relname = 'indicator_published';
