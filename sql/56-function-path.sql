-- Functions of ours find what they call in pg_catalog alone, whoever calls them; temporary tables last.
ALTER FUNCTION audit.approval_stands() SET search_path = pg_catalog, pg_temp;
