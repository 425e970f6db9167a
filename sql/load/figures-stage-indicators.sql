-- Where the rows of a stream of indicators stand until they are compared, with the severities of their flags and, four texts a
-- flag, the flags themselves. Feeds and parts are of measures: here they stay empty.
-- indicator: the columns of core.indicator (stream/indicator_columns.h)
CREATE TEMP TABLE chiso_figure ON COMMIT DROP AS
SELECT :indicator, NULL::text COLLATE pg_catalog."C" AS severities, NULL::text[] AS flag_rows,
	NULL::text COLLATE pg_catalog."C" AS scope_feed
FROM core.indicator WITH NO DATA;
CREATE TEMP TABLE chiso_part (feed text COLLATE pg_catalog."C") ON COMMIT DROP;
