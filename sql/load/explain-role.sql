-- Whether the session may see what is held: it belongs to the role that approves, or there are no roles and all is one.
-- Gives: may see what is held, may see what figures are made of
SELECT CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_approver')
	THEN pg_catalog.pg_has_role(current_user, 'chiso_approver', 'USAGE') ELSE true END,
	pg_catalog.has_schema_privilege('core', 'USAGE')
		AND pg_catalog.has_table_privilege('core.indicator_published', 'SELECT')
		AND pg_catalog.has_table_privilege('core.measure', 'SELECT')
		AND pg_catalog.has_schema_privilege('audit', 'USAGE') AND pg_catalog.has_table_privilege('audit.catalog', 'SELECT');
