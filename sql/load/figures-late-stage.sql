-- Where what is late stands until it is stored.
CREATE TEMP TABLE chiso_late ON COMMIT DROP AS
SELECT change, set, indicator, agency, period, old, new, columns, figure, flag_rows FROM core.late_figure WITH NO DATA;
