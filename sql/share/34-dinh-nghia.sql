-- share.dinh_nghia: the definition that each figure was computed by; where it differs between two periods, they are not of one series.
CREATE OR REPLACE VIEW share.dinh_nghia AS
SELECT d.set AS bo_chi_so, d.indicator AS chi_so, d.period AS ky, d.hash AS ma_dinh_nghia
FROM core.definition d
WHERE d.set <> ''
ORDER BY d.set, d.indicator, d.period;

COMMENT ON VIEW share.dinh_nghia IS 'Định nghĩa mà chỉ số của từng kỳ đã được tính theo: hai kỳ có mã khác nhau là hai định nghĩa, không so trực tiếp';
