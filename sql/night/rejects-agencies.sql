-- rejects-agencies: whose list each refused record is in, as the column list of open_reject: a body's code, or unknown.
-- Variables: none
-- Tables: open_reject, every_agency
-- Columns: none
SET client_min_messages = warning;
ALTER TABLE open_reject ADD COLUMN IF NOT EXISTS list text COLLATE pg_catalog."C" NOT NULL DEFAULT 'unknown';
UPDATE open_reject SET list = agency WHERE agency IN (SELECT agency FROM every_agency WHERE kind = 'body');
