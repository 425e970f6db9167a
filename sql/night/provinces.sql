-- provinces: whose each feed of the catalogue is, as the temporary view province: line is `-` of the data centre's first province, of
-- another its territories joined by `+`, of everybody's feeds `*`.
-- Variables: none
-- Tables: feeds
-- Columns: none
SET client_min_messages = warning;
-- a catalogue of before the provinces has no laid_from: everything is the first one's
CREATE OR REPLACE TEMP VIEW province AS
SELECT f.feed, coalesce(nullif(to_jsonb(f) ->> 'kind', ''), f.feed) AS kind, to_jsonb(f) ->> 'laid_from' AS laid_from,
	CASE WHEN to_jsonb(f) ->> 'laid_from' <> '' THEN replace(f.territory, ' ', '+') WHEN coalesce(f.territory, '') = '' THEN '*' ELSE '-' END AS line
FROM feeds f;
