-- A department that reads for itself: a login of the role chiso_department, bound to an agency by a row here, which the owner alone writes.
-- It reads the views of share_own (views/97-own.sql), and in share nothing. A login without a row reads no row of any agency.
CREATE TABLE core.reader_agency (
	role text COLLATE "C" NOT NULL,   -- a login, or a role whose members are meant
	agency text COLLATE "C" NOT NULL, -- itself and all below it (core.label)
	PRIMARY KEY (role, agency)
);
COMMENT ON TABLE core.reader_agency IS 'Tài khoản của đơn vị tự đọc số liệu: vai trò nào đọc của cơ quan nào và các cơ quan trực thuộc; chỉ chủ kho ghi';

-- Whose rows the session reads. It is who logged in that counts: no SET ROLE, no setting and no function changes that.
CREATE FUNCTION core.own_agencies() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	WITH RECURSIVE own AS (
		SELECT b.agency FROM core.reader_agency b JOIN pg_roles r ON r.rolname = b.role AND pg_has_role(session_user, r.oid, 'MEMBER')
		UNION
		SELECT l.code FROM own o JOIN core.label l ON l.kind = 'agency' AND l.parent = o.agency
	)
	SELECT coalesce(array_agg(agency), '{}') FROM own
$$;
REVOKE EXECUTE ON FUNCTION core.own_agencies() FROM PUBLIC;
