-- What a reader of share alone may know: whether the figure is held.
-- $1 period, $2 indicator, $3 set, $4 agency; '' for any of the last three
-- Gives: how many figures, how many of them are held
SELECT count(*), count(*) FILTER (WHERE tam_giu) FROM share.chi_so
WHERE ky = $1 AND ($2 = '' OR chi_so = $2) AND ($3 = '' OR bo_chi_so = $3) AND ($4 = '' OR co_quan = $4);
