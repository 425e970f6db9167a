-- The month of the year in which a period ends, by its name: 2024-02 is 2, 2024-Q1 3, 2024-H1 6, 2024-9M 9, 2024 and any other 12.
CREATE OR REPLACE FUNCTION core.end_month(period text) RETURNS integer LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN period ~ '^[0-9]{4}-[0-9]{2}$' THEN right(period, 2)::integer
		WHEN period ~ '^[0-9]{4}-Q[1-4]$' THEN 3 * right(period, 1)::integer
		WHEN period ~ '^[0-9]{4}-H[12]$' THEN 6 * right(period, 1)::integer
		WHEN period ~ '^[0-9]{4}-9M$' THEN 9 ELSE 12 END
$$;

COMMENT ON FUNCTION core.end_month(text) IS 'Tháng kết thúc của kỳ trong năm, theo tên kỳ';
