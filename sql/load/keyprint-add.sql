-- A key that was not known.
-- $1 key_id, $2 fingerprint, $3 now, in seconds, $4 run_id or 0, $5 $3 when it is retired already, else NULL
INSERT INTO audit.pseudonym_key (key_id, fingerprint, first_seen, run_id, retired_at)
VALUES ($1, $2, to_timestamp($3::bigint), nullif($4::bigint, 0), to_timestamp($5::bigint));
