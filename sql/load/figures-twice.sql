-- How many keys the stream has more than once: FULL JOIN would pair two rows of one with one stored row and say nothing.
-- figure_key: the four columns of the key
SELECT count(*) FROM (SELECT 1 FROM pg_temp.chiso_figure GROUP BY :figure_key HAVING count(*) > 1) d;
