-- Feeds of these kinds whose records stand and of which a stream of measures says nothing: it is not whole.
-- $1 kinds, $2 feeds of the stream
-- Gives: kind, feed (the first)
SELECT kind, feed FROM audit.load WHERE kind = ANY($1::text[]) AND state = 'ok' AND feed <> ALL($2::text[])
ORDER BY 1, 2 LIMIT 1;
