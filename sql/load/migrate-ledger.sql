-- Which files of sql/ were run, and their bytes.
CREATE TABLE IF NOT EXISTS audit.migration (name text PRIMARY KEY, sha256 text NOT NULL,
	applied_at timestamptz NOT NULL DEFAULT now());
