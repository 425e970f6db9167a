-- Owner, loader, reader: only where the one who migrates may create roles. Without that right all belongs to one role,
-- and nothing else in this project depends on the three.
DO $$
DECLARE
	may_create boolean;
	role text;
BEGIN
	SELECT rolsuper OR rolcreaterole INTO may_create FROM pg_catalog.pg_roles WHERE rolname = current_user;
	IF NOT may_create THEN
		RAISE NOTICE 'no CREATEROLE: one role for all';
		RETURN;
	END IF;
	FOREACH role IN ARRAY ARRAY['chiso_owner', 'chiso_loader', 'chiso_reader'] LOOP
		IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role) THEN
			EXECUTE format('CREATE ROLE %I NOLOGIN', role);
		END IF;
	END LOOP;
	GRANT ALL ON SCHEMA staging, core, audit, share TO chiso_owner;
	GRANT USAGE, CREATE ON SCHEMA core, staging TO chiso_loader;
	GRANT USAGE ON SCHEMA audit TO chiso_loader;
	GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA core, audit TO chiso_loader;
	GRANT USAGE ON ALL SEQUENCES IN SCHEMA audit TO chiso_loader;
	GRANT USAGE ON SCHEMA share TO chiso_reader;
	ALTER DEFAULT PRIVILEGES IN SCHEMA core GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON TABLES TO chiso_loader;
	ALTER DEFAULT PRIVILEGES IN SCHEMA share GRANT SELECT ON TABLES TO chiso_reader;
END
$$;
