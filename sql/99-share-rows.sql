-- Whoever keeps a copy of share asks for what changed since it asked last: a row for each row of a view, with a hash of what it says and
-- the turn in which that changed. No content is kept: a copy is made of the views as they stand, so that what is held by now is not told.
--
-- What a gate holds leaves share (audit.tam_giu, views/40-held.sql): its proofs quote numbers. Who was granted it by name keeps it.
INSERT INTO core.share_right
SELECT c.relname, CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee) END, a.privilege_type, a.is_grantable
FROM pg_catalog.pg_class c CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) a
WHERE c.oid = pg_catalog.to_regclass('share.tam_giu') AND a.grantee <> c.relowner;
DROP VIEW IF EXISTS share.tam_giu;

CREATE TABLE core.share_set (
	view text COLLATE "C" PRIMARY KEY,
	key text[] NOT NULL,           -- columns of the view, none of them empty or a number with several ways of writing it
	repeats boolean NOT NULL       -- several rows may have one key: they are numbered
);
COMMENT ON TABLE core.share_set IS 'Các tập chia sẻ và khóa của từng tập (share/95-tap-chia-se.sql)';

CREATE TABLE core.share_turn (
	turn bigint PRIMARY KEY,
	id uuid NOT NULL DEFAULT pg_catalog.gen_random_uuid(), -- a warehouse that was restored counts on, and means others
	noted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	version text COLLATE "C" NOT NULL, -- share.phien_ban
	written bigint NOT NULL,
	gone bigint NOT NULL
);
COMMENT ON TABLE core.share_turn IS 'Các lượt thay đổi của vùng chia sẻ';

CREATE TABLE core.share_row (
	view text COLLATE "C" NOT NULL,
	key text COLLATE "C" NOT NULL, -- a JSON array
	hash bytea,                    -- SHA-256 of the row as text; NULL: it is gone
	turn bigint NOT NULL,
	PRIMARY KEY (view, key)
);
CREATE INDEX share_row_turn ON core.share_row (view, turn);
COMMENT ON TABLE core.share_row IS 'Mỗi dòng của vùng chia sẻ: mã băm và lượt thay đổi gần nhất, không có nội dung';

-- What was made for whom, and what of it arrived.
CREATE TABLE audit.delivery (
	recipient text COLLATE "C" NOT NULL,
	number integer NOT NULL,
	since bigint NOT NULL,         -- the turn behind which it begins: that of the last receipt, 0 for a whole one
	until bigint NOT NULL,
	version text COLLATE "C" NOT NULL,
	written bigint NOT NULL,
	gone bigint NOT NULL,
	manifest text COLLATE "C" NOT NULL, -- SHA-256 of datapackage.json
	made_at timestamptz NOT NULL,
	received_at timestamptz,       -- as the receipt has it
	receipt_taken_at timestamptz,
	PRIMARY KEY (recipient, number)
);
COMMENT ON TABLE audit.delivery IS 'Sổ giao nhận: mỗi gói đã giao cho kho dùng chung một dòng, biên nhận khi có';

-- The data sets that agencies are to share or open, as the catalogue has them (datasets.csv) on the day of the last night.
CREATE TABLE core.dataset (
	dataset text COLLATE "C" NOT NULL,
	territory text COLLATE "C" NOT NULL,
	name text NOT NULL,
	owner text COLLATE "C" NOT NULL,
	frequency text COLLATE "C" NOT NULL,  -- codes.csv, tan-suat
	frequency_vi text NOT NULL,
	sharing text COLLATE "C" NOT NULL,    -- shared, open, both
	roadmap date,                         -- to be provided from this day on
	feed text COLLATE "C" NOT NULL,
	sharing_of text COLLATE "C" NOT NULL, -- a row each: shared, open
	delivered_on date,                    -- the last one
	records numeric,
	days bigint NOT NULL,
	PRIMARY KEY (territory, dataset, sharing_of)
);
COMMENT ON TABLE core.dataset IS 'Tập dữ liệu phải chia sẻ hoặc mở theo danh mục của tỉnh, lấy từ danh mục mỗi đêm, và lần giao gần nhất';

-- How many rows of a view a delivery of what changed behind a turn writes and takes away, in the snapshot of whoever asks.
CREATE FUNCTION core.share_count(of_view text, since bigint, OUT written bigint, OUT gone bigint) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	EXECUTE format('SELECT count(s._khoa), count(*) FILTER (WHERE s._khoa IS NULL) FROM core.share_row r LEFT JOIN (%s) s ON s._khoa = r.key
		WHERE r.view = $1 AND r.turn > $2 AND ($2 > 0 OR r.hash IS NOT NULL)',
		coalesce(core.share_statement(of_view), 'SELECT NULL::text AS _khoa WHERE false')) INTO written, gone USING of_view, since;
END
$$;

REVOKE EXECUTE ON FUNCTION core.share_count(text, bigint) FROM PUBLIC;

-- Grants to those of our roles that are there (40-roles.sql): without the right to make roles none of them is.
CREATE FUNCTION core.grant_to(what text, VARIADIC roles text[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	role text;
BEGIN
	FOR role IN SELECT r.rolname FROM pg_roles r WHERE r.rolname = ANY (roles) LOOP
		EXECUTE format('GRANT %s TO %I', what, role);
	END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION core.grant_to(text, text[]) FROM PUBLIC;

-- Whoever publishes notes: the loader, and who approves.
SELECT core.grant_to('EXECUTE ON FUNCTION core.share_count(text, bigint)', 'chiso_loader'),
	core.grant_to('SELECT ON core.share_set, core.share_turn, core.share_row', 'chiso_loader'),
	core.grant_to('SELECT, INSERT, UPDATE ON audit.delivery', 'chiso_loader');
