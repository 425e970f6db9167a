-- The bytes of an archive of the catalogue under its hash; a known one is left alone.
-- $1 hash, $2 bytes, $3 now, in seconds
INSERT INTO audit.catalog (hash, archive, recorded_at) VALUES ($1, $2::bytea, to_timestamp($3::bigint))
ON CONFLICT (hash) DO NOTHING;
