-- The last eight periods that there are figures of, of a year its own first.
-- Gives: id, a row a period
SELECT p.ky AS id FROM (SELECT DISTINCT c.ky FROM share.chi_so c) p ORDER BY left(p.ky, 4) DESC, length(p.ky), p.ky DESC LIMIT 8;
