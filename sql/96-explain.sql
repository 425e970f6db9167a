-- What chiso-explain asks: one figure among years of them, the measures of a past run, the loads of a kind. And who may: a role
-- that reads what figures are made of (records, measures, loads, catalogues) but no held figure.
CREATE INDEX IF NOT EXISTS indicator_explained ON core.indicator (indicator, period, agency) WHERE run_to IS NULL;
CREATE INDEX IF NOT EXISTS measure_past ON core.measure (period, feed, run_from);

DO $$
DECLARE
	may_create boolean;
	role text;
	made record;
BEGIN
	SELECT rolsuper OR rolcreaterole INTO may_create FROM pg_catalog.pg_roles WHERE rolname = current_user;
	IF NOT may_create THEN
		RAISE NOTICE 'no CREATEROLE: one role for all';
		RETURN;
	END IF;
	IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_explainer') THEN
		CREATE ROLE chiso_explainer NOLOGIN;
	END IF;
	-- the approver sees all of it, what is held too
	FOREACH role IN ARRAY ARRAY['chiso_explainer', 'chiso_approver'] LOOP
		IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role) THEN
			CONTINUE;
		END IF;
		EXECUTE pg_catalog.format('GRANT USAGE ON SCHEMA core, audit, share TO %I', role);
		EXECUTE pg_catalog.format('GRANT SELECT ON core.measure, core.label, audit.run, audit.load, audit.catalog, audit.mark,
			audit.period, audit.reject, audit.quarantine TO %I', role);
		FOR made IN SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname = 'core' AND c.relkind IN ('r', 'p') AND c.relname ~ '_(version|current)$' LOOP
			EXECUTE pg_catalog.format('GRANT SELECT ON core.%I TO %I', made.relname, role);
		END LOOP;
	END LOOP;
END
$$;
