-- core.show_own(): share_own, the views of share for departments that read for themselves: under the same names the rows of one's own
-- agency and of those below it, and the rows that are no agency's. Views of a schema of their own, and not a condition in those of share:
-- who reads all, and what is delivered, published and noted of share, asks the same statements as before, whoever asks; and a login that is
-- bound to nothing reads nothing. Every view of share stands here, or is in share_own not at all. A view of PostgreSQL 13 asks with its
-- owner's rights: the condition stands in it, and security_barrier keeps what a reader writes from being asked before it. A
-- migration that drops a view of share drops share_own before: it is made again.
CREATE OR REPLACE FUNCTION core.show_own() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	own record;
BEGIN
	IF to_regnamespace('share_own') IS NULL THEN
		IF NOT has_database_privilege(current_database(), 'CREATE') THEN
			RETURN; -- an administrator may make it for the owner, as the other schemas: SELECT core.give_rights(true) follows
		END IF;
		CREATE SCHEMA share_own;
		COMMENT ON SCHEMA share_own IS 'Khung nhìn dùng chung, mỗi đơn vị chỉ thấy số liệu của mình và của cơ quan trực thuộc';
	END IF;
	FOR own IN SELECT v.name, nullif(v.columns, '') AS columns FROM (VALUES
			-- what says whose a row is; none: it is nobody's
			('phien_ban', ''), ('lan_chay', ''), ('danh_muc', ''), ('tinh_hinh_nap', ''), ('don_vi_hanh_chinh', ''), ('dinh_nghia', ''),
			('van_ban', ''), ('nguon', ''), ('nguon_du_lieu', ''),
			('chi_so', 'co_quan'), ('chi_so_lich_su', 'co_quan'), ('chi_so_theo_co_quan_nay', 'co_quan'), ('bang_diem', 'co_quan'),
			('phu_luc_i', 'dia_ban'), ('ho_so_thong_ke', 'co_quan'), ('he_thong_thong_ke', 'co_quan'), ('den_han', 'co_quan'),
			('phan_cong', 'co_quan thanh_vien'), ('bien_so', 'dia_ban don_vi_gui'), ('cho_sua', 'co_quan'), ('tap_du_lieu', 'co_quan')
		) v (name, columns) WHERE to_regclass(format('share.%I', v.name)) IS NOT NULL LOOP
		EXECUTE format('CREATE OR REPLACE VIEW share_own.%I WITH (security_barrier = true) AS SELECT v.* FROM share.%I v%s', own.name, own.name,
			-- what is of no unit that is known (H34.19.?, H34.19.~) is of the one above
			(SELECT ' WHERE ' || string_agg(format('regexp_replace(v.%I, ''[.][?~]$'', '''') = ANY ((SELECT core.own_agencies())::text[])', c), ' OR ')
				FROM unnest(string_to_array(own.columns, ' ')) c));
	END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION core.show_own() FROM PUBLIC;
COMMENT ON FUNCTION core.show_own() IS 'Dựng share_own: các khung nhìn share cho đơn vị tự đọc số liệu của mình';
