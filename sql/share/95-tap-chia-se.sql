-- What a row of each view of share is known by, for whoever keeps a copy (99-share-rows.sql). Every view stands here. Only of what one
-- table keeps by that very key (figures, versions) are rows not numbered: a view that joins words may have two where a table has one. The
-- first two are core.indicator_published and nothing else (996-pace.sql).
DELETE FROM core.share_set;
INSERT INTO core.share_set (view, key, repeats, of_figures)
SELECT view, pg_catalog.string_to_array(key, ' ') AS key, repeats, view IN ('chi_so', 'chi_so_lich_su') FROM (VALUES
	('phien_ban', 'phien_ban', false),
	('lan_chay', 'lan_chay', true),
	('danh_muc', 'ma_loai ma', true),
	('phu_luc_i', 'ky_bao_cao dia_ban ma_chi_tieu', true),
	('chi_so', 'bo_chi_so chi_so co_quan ky', false),
	('chi_so_lich_su', 'bo_chi_so chi_so co_quan ky tu_lan_chay den_lan_chay', true),
	('chi_so_theo_co_quan_nay', 'bo_chi_so chi_so co_quan ky', false),
	('bang_diem', 'bo_chi_so chi_so co_quan ky', true),
	('ho_so_thong_ke', 'so_lieu co_quan ky muc', true),
	('he_thong_thong_ke', 'so_lieu co_quan ky muc', true),
	('tinh_hinh_nap', 'ma_bam_tep nguon lan_chay', true),
	('don_vi_hanh_chinh', 'ma_cap ma hieu_luc_tu', true),
	('dinh_nghia', 'bo_chi_so chi_so ky', false),
	('den_han', 'cap bo_chi_so chi_so', true),
	('phan_cong', 'bo_chi_so thu_tu chi_so', true),
	('van_ban', 'bo_chi_so thu_tu', true),
	('nguon', 'stt', true),
	('bien_so', 'ky_bao_cao dia_ban don_vi_gui chi_so bien', true),
	('nguon_du_lieu', 'nguon', true),
	('cho_sua', 'co_quan nguon ma_truong ma_ly_do viec_can_lam', true),
	('tap_du_lieu', 'dia_ban ma_tap ma_hinh_thuc', true)
) v (view, key, repeats);
