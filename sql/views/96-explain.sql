-- Who explains figures sees of each what a reader may see; what is held, only who approves.
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_explainer') THEN
		GRANT SELECT ON core.indicator_published TO chiso_explainer;
	END IF;
END
$$;
