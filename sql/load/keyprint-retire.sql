-- A current key is retired by name.
-- $1 key_id, $2 now, in seconds
-- Gives: 0 or 1
WITH retired AS (
	UPDATE audit.pseudonym_key SET retired_at = to_timestamp($2::bigint) WHERE key_id = $1 AND retired_at IS NULL RETURNING 1
)
SELECT count(*) FROM retired;
