-- Measures of feeds and quarters, in the order of a merged stream.
-- feeds: literals with commas between them; periods: joined by '+'; held: which rows of the bitemporal table;
-- measure: the columns of a stream of measures (stream/measure.h)
COPY (
	SELECT :measure
	FROM core.measure
	WHERE feed IN (:feeds) AND period = ANY(string_to_array(:'periods', '+')) AND :held
	ORDER BY measure, item, agency, period
) TO STDOUT;
