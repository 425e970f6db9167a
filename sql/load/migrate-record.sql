-- A file was run.
-- $1 name, $2 sha256
INSERT INTO audit.migration (name, sha256) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, applied_at = now();
