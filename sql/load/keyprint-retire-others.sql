-- Every key but the one in use is retired from now on.
-- $1 key_id in use, $2 now, in seconds
UPDATE audit.pseudonym_key SET retired_at = to_timestamp($2::bigint) WHERE key_id <> $1 AND retired_at IS NULL;
