-- deliver-list: what was delivered to whom, the last of each first.
-- Variables: none
-- Columns: recipient number since until version written gone made_at received_at
SELECT recipient, number, since, until, version, written, gone, to_char(made_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') AS made,
	to_char(received_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') AS received
FROM audit.delivery ORDER BY recipient, number DESC;
