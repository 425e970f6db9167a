-- Rows of audit.load, in the order in which load/ledger.c writes them.
COPY audit.load (file_hash, feed, catalog_hash, file_name, message, sent_at, sent_from, accepted_quarter, program, reason,
	accepted_at, sent_min, sent_max, load_id, run_id, format, state, n_read, n_kept, n_rejected, n_duplicate, n_repeated,
	n_strangers, kind, last_repair, repairs, n_dropped)
FROM STDIN;
