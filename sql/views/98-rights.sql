-- core.give_rights(whole): who may what, of everything of ours. Every migrate ends with it: whole when it changed something, else for
-- roles which an administrator made since (roles.sql). What chiso_loader has on a table of ours is what stands here, whoever granted it more.
--   chiso_loader     reads all; adds, and ends what history allows to end; replaces what the catalogue lays down each night
--   chiso_approver   reads figures, what is held and what they are made of; adds decisions
--   chiso_explainer  reads what figures are made of, and of a figure what a reader may see
--   chiso_reader     reads share
--   chiso_department reads share_own: the rows of its agency (992-own.sql)
CREATE OR REPLACE FUNCTION core.give_rights(whole boolean) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	loads boolean := EXISTS (SELECT FROM pg_roles WHERE rolname = 'chiso_loader');
	made record;
	own record;
BEGIN
	IF NOT whole AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname IN ('chiso_loader', 'chiso_approver', 'chiso_explainer', 'chiso_reader')
			AND NOT has_schema_privilege(r.oid, 'share', 'USAGE')
			OR r.rolname = 'chiso_department' AND NOT coalesce(has_schema_privilege(r.oid, to_regnamespace('share_own')::oid, 'USAGE'), true)) THEN
		RETURN;
	END IF;
	PERFORM core.grant_to('USAGE ON SCHEMA core, audit, share', 'chiso_loader', 'chiso_approver', 'chiso_explainer');
	PERFORM core.grant_to('USAGE ON SCHEMA share', 'chiso_reader');
	PERFORM core.grant_to('USAGE ON SCHEMA staging', 'chiso_loader'); -- a backup looks into it
	PERFORM core.show_own();
	PERFORM core.grant_to('USAGE ON SCHEMA share_own', 'chiso_department') WHERE to_regnamespace('share_own') IS NOT NULL;
	FOR made IN
		SELECT n.nspname, c.relname, c.relkind, coalesce(r.rights, CASE WHEN c.relkind = 'S' THEN 'SELECT'
			WHEN c.relispartition THEN 'SELECT, INSERT, DELETE'
			WHEN c.relkind = 'r' AND EXISTS (SELECT FROM pg_class v WHERE v.relnamespace = c.relnamespace AND v.relkind = 'p'
				AND v.relname = regexp_replace(c.relname, '_current$', '_version')) THEN 'SELECT, INSERT, UPDATE, DELETE'
			ELSE 'SELECT' END) AS rights,
			n.nspname = 'core' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname ~ '_(version|current)$' AS is_record
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		LEFT JOIN (VALUES
			-- figures are history
			('core.measure', 'SELECT, INSERT, UPDATE (run_to)'),
			('core.indicator', 'SELECT, INSERT, UPDATE (run_to)'),
			('core.indicator_flag', 'SELECT, INSERT, UPDATE (run_to)'),
			-- of the catalogue, and of the night
			('core.definition', 'SELECT, INSERT, DELETE'),
			('core.label', 'SELECT, INSERT, UPDATE, DELETE'),
			('core.duty', 'SELECT, INSERT, DELETE'),
			('core.target_due', 'SELECT, INSERT, DELETE'),
			('core.target_entry', 'SELECT, INSERT, DELETE'),
			('core.document_row', 'SELECT, INSERT, DELETE'),
			('core.set_end', 'SELECT, INSERT, DELETE'),
			('core.system', 'SELECT, INSERT, DELETE'),
			('core.scoring', 'SELECT, INSERT, DELETE'),
			('core.feed_due', 'SELECT, INSERT, DELETE'),
			('core.reject_open', 'SELECT, INSERT, DELETE'),
			('core.dataset', 'SELECT, INSERT, DELETE'),
			('audit.finding', 'SELECT, INSERT, DELETE'),
			('core.late_figure', 'SELECT, INSERT (set, indicator, agency, period, change, old, new, columns, figure, flag_rows, run_id), DELETE'),
			('core.embargo', 'SELECT, INSERT, DELETE'),
			('audit.closing', 'SELECT, INSERT (decision, set, period, note, at, run_id)'),
			-- the ledger: a load ends as superseded, one that was bad makes room for the next
			('audit.run', 'SELECT, INSERT (kind, started, ended, now, status, catalog_hash, options), UPDATE (ended, status, told_by)'),
			('audit.load', 'SELECT, INSERT, UPDATE (state, superseded_by_run), DELETE'),
			('audit.reject', 'SELECT, INSERT, DELETE'),
			('audit.mark', 'SELECT, INSERT, UPDATE, DELETE'),
			('audit.period', 'SELECT, INSERT'),
			('audit.catalog', 'SELECT, INSERT'),
			('audit.quarantine', 'SELECT, INSERT'),
			('audit.duplicate', 'SELECT, INSERT'),
			('audit.request', 'SELECT, INSERT'),
			('audit.repair', 'SELECT, INSERT'),
			('audit.pseudonym_key', 'SELECT, INSERT, UPDATE (retired_at)'),
			('audit.removal', 'SELECT, INSERT (what, name, since, days, n, run_id)'),
			('audit.delivery', 'SELECT, INSERT, UPDATE (received_at, receipt_taken_at)'),
			('audit.load_id_seq', 'SELECT, USAGE')) r (name, rights) ON r.name = n.nspname || '.' || c.relname
		WHERE n.nspname IN ('core', 'audit', 'share', 'share_own') AND c.relkind IN ('r', 'p', 'v', 'S') AND pg_has_role(c.relowner, 'USAGE')
	LOOP
		IF made.nspname = 'share_own' THEN
			PERFORM core.grant_to(format('SELECT ON share_own.%I', made.relname), 'chiso_department');
			CONTINUE;
		END IF;
		IF loads AND made.nspname <> 'share' THEN
			EXECUTE format('REVOKE ALL ON %s%I.%I FROM chiso_loader', CASE made.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE '' END,
				made.nspname, made.relname);
		END IF;
		PERFORM core.grant_to(format('%s ON %s%I.%I', made.rights, CASE made.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE '' END,
			made.nspname, made.relname), 'chiso_loader');
		IF made.is_record THEN
			PERFORM core.grant_to(format('SELECT ON %I.%I', made.nspname, made.relname), 'chiso_approver', 'chiso_explainer');
		ELSIF made.nspname = 'share' THEN
			PERFORM core.grant_to(format('SELECT ON %I.%I', made.nspname, made.relname), 'chiso_reader', 'chiso_approver');
		END IF;
	END LOOP;

	PERFORM core.grant_to('SELECT ON core.indicator_published, core.measure, core.label, core.feed_due, core.reject_open, audit.run, audit.load,
		audit.catalog, audit.mark, audit.period, audit.reject, audit.quarantine, audit.finding, audit.task_closed, core.closed', 'chiso_approver', 'chiso_explainer');
	PERFORM core.grant_to('SELECT ON core.late_figure, audit.closing, audit.late_decision', 'chiso_approver');
	PERFORM core.grant_to('INSERT (decision, set, period, by_name, position, note, at, run_id) ON audit.closing', 'chiso_approver');
	PERFORM core.grant_to('SELECT, INSERT (decision, rule, place, words, until, by_name, note, at) ON audit.task_decision', 'chiso_approver');
	PERFORM core.grant_to('SELECT ON core.indicator, core.indicator_flag, audit.approval, audit.tam_giu', 'chiso_approver');
	PERFORM core.grant_to('INSERT (decision, set, indicator, agency, period, numerator, denominator, value, unit, score, target, reason,
		flags, gates, by_name, position, note, at, run_id) ON audit.approval', 'chiso_approver');
	PERFORM core.grant_to('INSERT (kind, started, ended, now, status, options) ON audit.run', 'chiso_approver');

	-- What runs with the owner's rights, or as a trigger of anybody's table, is nobody's to call but those who are named. core.tell is
	-- asked by views of share; it gives words.
	FOR own IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE n.nspname IN ('core', 'audit', 'share') AND pg_has_role(p.proowner, 'USAGE') AND p.proname <> 'tell'
			AND (p.prosecdef OR p.prorettype = 'trigger'::regtype OR p.provolatile = 'v') LOOP
		EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', own.name);
	END LOOP;
	PERFORM core.grant_to('EXECUTE ON FUNCTION core.note_share()', 'chiso_loader', 'chiso_approver');
	PERFORM core.grant_to('EXECUTE ON FUNCTION core.share_statement(text), core.share_rows(text, text), core.share_count(text, bigint),
		core.set_words(text[], text[], text[], text[], text[]), core.make_kind(text, text, text[], text[], text[]),
		core.make_partition(text, text), core.open_current(text), core.close_current(text, text[]),
		core.gather_statistics(text[])', 'chiso_loader');
	PERFORM core.grant_to('EXECUTE ON FUNCTION core.decide_late(text, text, text, text, text, text, text, text, timestamptz, bigint)', 'chiso_approver');
	PERFORM core.grant_to('EXECUTE ON FUNCTION core.own_agencies()', 'chiso_department');
	PERFORM core.grant_to('EXECUTE ON FUNCTION share.thay_doi(bigint, uuid)', 'chiso_reader', 'chiso_approver');
END
$$;
REVOKE EXECUTE ON FUNCTION core.give_rights(boolean) FROM PUBLIC;
COMMENT ON FUNCTION core.give_rights(boolean) IS 'Ai được làm gì với từng bảng: cấp lại mỗi lần chiso-load migrate';
