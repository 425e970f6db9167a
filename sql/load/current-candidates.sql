-- Where an equal version of a late record may stand: the loads of this batch, and those that stand and have a record that was
-- sent when a late one was. From the first to the last of a batch's times lie most loads of a year.
-- Feed: late; $1 the batch's loads, $2 feed
-- Gives: an array of load_id
SELECT array_agg(load_id)
FROM (
	SELECT a.load_id
	FROM audit.load a, (SELECT min(sent_at) AS low, max(sent_at) AS high FROM pg_temp.:"late") l
	WHERE a.feed = $2 AND a.state = 'ok' AND a.sent_min <= l.high AND a.sent_max >= l.low
		AND EXISTS (SELECT FROM pg_temp.:"late" t WHERE t.sent_at >= a.sent_min AND t.sent_at <= a.sent_max)
	UNION ALL
	SELECT unnest($1::bigint[])
) l;
