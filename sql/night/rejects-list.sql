-- rejects-list: the refused records of one list, in words that a department can act on.
-- Variables: list mended (1: those that were mended, '': the open ones)
-- Tables: open_reject (with lists), every_agency, feeds, fields, settings, codes, units, reject_codes, reject_ways, field_words
-- Columns: row, list, its name, file, message, sent, record, line, key, feed's title, feed, field's title, field, what is wrong, in
-- English, what was found, what was expected, in English, what to do, in English, 1 when it can be mended in the list (else ''), the file or
-- person that mended it, when
SET client_min_messages = warning;
WITH listed AS (
	SELECT o.*, f.title_vi AS field_title, f.type, f.codes, f.unit, f.policy, s.title_vi AS feed_title, t.names AS territories,
		o.record > 0 AND o.state = 'ok' AND f.policy = 'keep' AS may_edit
	FROM open_reject o LEFT JOIN feeds s USING (feed)
	LEFT JOIN LATERAL (SELECT * FROM fields x WHERE x.feed IN (o.feed, o.kind) AND x.field = o.field ORDER BY x.feed = o.feed DESC LIMIT 1) f ON true
	CROSS JOIN LATERAL (SELECT coalesce((SELECT string_to_array(p.value, ' ') FROM settings p
		WHERE p.setting = 'territory' AND s.territory <> '' AND s.territory NOT LIKE 'field:%'
			AND NOT EXISTS (SELECT FROM every_agency e WHERE e.territory = s.territory)), ARRAY[s.territory]) AS names) t
	WHERE o.list = :'list' AND (o.mended_by IS NOT NULL) = (:'mended' = '1')
), worded AS (
	SELECT l.*, w.example, w.need_vi, w.need_en,
		(SELECT string_agg(c.code || coalesce(' (' || nullif(c.title_vi, '') || ')', ''), '; ' ORDER BY length(c.code), c.code)
			FROM codes c WHERE c.list = coalesce(nullif(l.codes, ''), CASE WHEN l.type = 'bool' THEN 'dung-sai' END)) AS code_words,
		(SELECT string_agg(u.title_vi, ', ' ORDER BY u.factor::numeric, u.unit) FROM units u WHERE u.factor ~ '^[0-9.]+$' AND u.dimension =
			(SELECT x.dimension FROM units x WHERE x.unit = l.unit)) AS unit_words,
		(SELECT coalesce(nullif(a.code, ''), a.agency) FROM every_agency a WHERE a.kind = 'body' AND a.territory = ANY (l.territories
				|| (SELECT b.territory FROM every_agency b WHERE b.agency = l.list LIMIT 1))
			AND a.parent <> '' ORDER BY a.level = 'province' DESC, a.agency LIMIT 1) AS agency_word
	FROM listed l LEFT JOIN field_words w USING (type)
), filled AS (
	SELECT w.*, coalesce(replace(replace(w.example, '{agency}', coalesce(w.agency_word, '')), '{codes}', ''), '') AS example_word,
		CASE WHEN w.code_words IS NULL AND w.need_vi LIKE '%{codes}%' OR w.unit_words IS NULL AND w.need_vi LIKE '%{units}%'
			THEN split_part(w.need_vi, ',' , 1) ELSE replace(replace(w.need_vi, '{codes}', coalesce(w.code_words, '')),
			'{units}', coalesce(w.unit_words, '')) END AS vi,
		CASE WHEN w.code_words IS NULL AND w.need_en LIKE '%{codes}%' OR w.unit_words IS NULL AND w.need_en LIKE '%{units}%'
			THEN split_part(w.need_en, ',' , 1) ELSE replace(replace(w.need_en, '{codes}', coalesce(w.code_words, '')),
			'{units}', coalesce(w.unit_words, '')) END AS en
	FROM worded w
)
SELECT f.row_id, f.list, coalesce((SELECT a.name_vi FROM every_agency a WHERE a.agency = f.list ORDER BY a.valid_from DESC LIMIT 1),
		'chưa rõ cơ quan / not known whose'),
	f.file_name, f.message, coalesce(to_char(f.sent_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI:SS'), ''),
	nullif(f.record, 0), nullif(f.line, 0), replace(f.key, E'\x1f', ' / '), coalesce(f.feed_title, f.feed), f.feed,
	coalesce(nullif(f.field_title, ''), f.field), f.field, coalesce(c.message_vi, f.code), coalesce(c.message_en, f.code), f.found,
	coalesce(f.vi || CASE WHEN f.example_word <> '' THEN '; ví dụ: ' || f.example_word ELSE '' END,
		'bản tin đọc được theo mẫu đã thống nhất'),
	coalesce(f.en || CASE WHEN f.example_word <> '' THEN '; for example: ' || f.example_word ELSE '' END, f.expected),
	CASE WHEN f.may_edit THEN coalesce(y.do_vi, 'ghi lại giá trị đúng') || ' (cột cuối), hoặc gửi lại bản ghi trong một bản tin mới'
		ELSE 'gửi lại bản tin đã sửa' END,
	CASE WHEN f.may_edit THEN coalesce(y.do_en, 'write the right value') || ' (last column), or send the record again in a new message'
		ELSE 'send the message again, corrected' END,
	CASE WHEN f.may_edit THEN '1' ELSE '' END,
	coalesce(nullif(f.mended_name, ''), n.file_name, ''), coalesce(to_char(n.accepted_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY'), '')
FROM filled f LEFT JOIN reject_codes c USING (code) LEFT JOIN reject_ways y USING (code) LEFT JOIN audit.load n ON n.load_id = f.mended_by
ORDER BY f.accepted_at, f.file_name, f.feed, f.record, f.line, f.field, f.code, f.row_id;
