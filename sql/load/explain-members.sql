-- The feeds that had brought a file when a run had ended, and their kinds.
-- $1 run_id
-- Gives: kind, feed
SELECT DISTINCT kind, feed FROM audit.load WHERE state <> 'bad' AND run_id <= $1::bigint ORDER BY 1, 2;
