-- A chunk's rows straight into the empty core.FEED_current. A key that the catalogue changed stands at the table's end: the
-- columns are named.
-- Feed: current, key; freeze: nothing, or ", FREEZE"
COPY core.:"current" (:key, sent_at, message, version_hash, load_id, record, periods) FROM STDIN (FORMAT binary:freeze);
