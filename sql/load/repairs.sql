-- The values that stand in the place of refused ones, the latest of a field.
-- Gives: file_hash, feed, record, line, field, value (NULL: empty), repair_id
SELECT DISTINCT ON (file_hash, feed, record, field) file_hash, feed, record, line, field, value, repair_id
FROM audit.repair ORDER BY file_hash, feed, record, field, repair_id DESC;
