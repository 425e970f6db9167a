-- The pseudonym keys that the database knows.
-- Gives: key_id, fingerprint, day it was first seen, day it was retired or NULL
SELECT key_id, fingerprint, to_char(first_seen AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD'),
	to_char(retired_at AT TIME ZONE INTERVAL '+07:00', 'YYYY-MM-DD')
FROM audit.pseudonym_key ORDER BY key_id;
