-- share.tam_giu: what a gate holds now, until a named person approves it (scripts/approve), with the proof that was found. The
-- proof quotes numbers, the held one among them: for those who approve, not for readers, and never published as a file.
CREATE OR REPLACE VIEW share.tam_giu AS
SELECT p.set AS bo_chi_so, p.indicator AS chi_so, p.agency AS co_quan, p.period AS ky, l.name_vi AS ten_chi_so,
	p.reason AS ly_do, i.flags AS can_cu, p.run_from AS tu_lan_chay
FROM core.indicator_published p
JOIN core.indicator i ON i.set = p.set AND i.indicator = p.indicator AND i.agency = p.agency AND i.period = p.period AND i.run_to IS NULL
LEFT JOIN core.label l ON l.kind = 'indicator' AND l.code = p.indicator
WHERE p.run_to IS NULL AND p.state = 'held'
ORDER BY p.set, p.indicator, p.agency, p.period;

COMMENT ON VIEW share.tam_giu IS
	'Số liệu đang tạm giữ, chờ người có thẩm quyền xem và duyệt (scripts/approve); dành cho người duyệt, không công bố';
COMMENT ON COLUMN share.tam_giu.bo_chi_so IS 'Bộ chỉ số (văn bản giao)';
COMMENT ON COLUMN share.tam_giu.chi_so IS 'Mã chỉ số';
COMMENT ON COLUMN share.tam_giu.co_quan IS 'Cơ quan';
COMMENT ON COLUMN share.tam_giu.ky IS 'Kỳ (quý hoặc năm)';
COMMENT ON COLUMN share.tam_giu.ten_chi_so IS 'Tên chỉ số';
COMMENT ON COLUMN share.tam_giu.ly_do IS 'Vì sao tạm giữ';
COMMENT ON COLUMN share.tam_giu.can_cu IS 'Cảnh báo kèm căn cứ: những con số đã tìm thấy';
COMMENT ON COLUMN share.tam_giu.tu_lan_chay IS 'Lần chạy đã ghi con số';

DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_reader') THEN
		REVOKE ALL ON share.tam_giu FROM chiso_reader;
	END IF;
END
$$;
