-- share.he_thong_thong_ke: counts and sums of the records of every other kind, by agency and quarter; no record and no person. As
-- share.ho_so_thong_ke: no gate looks at them, and nobody approves them.
CREATE OR REPLACE VIEW share.he_thong_thong_ke AS
SELECT coalesce(f.name_vi, m.feed) AS loai, m.measure AS so_lieu, m.agency AS co_quan, m.period AS ky, m.item AS muc, m.value AS gia_tri_rieng,
	coalesce(u.name_vi, m.unit) AS don_vi_tinh, m.run_from AS lan_chay, t.name_vi AS ten_so_lieu, a.name_vi AS ten_co_quan, m.feed AS ma_loai,
	m.unit AS ma_don_vi_tinh
FROM core.measure m
LEFT JOIN core.label f ON f.kind = 'feed' AND f.code = m.feed
LEFT JOIN core.label t ON t.kind = 'measure' AND t.code = m.measure
LEFT JOIN core.label a ON a.kind = 'agency' AND a.code = m.agency
LEFT JOIN core.label u ON u.kind = 'unit' AND u.code = m.unit
WHERE m.run_to IS NULL AND m.feed <> 'hoso-tthc' AND m.kind IN ('sum', 'distinct') AND m.measure NOT LIKE 'noi-bo.%' -- of internal feeds
ORDER BY m.measure, m.agency, m.period, m.item;

COMMENT ON VIEW share.he_thong_thong_ke IS 'Thống kê bản ghi của các hệ thống khác (doanh nghiệp, dân cư, điện …) theo cơ quan và quý: mỗi dòng là bản ghi của CHÍNH cơ quan ấy, CHƯA gộp đơn vị cấp dưới. Số đếm từ bản ghi đã nhận, chưa phải chỉ số, không qua duyệt / Records of the agency ITSELF, NOT rolled up';
