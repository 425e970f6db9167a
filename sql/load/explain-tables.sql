-- The temporary tables that night/periods.sql asks beside the calendar: the settings, and the feeds that cannot be read.
DROP TABLE IF EXISTS pg_temp.settings, pg_temp.wrong;
CREATE TEMP TABLE settings (setting text COLLATE "C", value text COLLATE "C");
CREATE TEMP TABLE wrong (feed text COLLATE "C");
