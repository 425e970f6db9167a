-- The systems whose data the province's warehouse takes, with what came last.
-- Gives: a row a system
SELECT n.stt::text AS id, n.ten, n.trang_thai, n.nguon, n.chu_ky, n.han, n.so_tep, n.so_ban_ghi_giu, n.lan_cuoi, n.don_vi_theo_doi, n.du_kien
FROM share.nguon n
ORDER BY n.stt;
