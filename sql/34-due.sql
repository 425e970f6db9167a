-- What the calendar makes of a status: before a target's due day it is on course, behind its milestone or not due yet, never
-- missed. Figures recorded before this migration have none.
ALTER TABLE core.indicator ADD COLUMN IF NOT EXISTS due_status text COLLATE "C";
ALTER TABLE core.indicator ADD COLUMN IF NOT EXISTS national_due_status text COLLATE "C";
ALTER TABLE core.indicator ADD COLUMN IF NOT EXISTS due text COLLATE "C";
ALTER TABLE core.indicator ADD COLUMN IF NOT EXISTS national_due text COLLATE "C";

COMMENT ON COLUMN core.indicator.status IS
	'So kết quả với chỉ tiêu, bằng số chính xác, không xét hạn: reached, not_reached, no_data, not_comparable, no_target';
COMMENT ON COLUMN core.indicator.due IS 'Ngày đến hạn của chỉ tiêu, rỗng khi văn bản không định hạn';
COMMENT ON COLUMN core.indicator.due_status IS
	'Trạng thái theo lịch tại ngày chạy (--now); trước hạn không bao giờ là not_reached: on_course (đúng tiến độ), behind (chậm mốc), not_due (chưa đến hạn); từ ngày hạn: reached, not_reached, due, overdue; undated (không định hạn); maintained, relapsed (duy trì, tụt)';
COMMENT ON COLUMN core.indicator.national_status IS 'Như status, với chỉ tiêu quốc gia';
COMMENT ON COLUMN core.indicator.national_due_status IS 'Như due_status, với chỉ tiêu quốc gia';
