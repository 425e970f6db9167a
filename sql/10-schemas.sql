-- The four schemas. staging: nothing lives here between loads; core: records and figures; audit: who loaded what when;
-- share: the contract with readers. An administrator may have made them: they are left as they are then, with their comment, when
-- they are not ours.
DO $$
DECLARE
	made record;
BEGIN
	FOR made IN SELECT s.name, s.words, n.oid, n.nspowner FROM (VALUES
			('staging', 'Vùng tạm khi nạp dữ liệu'),
			('core', 'Bản ghi và chỉ số đã làm sạch'),
			('audit', 'Nhật ký nạp, chạy, từ chối'),
			('share', 'Khung nhìn dùng chung, không có dữ liệu cá nhân')) s (name, words)
		LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = s.name LOOP
		IF made.oid IS NULL THEN
			EXECUTE pg_catalog.format('CREATE SCHEMA %I', made.name);
		END IF;
		IF made.oid IS NULL OR pg_catalog.pg_has_role(made.nspowner, 'USAGE') THEN
			EXECUTE pg_catalog.format('COMMENT ON SCHEMA %I IS %L', made.name, made.words);
		END IF;
	END LOOP;
END
$$;
