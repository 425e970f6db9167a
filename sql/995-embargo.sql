-- Until its day nothing of a set in a period is published: its figures are held, approved or not, and come of themselves when the day has
-- come (the night takes the row away). The rule is core.indicator_state (views/20); which set waits how long, closings.csv.
CREATE TABLE core.embargo (
	set text COLLATE "C" NOT NULL,
	period text COLLATE "C" NOT NULL,
	until date NOT NULL,           -- the first day on which it is published
	PRIMARY KEY (set, period)
);
COMMENT ON TABLE core.embargo IS 'Bộ chỉ số và kỳ chưa đến ngày công bố, lấy từ danh mục mỗi đêm';

CREATE FUNCTION core.mark_embargo() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO core.published_due (what, set, indicator, agency, period)
	SELECT DISTINCT 'key', i.set, i.indicator, i.agency, i.period FROM changed c JOIN core.indicator i ON i.period = c.period AND split_part(i.set, '@', 1) = c.set
	ON CONFLICT DO NOTHING;
	INSERT INTO core.published_due (what) VALUES ('turn') ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;
CREATE TRIGGER embargo_begins AFTER INSERT ON core.embargo REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION core.mark_embargo();
CREATE TRIGGER embargo_ends AFTER DELETE ON core.embargo REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION core.mark_embargo();
