-- The duties with the members of their groups, a row each: of 400 cells of the documents there are 10,000, and every page of an agency asks
-- for its own. They are kept, in their order, and follow core.duty in the statement that writes it.
CREATE TABLE core.duty_member (
	place integer PRIMARY KEY, -- in the order of the documents: their cells, and in a cell the members as the group names them
	set text COLLATE "C" NOT NULL,
	seq integer NOT NULL,
	indicator text COLLATE "C",
	wording text,
	role text COLLATE "C" NOT NULL,
	text text NOT NULL,
	agency text COLLATE "C", -- NULL when nobody is known by these words
	agency_name text,
	member text COLLATE "C", -- NULL when it is no group
	state text COLLATE "C" NOT NULL
);
CREATE INDEX duty_member_agency ON core.duty_member (agency);
CREATE INDEX duty_member_member ON core.duty_member (member);
COMMENT ON TABLE core.duty_member IS 'Phân công theo từng chỉ tiêu, nhóm cơ quan được khai triển thành từng thành viên; theo core.duty';

CREATE FUNCTION core.expand_duties() RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
	DELETE FROM core.duty_member;
	INSERT INTO core.duty_member
	SELECT row_number() OVER (ORDER BY d.cell, m.place, d.indicator, d.state), d.set, d.seq, d.indicator, d.wording, d.role, d.text, nullif(d.agency, ''),
		d.agency_name, m.member, d.state
	FROM (SELECT *, dense_rank() OVER (ORDER BY set, seq, array_position(ARRAY['lead', 'coordinating', 'following', 'directing'], role::text), role,
		text COLLATE "C", agency) AS cell FROM core.duty) d
	LEFT JOIN LATERAL unnest(string_to_array(nullif(d.members, ''), ' ')) WITH ORDINALITY AS m (member, place) ON true;
$$;
CREATE FUNCTION core.duties_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF TG_OP = 'TRUNCATE' THEN
		PERFORM core.expand_duties();
	ELSIF EXISTS (SELECT FROM changed) THEN
		PERFORM core.expand_duties();
	END IF;
	RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION core.expand_duties(), core.duties_change() FROM PUBLIC;
CREATE TRIGGER expanded_insert AFTER INSERT ON core.duty REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION core.duties_change();
CREATE TRIGGER expanded_update AFTER UPDATE ON core.duty REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION core.duties_change();
CREATE TRIGGER expanded_delete AFTER DELETE ON core.duty REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION core.duties_change();
CREATE TRIGGER expanded_truncate AFTER TRUNCATE ON core.duty FOR EACH STATEMENT EXECUTE FUNCTION core.duties_change();
SELECT core.expand_duties();
