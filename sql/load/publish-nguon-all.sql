-- The page of feeds: one, of every day, of every state of the feeds and systems.
-- :'day'
-- Gives: one row
SELECT '' AS set, '' AS period, '' AS agency, concat_ws(' ', :'day',
	(SELECT md5(coalesce(string_agg(d::text, '|' ORDER BY d.nguon), '')) FROM share.nguon_du_lieu d),
	(SELECT md5(coalesce(string_agg(n::text, '|' ORDER BY n.stt), '')) FROM share.nguon n)) AS state;
