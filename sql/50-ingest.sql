-- How often a key stands more than once in one message: NULL for loads from before this was counted.
ALTER TABLE audit.load ADD COLUMN IF NOT EXISTS n_repeated bigint;

COMMENT ON COLUMN audit.load.n_repeated IS
	'Số bản ghi có khóa lặp lại ngay trong cùng thông điệp (bản ghi sau thắng); rỗng: nạp trước khi có phép đếm này';

-- A record that was stored already, equal in key, time, message and content, is not stored twice: this row says whose bytes are
-- its own, so that the stream of its file can be written again to the last byte (chiso-dump --load).
CREATE TABLE IF NOT EXISTS audit.duplicate (
	load_id bigint NOT NULL,
	record integer NOT NULL,
	line integer NOT NULL,
	of_load bigint NOT NULL,
	of_record integer NOT NULL,
	PRIMARY KEY (load_id, record)
);

COMMENT ON TABLE audit.duplicate IS 'Bản ghi trùng hoàn toàn với bản ghi đã lưu: không lưu lần hai, chỉ ghi trùng với bản ghi nào';

DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'chiso_loader') THEN
		GRANT SELECT, INSERT, UPDATE, DELETE ON audit.duplicate TO chiso_loader;
	END IF;
END
$$;

-- Of the versions of one message the later record stands now (before: the greater hash). Current rows chosen by the old rule
-- are chosen anew, and the periods of what came and went are computed again.
DO $$
DECLARE
	feed record;
	keys text;
	joined text;
BEGIN
	FOR feed IN
		SELECT c.oid, c.relname::text AS current_name, pg_catalog.regexp_replace(c.relname, '_current$', '_version') AS version_name
		FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = 'core' AND c.relkind = 'r' AND c.relname LIKE '%\_current'
	LOOP
		SELECT pg_catalog.string_agg(pg_catalog.format('c.%I', a.attname), ', ' ORDER BY k.at),
			pg_catalog.string_agg(pg_catalog.format('%%1$s.%I = %%2$s.%I', a.attname, a.attname), ' AND ' ORDER BY k.at)
		INTO keys, joined
		FROM pg_catalog.pg_constraint p CROSS JOIN LATERAL pg_catalog.unnest(p.conkey) WITH ORDINALITY k (n, at)
			JOIN pg_catalog.pg_attribute a ON a.attrelid = p.conrelid AND a.attnum = k.n
		WHERE p.conrelid = feed.oid AND p.contype = 'p';
		CONTINUE WHEN keys IS NULL;
		EXECUTE pg_catalog.format($q$
			WITH better AS MATERIALIZED (
				SELECT DISTINCT ON (%1$s) c.ctid AS place, v.record, v.version_hash, v.load_id, v.periods, c.periods AS gone, l.feed
				FROM core.%2$I c
				JOIN core.%3$I v ON %4$s AND v.sent_at = c.sent_at AND v.message = c.message
					AND (v.record, v.version_hash) > (c.record, c.version_hash)
				JOIN audit.load l ON l.load_id = v.load_id AND l.state = 'ok'
				ORDER BY %1$s, v.record DESC, v.version_hash DESC, v.load_id),
			changed AS (
				UPDATE core.%2$I c SET record = b.record, version_hash = b.version_hash, load_id = b.load_id, periods = b.periods
				FROM better b WHERE c.ctid = b.place),
			touched AS (
				SELECT b.feed, p.period, pg_catalog.max(b.load_id) AS load_id
				FROM better b, pg_catalog.unnest(pg_catalog.string_to_array(b.periods || ' ' || b.gone, ' ')) AS p (period)
				WHERE p.period <> '' GROUP BY 1, 2)
			INSERT INTO audit.mark SELECT feed, period, load_id FROM touched ON CONFLICT DO NOTHING
			$q$, keys, feed.current_name, feed.version_name, pg_catalog.format(joined, 'v', 'c'));
	END LOOP;
END
$$;
