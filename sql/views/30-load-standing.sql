-- audit.load_standing: loads that stand, with all that was repaired of their files since. One that a repair came after is read again.
CREATE OR REPLACE VIEW audit.load_standing AS
SELECT l.load_id, l.file_hash, l.feed, l.catalog_hash, l.format, l.state, l.n_read, l.n_rejected, l.reason
FROM audit.load l WHERE l.state <> 'superseded' AND l.last_repair >= coalesce((
	SELECT max(r.repair_id) FROM audit.repair r WHERE r.file_hash = l.file_hash AND r.feed = l.feed), 0);
