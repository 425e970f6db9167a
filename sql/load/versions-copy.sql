-- A chunk's wide rows into the partition of the quarter. FREEZE is lawful only in the transaction that made it.
-- Feed: partition, clean; freeze: nothing, or ", FREEZE"
COPY core.:"partition" (load_id, record, line, message, sent_at, version_hash, periods, accepted_quarter, feed, :clean)
FROM STDIN (FORMAT binary:freeze);
