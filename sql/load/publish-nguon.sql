-- The head of the page of feeds: how many systems there are and are connected, and what waits.
-- :'day'
-- Gives: one row
SELECT :'day'::date AS made_on, (SELECT count(*) FROM share.nguon n) AS systems, (SELECT count(*) FROM share.nguon n WHERE n.ma_trang_thai = 'connected') AS connected,
	(SELECT count(*) FROM share.nguon_du_lieu d) AS feeds, (SELECT coalesce(sum(d.cho_sua), 0) FROM share.nguon_du_lieu d) AS to_mend;
