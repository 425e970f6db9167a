-- The feeds of a kind whose records stand.
-- $1 kind
-- Gives: feed
SELECT DISTINCT feed FROM audit.load WHERE kind = $1 AND state = 'ok' ORDER BY 1;
