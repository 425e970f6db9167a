-- The roles that a warehouse gives rights to (views/98-rights.sql), for who may make roles: once a server, before or after the first
-- chiso-load migrate, which ends with the rights of the roles that are there. None of them logs in: a login is made a member of the one
-- whose work it does. Run again it changes nothing.
--   psql -f sql/roles.sql; create role NIGHT login in role chiso_loader; create role PERSON login in role chiso_approver
DO $$
DECLARE
	role text;
BEGIN
	FOREACH role IN ARRAY ARRAY['chiso_owner', 'chiso_loader', 'chiso_approver', 'chiso_explainer', 'chiso_reader', 'chiso_department'] LOOP
		IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role) THEN
			EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN', role);
		END IF;
	END LOOP;
END
$$;
