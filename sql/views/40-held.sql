-- audit.tam_giu: what a gate holds now, until a named person approves it (scripts/approve), with the proof that was found. The
-- proof quotes numbers, the held one among them: for those who approve. It stands apart from share, so that whoever is granted all of
-- share has none of it.
CREATE OR REPLACE VIEW audit.tam_giu AS
SELECT p.set AS bo_chi_so, p.indicator AS chi_so, p.agency AS co_quan, p.period AS ky, l.name_vi AS ten_chi_so,
	p.reason_vi AS ly_do, g.words AS can_cu, p.run_from AS tu_lan_chay, p.reason_en AS ly_do_en,
	(SELECT i.flags FROM core.indicator i WHERE i.set = p.set AND i.indicator = p.indicator AND i.agency = p.agency AND i.period = p.period
		AND i.run_to IS NULL) AS ma_can_cu
FROM core.indicator_published p
LEFT JOIN LATERAL (SELECT string_agg(coalesce(o.vi, core.tell('flag', f."check" || ': ' || f.words, 'vi')) || CASE f.proof WHEN '' THEN '' ELSE ' (' || f.proof || ')' END,
	'; ' ORDER BY f.ordinal) AS words FROM core.indicator_flag f
	LEFT JOIN core.told o ON o.kind = 'flag' AND md5(o.text) = md5(f."check" || ': ' || f.words)
	WHERE f.set = p.set AND f.indicator = p.indicator AND f.agency = p.agency AND f.period = p.period AND f.run_to IS NULL) g ON true
LEFT JOIN core.label l ON l.kind = 'indicator' AND l.code = p.indicator
WHERE p.run_to IS NULL AND p.state = 'held'
ORDER BY p.set, p.indicator, p.agency, p.period;

COMMENT ON VIEW audit.tam_giu IS
	'Số liệu đang tạm giữ, chờ người có thẩm quyền xem và duyệt (scripts/approve); dành cho người duyệt, không công bố';

SELECT core.grant_to('SELECT ON audit.tam_giu', 'chiso_approver');
