-- share.nguon_du_lieu: every feed of the catalogue, with or without a system behind it: when it came last, from which day it is late, what
-- came of it, in all and when it came last, and what of it waits to be mended.
CREATE OR REPLACE VIEW share.nguon_du_lieu AS
SELECT d.feed AS nguon, d.name AS ten_nguon, nullif(d.systems, '') AS he_thong, coalesce(w.text_vi, d.state) COLLATE "C" AS trang_thai,
	coalesce(k.text_vi, nullif(d.cadence, '')) COLLATE "C" AS chu_ky, core.tell('days_after', nullif(d.due, ''), 'vi') AS han_gui,
	d.last_seen AS lan_cuoi, d.late_from AS cham_tu_ngay, came.files AS so_tep, came.kept AS so_giu, came.rejected AS so_tu_choi,
	latest.kept AS so_giu_lan_cuoi, latest.rejected AS so_tu_choi_lan_cuoi, coalesce(o.rows, 0) AS cho_sua, d.raw_days AS so_ngay_luu_goc,
	d.state AS ma_trang_thai, nullif(d.cadence, '') AS ma_chu_ky, nullif(d.due, '') AS ma_han
FROM core.feed_due d
LEFT JOIN core.reader_word w ON w.kind = 'feed_state' AND w.pattern = d.state
LEFT JOIN core.reader_word k ON k.kind = 'cadence' AND k.pattern = d.cadence
LEFT JOIN LATERAL (SELECT count(*) AS files, coalesce(sum(l.n_kept), 0) AS kept, coalesce(sum(l.n_rejected), 0) AS rejected,
	max(l.run_id) AS run FROM audit.load l WHERE l.state = 'ok' AND l.feed = d.feed) came ON true
LEFT JOIN LATERAL (SELECT sum(l.n_kept) AS kept, sum(l.n_rejected) AS rejected FROM audit.load l
	WHERE l.state = 'ok' AND l.feed = d.feed AND l.run_id = came.run) latest ON true
LEFT JOIN (SELECT r.feed, sum(r.rows) AS rows FROM core.reject_open r GROUP BY r.feed) o ON o.feed = d.feed
ORDER BY substring(d.systems FROM '^[0-9]+')::integer NULLS FIRST, d.feed;

COMMENT ON VIEW share.nguon_du_lieu IS
	'Các nguồn dữ liệu của tỉnh và của trung ương: lần nhận cuối, chậm hay chưa, đã nhận, đã từ chối bao nhiêu bản ghi, còn bao nhiêu chờ sửa';

-- share.cho_sua: what was refused and waits to be mended, by agency, feed, field and reason, with what is to be done; no value.
CREATE OR REPLACE VIEW share.cho_sua AS
SELECT r.agency AS co_quan, r.agency_name AS ten_co_quan, r.feed AS nguon, coalesce(l.name_vi, r.feed) AS ten_nguon,
	nullif(r.field_name, '') AS ten_truong, r.what_vi AS ly_do, r.do_vi AS viec_can_lam, r.rows AS so_ban_ghi,
	r.files AS so_tep, r.since AS cho_tu, r.what_en AS ly_do_en, r.do_en AS viec_can_lam_en, r.code AS ma_ly_do, nullif(r.field, '') AS ma_truong
FROM core.reject_open r
LEFT JOIN core.label l ON l.kind = 'feed' AND l.code = r.feed
ORDER BY r.agency, r.feed, r.field, r.code, r.do_vi COLLATE "C";

COMMENT ON VIEW share.cho_sua IS
	'Bản ghi bị từ chối còn chờ sửa, gộp theo cơ quan, nguồn, trường và lý do, kèm việc cần làm; danh sách từng bản ghi: scripts/rejects';
