-- share.lan_chay: when each run was that wrote something of share.
CREATE OR REPLACE VIEW share.lan_chay AS
SELECT r.run_id AS lan_chay, coalesce(w.text_vi, r.kind) COLLATE "C" AS loai, r.now AS thoi_diem, r.catalog_hash AS ma_danh_muc,
	r.kind AS ma_loai
FROM audit.run r
LEFT JOIN core.reader_word w ON w.kind = 'run_kind' AND w.pattern = r.kind
WHERE r.run_id IN (
	SELECT p.run_from FROM core.indicator_published p UNION SELECT p.run_to FROM core.indicator_published p
	UNION SELECT m.run_from FROM core.measure m WHERE m.run_to IS NULL
	UNION SELECT l.run_id FROM audit.load l)
ORDER BY r.run_id;

COMMENT ON VIEW share.lan_chay IS 'Các lần chạy đã ghi số liệu hoặc nạp tệp: loại, thời điểm, danh mục đã dùng';
