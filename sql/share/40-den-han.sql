-- share.den_han: one list of what is due, overdue and undated, of every target's latest figure that has a value, else its latest.
-- A held figure has no value here: the one before it stands, or else its row, without a result, until it is approved.
CREATE OR REPLACE VIEW share.den_han AS
WITH latest AS (
	SELECT DISTINCT ON (set, indicator, agency) * FROM core.indicator_published WHERE run_to IS NULL
	ORDER BY set, indicator, agency, coalesce(value, '') = '', period DESC
)
SELECT i.set AS bo_chi_so, i.indicator AS chi_so, i.agency AS co_quan, i.period AS ky, l.cap, l.chi_tieu,
	nullif(l.han, '')::date AS han, l.trang_thai AS trang_thai_theo_han, i.shown AS hien_thi, i.unit AS don_vi_tinh,
	i.reason AS ly_do
FROM latest i
CROSS JOIN LATERAL (VALUES ('tỉnh', i.target, i.due, i.due_status),
	('quốc gia', i.national_target, i.national_due, i.national_due_status)) l (cap, chi_tieu, han, trang_thai)
WHERE l.trang_thai <> '' OR (i.state = 'held' AND l.chi_tieu <> '')
ORDER BY nullif(l.han, '')::date NULLS LAST, i.set, i.indicator, i.agency, l.cap DESC;

COMMENT ON VIEW share.den_han IS
	'Chỉ tiêu theo hạn: sắp đến hạn, quá hạn và không định hạn, với kết quả mới nhất (danh sách đầy đủ của danh mục: chiso-catalog show due)';
COMMENT ON COLUMN share.den_han.bo_chi_so IS 'Bộ chỉ số (văn bản giao)';
COMMENT ON COLUMN share.den_han.chi_so IS 'Mã chỉ số';
COMMENT ON COLUMN share.den_han.co_quan IS 'Cơ quan';
COMMENT ON COLUMN share.den_han.ky IS 'Kỳ gần nhất có kết quả';
COMMENT ON COLUMN share.den_han.cap IS 'Cấp giao chỉ tiêu: tỉnh hoặc quốc gia';
COMMENT ON COLUMN share.den_han.chi_tieu IS 'Chỉ tiêu, nguyên văn';
COMMENT ON COLUMN share.den_han.han IS 'Ngày đến hạn; trống: văn bản không định hạn';
COMMENT ON COLUMN share.den_han.trang_thai_theo_han IS
	'on_course đúng tiến độ, behind chậm mốc, not_due chưa đến hạn, reached đạt, not_reached chưa đạt, due đến hạn hôm nay, overdue quá hạn chưa có số liệu, undated không định hạn, maintained duy trì, relapsed tụt';
COMMENT ON COLUMN share.den_han.hien_thi IS 'Kết quả như in trong báo cáo; trống khi số đang tạm giữ';
COMMENT ON COLUMN share.den_han.don_vi_tinh IS 'Đơn vị tính';
COMMENT ON COLUMN share.den_han.ly_do IS 'Lý do khi không tính được, hoặc vì sao tạm giữ';
