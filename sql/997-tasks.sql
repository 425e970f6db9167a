-- What waits for a person can be closed by name: a finding, a file in quarantine, a feed that is late. It is told no more for as long as it
-- says the same, or until a day whatever it says. Held figures are approved, late ones decided: they have ledgers of their own.
ALTER TABLE audit.finding ADD COLUMN rule text COLLATE "C" NOT NULL DEFAULT '';
COMMENT ON COLUMN audit.finding.rule IS 'Quy tắc đã nêu việc này; trống: đêm trước phiên bản này';

CREATE TABLE audit.task_decision (
	task_decision_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	decision text COLLATE "C" NOT NULL CHECK (decision IN ('close', 'open')),
	rule text COLLATE "C" NOT NULL CHECK (rule <> ''),
	place text NOT NULL,
	words text NOT NULL DEFAULT '',          -- what it said; '' with a day: whatever it says until then
	until date,                              -- the first day on which it waits again
	by_name text NOT NULL CHECK (btrim(by_name) <> '' AND length(by_name) <= 200),
	note text NOT NULL CHECK (btrim(note) <> '' AND length(note) <= 2000),
	at timestamptz NOT NULL,                 -- the clock that the script was given
	recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	login text NOT NULL DEFAULT session_user,
	CHECK ((until IS NULL) = (words <> ''))
);
COMMENT ON TABLE audit.task_decision IS 'Sổ công việc: mỗi lần một người đóng hoặc mở lại một việc đang chờ là một dòng; chỉ thêm, không sửa, không xóa';
COMMENT ON COLUMN audit.task_decision.by_name IS 'Họ tên người quyết định, đang thi hành công vụ; không đưa ra share, không ghi vào nhật ký';

CREATE TRIGGER task_decision_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.task_decision FOR EACH STATEMENT EXECUTE FUNCTION audit.ledger_stands();
CREATE TRIGGER task_decision_by BEFORE INSERT ON audit.task_decision FOR EACH ROW EXECUTE FUNCTION audit.named_by();
REVOKE UPDATE, DELETE, TRUNCATE ON audit.task_decision FROM CURRENT_USER;

-- What is closed: of each thing the last word counts. Its day is compared with that of the run which asks. By whom is in the ledger.
CREATE VIEW audit.task_closed AS
SELECT rule, place, words, until FROM (
	SELECT DISTINCT ON (rule, place, words) * FROM audit.task_decision ORDER BY rule, place, words, task_decision_id DESC) d
WHERE decision = 'close';
COMMENT ON VIEW audit.task_closed IS 'Việc đã đóng, còn hiệu lực nếu ngày hẹn chưa đến';
