-- Where the rows of a stream of rejects stand until their loads are known.
BEGIN;
CREATE TEMP TABLE chiso_reject (file text COLLATE pg_catalog."C", record text, line text, severity text, field text, code text,
	expected text, found text, agency text, id bigint GENERATED ALWAYS AS IDENTITY) ON COMMIT DROP;
