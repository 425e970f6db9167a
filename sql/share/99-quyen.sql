-- What was granted on the views of share before they were made anew (94-published.sql) is granted again, to the roles that are there.
-- What a file before this one took away stays away.
DO $$
DECLARE
	was record;
BEGIN
	FOR was IN SELECT r.* FROM core.share_right r
		WHERE pg_catalog.to_regclass(pg_catalog.format('share.%I', r.view)) IS NOT NULL
			AND NOT (r.view = 'tam_giu' AND r.grantee = 'chiso_reader')
			AND (r.grantee = '' OR EXISTS (SELECT FROM pg_catalog.pg_roles p WHERE p.rolname = r.grantee)) LOOP
		EXECUTE pg_catalog.format('GRANT %s ON share.%I TO %s%s', was.privilege, was.view,
			CASE was.grantee WHEN '' THEN 'PUBLIC' ELSE pg_catalog.quote_ident(was.grantee) END,
			CASE WHEN was.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
	END LOOP;
	DELETE FROM core.share_right;
END
$$;
