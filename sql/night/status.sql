-- status: what an operator asks of the warehouse between two nights: what a person must decide, the last runs, feeds, what falls due, what
-- waits, which periods can still be computed again. It reads, in one snapshot, and takes no lock; what the role may not read it says.
-- Variables: now
-- Columns: section, id, at, state, n, files, kept, rejected, words, command; '' where there is none. Of a held figure there is a count.
--   waiting  since when, what kind, how many, what, the command that decides it
--   run      when it began, its status ('' without an end), its seconds, files, records kept and refused, its kind
--   feed     seen last, state (reader_words.csv, feed_state), days late, of the last night: files, kept, refused; systems and title
--   due      the day, target or report, days from today; what, and who leads
--   waits    how many of a kind
--   period   whether the catalogue is kept (kept, gone, unknown), how many files are gone by their days ('': not asked)
--   raw      of each file that is to be there still: hash, the day that it was taken, days
--   base     records that the warehouse has, kept in the last 30 days, its bytes, the day of the first load
--   closed   rule, place and words of what a person has closed
--   lack     what the role may not read
SET client_min_messages = warning;
SET lock_timeout = '10s';
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT (SELECT count(*) = 6 AND bool_and(has_schema_privilege(n.oid, 'usage') AND has_table_privilege(c.oid, 'select'))
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname = 'audit' AND c.relname IN ('run', 'load', 'catalog', 'mark', 'finding', 'task_closed')) AS ledger \gset
SELECT (SELECT has_schema_privilege(n.oid, 'usage') AND has_table_privilege(c.oid, 'select')
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'audit' AND c.relname = 'approval') AS decisions \gset
SELECT (SELECT has_schema_privilege(n.oid, 'usage') AND has_table_privilege(c.oid, 'select')
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'audit' AND c.relname = 'request') AS asked \gset
SELECT (:'now'::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today \gset
\set run '(SELECT NULL::bigint AS run_id, NULL::text AS kind, NULL::timestamptz AS now, NULL::integer AS status, NULL::bigint AS told_by)'
\set closed '(SELECT NULL::text AS rule, NULL::text AS place, NULL::text AS words, NULL::date AS until)'
\if :ledger
\set run audit.run
\set closed audit.task_closed
\else
SELECT 'lack', 'audit.run, audit.load, audit.catalog, audit.mark, audit.finding, audit.task_closed', '', '', '', '', '', '', '', '';
\endif

-- What a person must decide. Of a figure that waits since is when the run that wrote it was told it is.
SELECT 'waiting', 'held ' || c.ky || ' ' || c.bo_chi_so, coalesce(to_char(min(r.now) AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), ''), 'held', count(*), '', '', '',
	count(*) || ' số tạm giữ, chờ duyệt / held, to be approved: ' || c.bo_chi_so || ', ' || c.ky, 'scripts/approve ' || c.ky || ' --list --set ' || c.bo_chi_so
FROM share.chi_so c LEFT JOIN :run r ON r.run_id = c.tu_lan_chay WHERE c.tam_giu
GROUP BY c.bo_chi_so, c.ky ORDER BY 3, 2;

\if :decisions
SELECT 'waiting', 'again ' || c.ky || ' ' || c.bo_chi_so, coalesce(to_char(min(r.now) AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), ''), 'again', count(*), '', '', '',
	count(*) || ' số đã duyệt nay khác đi, duyệt lại / approved figures changed: ' || c.bo_chi_so || ', ' || c.ky, 'scripts/approve ' || c.ky || ' --list --set ' || c.bo_chi_so
FROM (SELECT DISTINCT ON (a.set, a.indicator, a.agency, a.period) a.* FROM audit.approval a
	ORDER BY a.set, a.indicator, a.agency, a.period, a.approval_id DESC) d
JOIN share.chi_so c ON c.bo_chi_so = d.set AND c.chi_so = d.indicator AND c.co_quan = d.agency AND c.ky = d.period
LEFT JOIN :run r ON r.run_id = c.tu_lan_chay
WHERE d.decision = 'approve' AND c.ngay_duyet IS NULL AND NOT c.tam_giu
GROUP BY c.bo_chi_so, c.ky ORDER BY 3, 2;
\else
SELECT 'lack', 'audit.approval', '', '', '', '', '', '', '', '';
\endif

SELECT 'waiting', 'feed ' || d.nguon, to_char(d.cham_tu_ngay, 'YYYY-MM-DD'), CASE WHEN d.ma_trang_thai IN ('came', 'due') THEN 'late' ELSE d.ma_trang_thai END, greatest(0, :'today'::date - d.cham_tu_ngay), '', '', '',
	concat_ws(', ', split_part(d.ten_nguon, ' (', 1), 'hệ thống / system ' || d.he_thong) || ': ' || CASE WHEN d.ma_trang_thai IN ('came', 'due') THEN 'chậm' ELSE d.trang_thai END || coalesce(', lần cuối / last '
	|| to_char(d.lan_cuoi AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY'), ''), 'hỏi nơi gửi / ask the sender (' || d.nguon || ')'
FROM share.nguon_du_lieu d WHERE (d.ma_trang_thai IN ('late', 'missing', 'never') OR d.cham_tu_ngay <= :'today'::date)
	AND NOT EXISTS (SELECT FROM :closed t WHERE t.rule = 'late' AND t.place = d.nguon AND (t.until IS NULL OR t.until > :'today'::date)
		AND t.words IN ('', d.ma_trang_thai || coalesce(', lần cuối / last seen ' || to_char(d.lan_cuoi AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY'), '')))
ORDER BY 3, 2;

-- what a person has closed (closed.sh)
SELECT 'closed', t.rule, t.place, t.words, '', '', '', '', '', '' FROM :closed t WHERE t.rule = 'quarantine' AND (t.until IS NULL OR t.until > :'today'::date);

SELECT 'waiting', 'rejects ' || c.co_quan, to_char(min(c.cho_tu) AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), 'rejects', sum(c.so_ban_ghi), '', '', '',
	sum(c.so_ban_ghi) || ' dòng bị từ chối, chờ sửa / refused, to be mended: ' || min(c.ten_co_quan), 'scripts/rejects --agency ' || c.co_quan || ' -o ' || c.co_quan || '.csv'
FROM share.cho_sua c GROUP BY c.co_quan ORDER BY 3, 2;

\if :ledger
-- A run without an end is at work while somebody holds the lock, and it is the last one; else it was cut off, and the next night tells it.
WITH work AS (
	SELECT EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 1128813907 AND l.objid = 1
		AND l.objsubid = 2 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS is_held
), last AS (
	SELECT r.* FROM audit.run r WHERE r.kind = 'night' ORDER BY r.run_id DESC LIMIT 1
), good AS (
	SELECT max(r.now) AS now FROM audit.run r WHERE r.kind = 'night' AND r.status IN (0, 1)
)
SELECT 'waiting', 'night', to_char(coalesce(g.now, l.now) AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), 'night', coalesce(l.status::text, ''), '', '', '',
	CASE WHEN l.status >= 64 THEN 'đêm gần nhất chưa xong, mã ' || l.status || ' / the last night is not done, status ' || l.status
		WHEN l.status IS NULL AND NOT (w.is_held AND l.run_id = (SELECT max(run_id) FROM audit.run))
			THEN 'đêm gần nhất bị ngắt giữa chừng / the last night was cut off'
		ELSE 'không có đêm nào xong từ ' || to_char(g.now AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY') || ' / no night was done since' END, 'scripts/nightly'
FROM last l CROSS JOIN good g CROSS JOIN work w
WHERE l.status >= 64 OR l.status IS NULL AND NOT (w.is_held AND l.run_id = (SELECT max(run_id) FROM audit.run))
	OR g.now < :'now'::timestamptz - interval '36 hours';

SELECT 'waiting', 'finding', to_char(r.now AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), 'finding', '', '', '', '', concat_ws(': ', nullif(f.place, ''), f.words), ''
FROM audit.finding f JOIN audit.run r USING (run_id)
-- those two are asked for themselves
WHERE f.rule NOT IN ('late', 'quarantine') AND NOT EXISTS (SELECT FROM audit.task_closed t
	WHERE t.rule = f.rule AND t.place = f.place AND t.words IN ('', f.words) AND (t.until IS NULL OR t.until > :'today'::date))
ORDER BY f.place COLLATE "C", f.words COLLATE "C";

SELECT 'run', r.run_id, to_char(r.now AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI'), coalesce(r.status::text, ''),
	coalesce(round(extract(epoch FROM r.ended - r.started))::text, ''), coalesce(l.files, 0), coalesce(l.kept, 0), coalesce(l.rejected, 0), r.kind, ''
FROM audit.run r LEFT JOIN LATERAL (SELECT count(*) AS files, sum(x.n_kept) AS kept, sum(x.n_rejected) AS rejected FROM audit.load x
	WHERE x.run_id = r.run_id AND x.state <> 'bad') l ON true
ORDER BY r.run_id DESC LIMIT 100;
\endif

WITH night AS (
	SELECT max(r.run_id) AS run FROM :run r WHERE r.kind = 'night'
), told AS (
	SELECT r.run_id FROM :run r, night n WHERE coalesce(r.told_by, r.run_id) = n.run
), came AS (
	SELECT t.nguon, count(*) AS files, sum(t.so_giu) AS kept, sum(t.so_tu_choi) AS rejected
	FROM share.tinh_hinh_nap t WHERE t.lan_chay IN (SELECT run_id FROM told) AND t.ma_trang_thai = 'ok' GROUP BY t.nguon
)
SELECT 'feed', d.nguon, coalesce(to_char(d.lan_cuoi AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI'), ''),
	CASE WHEN d.ma_trang_thai IN ('came', 'due') AND d.cham_tu_ngay <= :'today'::date THEN 'late' ELSE d.ma_trang_thai END,
	CASE WHEN d.cham_tu_ngay <= :'today'::date THEN (:'today'::date - d.cham_tu_ngay)::text ELSE '' END,
	coalesce(c.files, 0), coalesce(c.kept, 0), coalesce(c.rejected, 0), concat_ws(': ', d.he_thong, split_part(d.ten_nguon, ' (', 1)), ''
FROM share.nguon_du_lieu d LEFT JOIN came c USING (nguon)
ORDER BY substring(d.he_thong FROM '^[0-9]+')::integer NULLS FIRST, d.nguon;

SELECT 'due', h.bo_chi_so || ' ' || h.chi_so, to_char(h.han, 'YYYY-MM-DD'), 'target', h.han - :'today'::date, '', '', '',
	concat_ws(' – ', split_part(h.noi_dung, ' (', 1) || ': ' || coalesce(h.chi_tieu, ''), h.chu_tri), 'chiso-publish report --set ' || h.bo_chi_so || ' --period PERIOD'
FROM share.den_han h WHERE h.han BETWEEN :'today'::date AND :'today'::date + 30
UNION ALL
SELECT 'due', d.nguon, to_char(d.cham_tu_ngay - 1, 'YYYY-MM-DD'), 'report', d.cham_tu_ngay - 1 - :'today'::date, '', '', '', split_part(d.ten_nguon, ' (', 1), ''
FROM share.nguon_du_lieu d WHERE d.ma_chu_ky IN ('monthly', 'quarterly', 'yearly') AND d.ma_trang_thai IN ('came', 'due')
	AND d.cham_tu_ngay - 1 BETWEEN :'today'::date AND :'today'::date + 30
ORDER BY 3, 4, 2, 9;

SELECT 'waits', CASE WHEN c.tam_giu THEN 'held' WHEN c.ngay_duyet IS NULL THEN 'provisional' ELSE 'approved' END, '', '', count(*), '', '', '', '', ''
FROM share.chi_so c GROUP BY 2 ORDER BY 2;
\if :ledger
SELECT 'waits', 'marks', '', '', count(*), '', '', '', coalesce(string_agg(DISTINCT m.period, ' ' ORDER BY m.period), ''), '' FROM audit.mark m;
\endif
\if :asked
-- Days of which the last answer was none, or not the whole of it.
SELECT 'waits', 'unanswered', '', '', count(DISTINCT (q.feed, q.request, q.window_from, q.window_to)), '', '', '', coalesce(string_agg(DISTINCT q.feed, ' ' ORDER BY q.feed), ''), ''
FROM audit.request q WHERE NOT q.is_answer AND NOT EXISTS (SELECT FROM audit.request a WHERE a.feed = q.feed AND a.request = q.request
	AND a.is_answer AND a.is_last AND a.window_from <= q.window_from AND a.window_to >= q.window_to);
\else
SELECT 'lack', 'audit.request', '', '', '', '', '', '', '', '';
\endif

\if :ledger
-- Periods that have figures: a file is gone when its feed's days have passed since it was taken last (old.sql). Records say which periods they
-- touch; where the role may not read them, nobody knows. A file that is gone is read as the warehouse holds it.
SELECT (SELECT coalesce(string_agg(format('SELECT load_id, unnest(string_to_array(periods, '' '')) AS period FROM core.%I WHERE load_id IN (SELECT load_id FROM gone)
	AND accepted_quarter IN (SELECT accepted_quarter FROM gone)', c.relname), ' UNION '), 'SELECT NULL::bigint AS load_id, NULL::text AS period WHERE false')
	FROM pg_class c WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'core') AND c.relname LIKE '%\_version' AND c.relkind IN ('r', 'p')
		AND NOT c.relispartition AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'periods')) AS touched \gset
SELECT (SELECT coalesce(bool_and(has_table_privilege(c.oid, 'select')), true)
	FROM pg_class c WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'core') AND c.relname LIKE '%\_version' AND c.relkind IN ('r', 'p')
		AND NOT c.relispartition AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'periods')) AS records \gset
\if :records
\else
\set touched 'SELECT NULL::bigint AS load_id, NULL::text AS period WHERE false'
\endif
WITH loads AS (
	SELECT l.load_id, l.file_hash, l.accepted_quarter, max(l.accepted_at) OVER (PARTITION BY l.file_hash) AS taken, d.so_ngay_luu_goc AS days
	FROM audit.load l JOIN share.nguon_du_lieu d ON d.nguon = l.feed WHERE l.state = 'ok'
), gone AS MATERIALIZED (
	SELECT * FROM loads WHERE taken < :'now'::timestamptz - make_interval(days => days)
), touched AS (
	:touched
), missing AS (
	SELECT t.period, count(DISTINCT g.file_hash) AS files FROM touched t JOIN gone g USING (load_id) GROUP BY t.period
), made AS (
	SELECT c.ky, max(c.tu_lan_chay) AS run FROM share.chi_so c WHERE c.ky ~ '-Q[1-4]$' GROUP BY c.ky
)
SELECT 'period', m.ky, '', CASE WHEN a.hash IS NOT NULL THEN 'kept' WHEN r.catalog_hash IS NULL THEN 'unknown' ELSE 'gone' END, '',
	CASE WHEN :'records' = 't' THEN coalesce(x.files, 0)::text ELSE '' END, '', '', '', 'scripts/reprocess ' || m.ky || ' --dry-run'
FROM made m LEFT JOIN audit.run r ON r.run_id = m.run LEFT JOIN audit.catalog a ON a.hash = r.catalog_hash LEFT JOIN missing x ON x.period = m.ky
ORDER BY m.ky DESC;

SELECT 'raw', l.file_hash, to_char(max(l.accepted_at) AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), '', coalesce(min(d.so_ngay_luu_goc)::text, ''), '', '', '', '', ''
FROM audit.load l JOIN share.nguon_du_lieu d ON d.nguon = l.feed WHERE l.state <> 'bad' GROUP BY l.file_hash
HAVING coalesce(max(l.accepted_at) >= :'now'::timestamptz - make_interval(days => min(d.so_ngay_luu_goc)), true);

SELECT 'base', '', coalesce(to_char(min(l.accepted_at) AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), ''), '', pg_database_size(current_database()), count(*), coalesce(sum(l.n_kept), 0),
	coalesce(sum(l.n_kept) FILTER (WHERE l.accepted_at > :'now'::timestamptz - interval '30 days'), 0), '', ''
FROM audit.load l WHERE l.state <> 'bad';
\endif
COMMIT;
