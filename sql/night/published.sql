-- What the published files are made of, as one line that changes whenever they could: the figures and measures with their runs, the
-- loads, the marks, the approvals, the names, duties and days, the definitions of the views. psql variable: catalog (its hash: a
-- feed whose key changed is chosen anew).
select concat_ws(' ', :'catalog',
	(select concat_ws(',', count(*), max(run_from), max(run_to)) from core.indicator),
	(select concat_ws(',', count(*), max(run_from), max(run_to)) from core.measure),
	(select concat_ws(',', count(*), max(load_id), count(superseded_by_run), max(superseded_by_run)) from audit.load),
	(select concat_ws(',', count(*), max(approval_id)) from audit.approval),
	(select md5(coalesce(string_agg(t::text, ',' order by t::text collate "C"), '')) from audit.mark t),
	(select md5(coalesce(string_agg(t::text, ',' order by t::text collate "C"), '')) from core.label t),
	(select md5(coalesce(string_agg(t::text, ',' order by t::text collate "C"), '')) from core.duty t),
	(select md5(coalesce(string_agg(t::text, ',' order by t::text collate "C"), '')) from core.target_due t),
	(select md5(coalesce(string_agg(t::text, ',' order by t::text collate "C"), '')) from core.target_entry t),
	(select md5(coalesce(string_agg(t::text, ',' order by t::text collate "C"), '')) from core.document_row t),
	(select md5(coalesce(string_agg(t::text, ',' order by t::text collate "C"), '')) from core.set_end t),
	(select md5(string_agg(name || ' ' || sha256, ',' order by name collate "C")) from audit.migration));
