-- What the night removed when its days were over: a row a file, folder or feed, written before it goes. How long what is kept stands in the
-- catalogue: raw_days of feeds.csv, keep_ of settings.csv, and CHISO_NIGHTS.
CREATE TABLE audit.removal (
	what text COLLATE "C" NOT NULL CHECK (what IN ('raw', 'quarantine', 'delivery', 'night', 'log', 'reject')),
	name text COLLATE "C" NOT NULL,          -- raw: the file's hash; reject: the feed
	since date NOT NULL,                     -- from which day its days are counted; reject: rows of before that day
	days integer,                            -- how many it is kept; NULL: as many of them as are kept
	n bigint NOT NULL DEFAULT 1,
	run_id bigint NOT NULL,
	recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	PRIMARY KEY (what, name, since)
);
COMMENT ON TABLE audit.removal IS 'Sổ xóa theo thời hạn lưu: tệp gốc, tệp giữ lại đã đóng, gói giao đã có biên nhận, bản tin đêm, nhật ký, dòng từ chối; chỉ thêm, không sửa, không xóa';
CREATE TRIGGER removal_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.removal FOR EACH STATEMENT EXECUTE FUNCTION audit.ledger_stands();
REVOKE UPDATE, DELETE, TRUNCATE ON audit.removal FROM CURRENT_USER;
