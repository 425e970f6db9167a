-- Who may explain figures reads the records that they are made of; the roles are there where migration 96 could make them.
-- Feed: version, current
SELECT pg_catalog.set_config('chiso.version', :'version', true), pg_catalog.set_config('chiso.current', :'current', true);
DO $$
DECLARE
	role text;
BEGIN
	FOR role IN SELECT rolname FROM pg_catalog.pg_roles WHERE rolname IN ('chiso_explainer', 'chiso_approver') ORDER BY rolname LOOP
		EXECUTE pg_catalog.format('GRANT SELECT ON core.%I, core.%I TO %I', pg_catalog.current_setting('chiso.version'),
			pg_catalog.current_setting('chiso.current'), role);
	END LOOP;
END
$$;
