-- Whose the warehouse is, when it is not the session's own: of the ledger of migrations, which the first migrate made.
-- Gives: name of the role; no row when there is no warehouse yet, or it is ours
SELECT pg_get_userbyid(c.relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'audit' AND c.relname = 'migration' AND NOT pg_has_role(c.relowner, 'USAGE');
