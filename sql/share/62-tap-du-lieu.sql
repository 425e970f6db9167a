-- share.tap_du_lieu: the data sets that agencies are to share or open by the province's list (Kon Tum: decision 528): how often it was
-- promised, when it was delivered last, with how many records, whose it is.
CREATE OR REPLACE VIEW share.tap_du_lieu AS
SELECT d.dataset AS ma_tap, d.name AS ten, d.territory AS dia_ban, coalesce(h.text_vi, d.sharing_of) COLLATE "C" AS hinh_thuc,
	d.frequency_vi AS tan_suat, d.owner AS co_quan, a.name_vi AS ten_co_quan, d.roadmap AS tu_ngay, d.delivered_on AS lan_cuoi,
	d.records AS so_ban_ghi, d.days AS so_lan, nullif(d.feed, '') AS nguon, d.sharing_of AS ma_hinh_thuc, d.frequency AS ma_tan_suat
FROM core.dataset d
LEFT JOIN core.label a ON a.kind = 'agency' AND a.code = d.owner
LEFT JOIN core.reader_word h ON h.kind = 'sharing' AND h.pattern = d.sharing_of
ORDER BY d.territory, d.dataset, d.sharing_of;

COMMENT ON VIEW share.tap_du_lieu IS
	'Tập dữ liệu phải chia sẻ, phải mở theo danh mục của tỉnh (Kon Tum: Quyết định 528/QĐ-UBND ngày 27/10/2023): tần suất đã hứa, lần giao gần nhất, số bản ghi, cơ quan chủ quản';
