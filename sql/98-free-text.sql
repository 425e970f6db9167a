-- Free texts that no figure and no page uses are no longer kept (fields.csv: drop), and an enterprise is its pseudonym: what was stored of
-- them before goes. The columns stay, so that the views of kinds do. What is dropped is counted: NULL for loads from before, and for
-- records that came as a CSV.
ALTER TABLE audit.load ADD COLUMN IF NOT EXISTS n_dropped bigint;

COMMENT ON COLUMN audit.load.n_dropped IS
	'Số giá trị trong các bản ghi mà không trường nào nhận (bỏ ngay khi đọc); rỗng: nạp trước khi có phép đếm này, hoặc nạp từ CSV';

DO $$
DECLARE
	gone record;
BEGIN
	FOR gone IN
		SELECT c.relname, a.attname
		FROM (VALUES ('van_ban_qppl', 'trich_yeu'), ('danh_muc_tthc', 'ten_tthc'), ('danh_muc_hanh_chinh', 'ten_tinh'),
			('danh_muc_hanh_chinh', 'ten_huyen'), ('danh_muc_dung_chung', 'ten'), ('doanh_nghiep', 'ma_so')) f (kind, field)
		JOIN pg_catalog.pg_class c ON c.relname = f.kind || '_version' AND c.relkind = 'p'
		JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'core'
		JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = f.field AND a.attnum > 0 AND NOT a.attisdropped
	LOOP
		EXECUTE pg_catalog.format('ALTER TABLE core.%I ALTER COLUMN %I DROP NOT NULL', gone.relname, gone.attname);
		EXECUTE pg_catalog.format('UPDATE core.%I SET %2$I = NULL WHERE %2$I IS NOT NULL', gone.relname, gone.attname);
	END LOOP;
END
$$;
