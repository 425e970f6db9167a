-- share.den_han: one list of what is due, overdue and undated: every target of the catalogue, with the latest figure of its
-- territory where there is one (of a year its own figure before those of its quarters; one with a value before one without).
-- A figure says what the calendar made of it on its day. Of a yearly target it stands until the next year's figure comes when
-- it missed its day, else the list has gone on to this year's day. A held figure has no value here: the one before it stands, or
-- else its row, without a result, until it is approved. Without a result the reason says what nobody has sent, by its words and
-- its row of the form, and who has to; of what is counted which feed is not there.
CREATE OR REPLACE VIEW share.den_han AS
WITH lead AS (
	-- sorted by bytes: the database's own order is another on every server
	SELECT n.set, n.indicator, string_agg(DISTINCT n.name, ', ' ORDER BY n.name) COLLATE "default" AS names
	FROM (SELECT d.set, d.indicator, coalesce(d.agency_name, d.text) COLLATE "C" AS name FROM core.duty d WHERE d.role = 'lead') n
	GROUP BY n.set, n.indicator
), held AS (
	SELECT d.*, i.period, i.value, i.shown, i.unit, i.unit_vi, i.reason_vi AS missing, i.set IS NOT NULL AS has_figure,
		coalesce(i.state = 'held' OR i.is_status_held, false) AS is_held,
		CASE d.level WHEN 'national' THEN i.national_status ELSE i.status END AS status,
		CASE d.level WHEN 'national' THEN i.national_due ELSE i.due END AS figure_due,
		coalesce(CASE d.level WHEN 'national' THEN i.national_due_status ELSE i.due_status END, '') AS word,
		-- of a year that was over before the period: held against a figure of that year, not against this one
		CASE WHEN d.level = 'national' THEN substring(i.rules FROM '(?:^|; )national_target=([^;]*)') END AS past
	FROM core.target_due d
	LEFT JOIN LATERAL (SELECT * FROM core.indicator_published p
		WHERE p.run_to IS NULL AND p.set = d.set AND p.indicator = d.indicator AND p.agency = d.agency
		ORDER BY coalesce(p.value, '') = '', left(p.period, 4) DESC, length(p.period), p.period DESC LIMIT 1) i ON true
), sent AS (
	SELECT DISTINCT dia_ban, ma_bien, left(ky_bao_cao, 4) AS year FROM core.bien_so_chi_so WHERE coalesce(gia_tri, '') <> ''
), dated AS (
	SELECT h.*, word <> '' AND (coalesce(figure_due, '') >= due
		OR word IN ('not_reached', 'overdue', 'relapsed', 'behind', 'due', 'no_figure')) AS is_figures
	FROM held h
)
SELECT d.set AS bo_chi_so, d.indicator AS chi_so, d.agency AS co_quan, d.period AS ky,
	coalesce(v.text_vi, d.level) AS cap, d.text COLLATE "C" AS chi_tieu,
	nullif(CASE WHEN d.is_figures THEN d.figure_due ELSE d.due END, '')::date AS han, z.text AS trang_thai_theo_han,
	CASE WHEN d.past IS NULL THEN d.shown END AS hien_thi, d.unit_vi AS don_vi_tinh,
	CASE WHEN d.status = 'not_comparable' THEN nullif(d.reason, '')
		WHEN d.past IS NOT NULL AND NOT d.is_held THEN 'so với số liệu năm ' || d.past
		WHEN coalesce(d.value, '') <> '' THEN NULL
		WHEN d.is_held THEN d.missing
		ELSE concat_ws(': ', 'chưa có số liệu', CASE
			WHEN y.unsent <> '' OR f.absent <> '' THEN concat_ws('; ',
				concat_ws(' ', coalesce(l.names, nullif(d.lead, '')), 'chưa gửi ' || y.unsent || ', biểu bien-so-chi-so'),
				'chưa nhận được nguồn ' || f.absent)
			WHEN f.feeds = 0 THEN coalesce(nullif(d.reason, ''), 'chưa có nguồn dữ liệu nào mang số này')
			WHEN d.has_figure THEN nullif(d.missing, '')
			ELSE 'bộ chỉ tiêu chưa được tính cho kỳ nào' END) END COLLATE "C" AS ly_do,
	coalesce(p.text_vi, nullif(d.part, '')) AS phan, d.stt, d.wording AS noi_dung,
	coalesce(l.names, nullif(d.lead, '')) AS chu_tri,
	CASE WHEN d.is_held THEN 'tạm giữ, chờ duyệt' ELSE z.text END AS trang_thai,
	nullif(e.after_end, '') AS sau_khi_het_hieu_luc, w.word AS ma_trang_thai_theo_han, d.level AS ma_cap, d.unit AS ma_don_vi_tinh,
	nullif(d.part, '') AS ma_phan
FROM dated d
LEFT JOIN core.set_end e ON e.set = d.set AND d.due > e.ends_on
CROSS JOIN LATERAL (SELECT (CASE WHEN d.is_held THEN NULL WHEN e.is_over AND e.after_end <> '' AND d.word NOT IN ('reached', 'maintained') THEN 'ended'
	WHEN d.is_figures THEN d.word
	WHEN d.state = 'past' AND d.level = 'national' THEN 'no_figure' WHEN d.state = 'past' THEN 'overdue' WHEN d.state = 'today' THEN 'due'
	WHEN d.state = 'ahead' THEN 'not_due' ELSE 'undated' END) COLLATE "C" AS word) w
LEFT JOIN LATERAL (SELECT coalesce((SELECT r.text_vi FROM core.reader_word r WHERE r.kind = 'due_status' AND r.pattern = w.word), w.word)
	COLLATE "C" AS text) z ON true
LEFT JOIN core.reader_word v ON v.kind = 'target_level' AND v.pattern = d.level
LEFT JOIN core.reader_word p ON p.kind = 'target_part' AND p.pattern = d.part
LEFT JOIN lead l ON l.set = d.set AND l.indicator = d.indicator
LEFT JOIN LATERAL (SELECT count(DISTINCT t.feed) AS feeds,
		string_agg(DISTINCT t.feed, ', ' ORDER BY t.feed) FILTER (WHERE t.feed <> 'bien-so-chi-so'
			AND t.feed NOT IN (SELECT a.kind FROM audit.load a WHERE a.state = 'ok')) AS absent
	FROM core.target_entry t WHERE t.indicator = d.indicator) f ON true
-- of several indicators that are the same its own row of the form is asked for
LEFT JOIN LATERAL (SELECT t.source FROM core.target_entry t WHERE t.indicator = d.indicator AND t.feed = 'bien-so-chi-so'
	ORDER BY t.source <> d.indicator, t.source LIMIT 1) o ON true
LEFT JOIN LATERAL (SELECT string_agg(t.title || ' (' || t.item || ')', '; ' ORDER BY t.item) AS unsent
	FROM core.target_entry t WHERE t.indicator = d.indicator AND t.source = o.source AND t.feed = 'bien-so-chi-so'
		AND NOT EXISTS (SELECT FROM sent s WHERE s.dia_ban = d.agency AND s.ma_bien = t.item
			AND s.year = coalesce(nullif(left(coalesce(d.period, d.due), 4), ''), s.year))) y ON true
ORDER BY han NULLS LAST, d.set, d.indicator, d.part, d.level = 'national', d.agency, d.text COLLATE "C", d.stt COLLATE "C",
	d.territory, d.wording COLLATE "C";

COMMENT ON VIEW share.den_han IS
	'Chỉ tiêu theo hạn: mọi chỉ tiêu của mọi văn bản, quá hạn, sắp đến hạn và không định hạn, kèm kết quả mới nhất của địa bàn và cơ quan chủ trì; chỉ tiêu chưa có số liệu nói rõ vì sao';
