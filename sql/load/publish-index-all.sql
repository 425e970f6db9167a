-- The entry page: one, of every day that it is asked for, and of every state of the figures, agencies and systems.
-- :'day'
-- Gives: one row
SELECT '' AS set, '' AS period, '' AS agency, concat_ws(' ', :'day',
	(SELECT md5(coalesce(string_agg(c.line, '|' ORDER BY c.line COLLATE "C"), '')) FROM (SELECT concat_ws('/', bo_chi_so, ky, count(*),
		count(*) FILTER (WHERE tam_giu), count(ngay_duyet), max(tu_lan_chay)) AS line FROM share.chi_so GROUP BY bo_chi_so, ky) c),
	(SELECT md5(coalesce(string_agg(n::text, '|' ORDER BY n.stt), '')) FROM share.nguon n),
	(SELECT md5(coalesce(string_agg(s.ma || s.ten, '|' ORDER BY s.ma), '')) FROM share.danh_muc s WHERE s.ma_loai = 'set')) AS state;
