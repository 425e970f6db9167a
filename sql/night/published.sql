-- published: what the published files are made of, as one line that changes whenever they could: the figures and measures with
-- their runs, the loads, the marks, the approvals, the names, duties and days, the definitions of the views.
-- Variables: made_by (the hash of the catalogue: a feed whose key changed is chosen anew; of what writes the pages)
-- Columns: the line
SELECT concat_ws(' ', :'made_by',
	(SELECT concat_ws(',', count(*), max(run_from), max(run_to)) FROM core.indicator),
	(SELECT concat_ws(',', count(*), max(run_from), max(run_to)) FROM core.measure),
	(SELECT concat_ws(',', count(*), max(load_id), count(superseded_by_run), max(superseded_by_run)) FROM audit.load),
	(SELECT concat_ws(',', count(*), max(approval_id)) FROM audit.approval),
	(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text COLLATE "C"), '')) FROM audit.mark t),
	(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text COLLATE "C"), '')) FROM core.label t),
	(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text COLLATE "C"), '')) FROM core.duty t),
	(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text COLLATE "C"), '')) FROM core.target_due t),
	(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text COLLATE "C"), '')) FROM core.target_entry t),
	(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text COLLATE "C"), '')) FROM core.document_row t),
	(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text COLLATE "C"), '')) FROM core.set_end t),
	(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text COLLATE "C"), '')) FROM core.system t),
	(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text COLLATE "C"), '')) FROM core.scoring t),
	(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text COLLATE "C"), '')) FROM core.feed_due t),
	(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text COLLATE "C"), '')) FROM core.dataset t),
	(SELECT md5(coalesce(string_agg(t::text, ',' ORDER BY t::text COLLATE "C"), '')) FROM core.reject_open t),
	(SELECT md5(string_agg(name || ' ' || sha256, ',' ORDER BY name COLLATE "C")) FROM audit.migration));
