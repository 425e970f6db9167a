-- Prints every table's content in one order, without run ids, load ids and clocks: two warehouses that hold the same give the
-- same text. For psql: psql -X -q -f sql/compare.sql > a; diff a b
\pset format unaligned
\pset fieldsep '|'
\pset tuples_only on
\pset null '~'
\pset pager off
SET search_path = pg_catalog, pg_temp;
SET timezone = '<+07>-07';
SET datestyle = 'ISO, YMD';
SET bytea_output = 'hex';
SET quote_all_identifiers = off;
SET client_encoding = 'UTF8';

\echo == audit.load
SELECT file_hash, feed, kind, message, sent_at, sent_from, sent_min, sent_max, accepted_quarter, catalog_hash, format, state, n_read,
	n_kept, n_rejected, n_duplicate, n_repeated, n_strangers, reason, repairs IS NOT NULL, last_repair > 0
FROM audit.load ORDER BY file_hash COLLATE "C", feed, catalog_hash, state;

\echo == audit.duplicate
SELECT l.file_hash, l.catalog_hash, d.record, d.line, o.file_hash, o.catalog_hash, d.of_record
FROM audit.duplicate d JOIN audit.load l USING (load_id) JOIN audit.load o ON o.load_id = d.of_load
ORDER BY l.file_hash COLLATE "C", l.catalog_hash, d.record;

-- All but the key: a stream of rejects has none.
\echo == audit.reject
SELECT l.file_hash, l.feed, r.record, r.line, r.severity, r.field, r.code, r.expected, r.found, r.agency
FROM audit.reject r JOIN audit.load l USING (load_id)
ORDER BY l.file_hash COLLATE "C", l.feed, r.record, r.line, r.severity, r.field, r.code, r.expected COLLATE "C", r.found COLLATE "C", r.agency;

\echo == audit.repair
SELECT file_hash, feed, record, line, field, value, code, by FROM audit.repair
ORDER BY file_hash COLLATE "C", feed, record, field, repair_id;

\echo == audit.mark
SELECT feed, period FROM audit.mark ORDER BY 1, 2;

\echo == audit.period
SELECT feed, period FROM audit.period ORDER BY 1, 2;

\echo == audit.catalog
SELECT hash FROM audit.catalog ORDER BY 1;

\echo == audit.quarantine
SELECT file_hash, name, feed, reason FROM audit.quarantine ORDER BY file_hash, name COLLATE "C";

\echo == audit.migration
SELECT name, sha256 FROM audit.migration ORDER BY name COLLATE "C";

\echo == core.label
SELECT kind, code, name_vi, parent, level FROM core.label ORDER BY kind, code;

\echo == core.duty
SELECT * FROM core.duty ORDER BY set, seq, role, text COLLATE "C", agency, indicator, state;

\echo == core.duty_member
SELECT * FROM core.duty_member ORDER BY place;

\echo == core.target_due
SELECT * FROM core.target_due ORDER BY set, indicator, part, level, due, agency, text COLLATE "C", stt COLLATE "C", territory, wording COLLATE "C";

\echo == core.target_entry
SELECT * FROM core.target_entry ORDER BY indicator, source, feed, item, title COLLATE "C";

\echo == core.document_row
SELECT * FROM core.document_row ORDER BY set, seq, indicator, wording COLLATE "C", section COLLATE "C", guidance COLLATE "C";

\echo == core.set_end
SELECT * FROM core.set_end ORDER BY set;

\echo == core.scoring
SELECT * FROM core.scoring ORDER BY indicator;

\echo == core.dataset
SELECT * FROM core.dataset ORDER BY territory, dataset, sharing_of;

\echo == core.definition
SELECT period, set, indicator, hash, common_hash FROM core.definition ORDER BY period, set, indicator;

\echo == core.measure
SELECT measure, item, agency, period, kind, unit, value, keys, text, digits, numerator, denominator, parts, flags, "order", feed,
	run_to IS NULL AS is_current
FROM core.measure ORDER BY measure, item, agency, period, run_to IS NULL, value, text, keys, flags, "order";

\echo == core.indicator
SELECT set, indicator, agency, period, basis, numerator, denominator, value, shown, unit, score, score_max, target, status,
	due, due_status, national_target, national_status, national_due, national_due_status, flags, reason, rules, run_to IS NULL AS is_current
FROM core.indicator ORDER BY set, indicator, agency, period, run_to IS NULL, value, shown, flags, reason;

\echo == core.indicator_flag
SELECT set, indicator, agency, period, ordinal, "check", severity, words, proof, run_to IS NULL AS is_current
FROM core.indicator_flag ORDER BY set, indicator, agency, period, run_to IS NULL, ordinal, "check", severity, words, proof;

\echo == core.indicator_published
SELECT set, indicator, agency, period, basis, numerator, denominator, value, shown, unit, score, score_max, target, status, due,
	due_status, national_target, national_status, national_due, national_due_status, flags, reason, rules, state, decision, approved_on,
	is_status_held, is_proof_held, numerator_number, denominator_number, value_number, score_number, score_max_number, due_on,
	national_due_on, value_fraction, score_fraction, run_to IS NULL AS is_current
FROM core.indicator_published ORDER BY set, indicator, agency, period, run_to IS NULL, value, shown, flags, reason;

\echo == core.published_due
SELECT what, set, indicator, agency, period FROM core.published_due ORDER BY 1, 2, 3, 4, 5;

\echo == audit.approval
SELECT decision, set, indicator, agency, period, value, flags, gates, note FROM audit.approval ORDER BY approval_id;

\echo == audit.removal
SELECT what, name, since, days, n FROM audit.removal ORDER BY 1, 2, 3;

\echo == audit.task_decision
SELECT decision, rule, place, words, until, note FROM audit.task_decision ORDER BY task_decision_id;

-- The tables of each feed: the load is named by its file and its catalogue.
SELECT format($q$SELECT %L, l.file_hash, l.catalog_hash, %s FROM core.%I v JOIN audit.load l USING (load_id)
	ORDER BY l.file_hash COLLATE "C", l.catalog_hash, v.record$q$,
	'== core.' || c.relname,
	(SELECT string_agg('v.' || quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
		WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'load_id'),
	c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'core' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
	AND (c.relname LIKE '%\_version' OR c.relname LIKE '%\_current')
ORDER BY c.relname COLLATE "C"
\gexec
