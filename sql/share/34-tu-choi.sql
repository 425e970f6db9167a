-- share.tu_choi: what was refused and waits to be mended, counted by whose it is, source, field and reason, with what is to be done. No
-- record, no value.
CREATE OR REPLACE VIEW share.tu_choi AS
SELECT nullif(r.agency, '') AS co_quan, a.name_vi AS ten_co_quan, r.feed_title AS ten_nguon, nullif(r.field_title, '') AS truong,
	r.message_vi AS ly_do, r.do_vi AS can_lam, r.n AS so_luong, r.since AS tu_ngay, r.message_en AS ly_do_en, r.do_en AS can_lam_en,
	r.feed AS ma_nguon, nullif(r.field, '') AS ma_truong, r.code AS ma_ly_do, r.severity AS ma_muc_do
FROM core.refused r
LEFT JOIN core.label a ON a.kind = 'agency' AND a.code = r.agency
ORDER BY r.agency, r.feed, r.field, r.code, r.severity;

COMMENT ON VIEW share.tu_choi IS 'Dữ liệu bị từ chối còn chờ sửa: đếm theo cơ quan, nguồn, trường và lý do, kèm việc cần làm; không có bản ghi và giá trị nào';

-- share.dinh_nghia: the definition that each figure was computed by; where it differs between two periods, they are not of one series.
CREATE OR REPLACE VIEW share.dinh_nghia AS
SELECT d.set AS bo_chi_so, d.indicator AS chi_so, d.period AS ky, d.hash AS ma_dinh_nghia
FROM core.definition d
WHERE d.set <> ''
ORDER BY d.set, d.indicator, d.period;

COMMENT ON VIEW share.dinh_nghia IS 'Định nghĩa mà chỉ số của từng kỳ đã được tính theo: hai kỳ có mã khác nhau là hai định nghĩa, không so trực tiếp';
