-- marks: the marks of a period as they stand before its records are read. Those of a feed that cannot be read stay.
-- Variables: period
-- Tables: wrong
-- Columns: feed, period, who marked it
SELECT feed, period, marked_by FROM audit.mark WHERE period = :'period'
	AND feed NOT IN (SELECT feed FROM wrong) ORDER BY 1, 2;
