-- repairs-keep: every repaired value, in the order of the decisions, as CSV.
-- Variables: none
-- Columns: those of audit.repair that outlive a warehouse
COPY (SELECT repair_id, file_hash, feed, record, line, field, value, row_id, code, by, at FROM audit.repair ORDER BY repair_id)
TO STDOUT WITH (FORMAT csv, HEADER, FORCE_QUOTE *);
