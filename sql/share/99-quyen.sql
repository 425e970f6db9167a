-- What was granted on the views of share before they were made anew (94-published.sql, 99-share-rows.sql) is granted again, to the roles
-- that are there; on what holds the held figures to those alone that were named for it.
DO $$
DECLARE
	was record;
BEGIN
	FOR was IN SELECT r.*, pg_catalog.to_regclass(pg_catalog.format('%I.%I', CASE r.view WHEN 'tam_giu' THEN 'audit' ELSE 'share' END, r.view)) AS now
		FROM core.share_right r
		WHERE NOT (r.view = 'tam_giu' AND r.grantee IN ('', 'chiso_reader'))
			AND (r.grantee = '' OR EXISTS (SELECT FROM pg_catalog.pg_roles p WHERE p.rolname = r.grantee)) LOOP
		CONTINUE WHEN was.now IS NULL;
		EXECUTE pg_catalog.format('GRANT %s ON %s TO %s%s', was.privilege, was.now,
			CASE was.grantee WHEN '' THEN 'PUBLIC' ELSE pg_catalog.quote_ident(was.grantee) END,
			CASE WHEN was.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
	END LOOP;
	DELETE FROM core.share_right;
END
$$;
