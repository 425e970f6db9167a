-- Who may explain figures reads the records that they are made of; the roles are there where migration 96 could make them.
-- Feed: version, current
DO $$
DECLARE
	role text;
BEGIN
	FOR role IN SELECT rolname FROM pg_catalog.pg_roles WHERE rolname IN ('chiso_explainer', 'chiso_approver') LOOP
		IF role = 'chiso_explainer' THEN
			GRANT SELECT ON core.:"version", core.:"current" TO chiso_explainer;
		ELSE
			GRANT SELECT ON core.:"version", core.:"current" TO chiso_approver;
		END IF;
	END LOOP;
END
$$;
