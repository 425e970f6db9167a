-- Where the list of marks stands that was written before the records were dumped.
CREATE TEMP TABLE chiso_seen (feed text COLLATE pg_catalog."C", period text COLLATE pg_catalog."C", marked_by bigint)
ON COMMIT DROP;
