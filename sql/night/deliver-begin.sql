-- deliver-begin: from which turn to which a delivery is; the transaction that this begins sees one state of everything and is ended by
-- deliver-end.sql. Turns were noted before it.
-- Variables: recipient is_whole (1: from the first turn)
-- Columns: number of the delivery, since, until, id of the turn since, version of share
BEGIN ISOLATION LEVEL REPEATABLE READ;
WITH last AS (
	SELECT CASE WHEN :'is_whole' = '1' THEN 0 ELSE coalesce(max(until) FILTER (WHERE received_at IS NOT NULL), 0) END AS since,
		coalesce(max(number), 0) + 1 AS number
	FROM audit.delivery WHERE recipient = :'recipient'
)
SELECT l.number, l.since, (SELECT coalesce(max(turn), 0) FROM core.share_turn), t.id, v.phien_ban
FROM last l LEFT JOIN core.share_turn t ON t.turn = l.since CROSS JOIN share.phien_ban v WHERE v.hien_hanh;
