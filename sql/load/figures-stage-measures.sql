-- Where the rows of a stream of measures stand until they are compared, and the feeds of its part rows.
-- measure: the columns of a stream of measures (stream/measure.h)
CREATE TEMP TABLE chiso_figure ON COMMIT DROP AS
SELECT :measure, NULL::text COLLATE pg_catalog."C" AS scope_feed FROM core.measure WITH NO DATA;
CREATE TEMP TABLE chiso_part (feed text COLLATE pg_catalog."C") ON COMMIT DROP;
