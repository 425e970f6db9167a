-- Whether a file was run: once by name, or (views) with these bytes.
-- $1 name, $2 sha256, $3 whether it is a view
-- Gives: 0 or 1
SELECT count(*) FROM audit.migration WHERE name = $1 AND (sha256 = $2 OR NOT $3::boolean);
