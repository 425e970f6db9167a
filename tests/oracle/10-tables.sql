-- What the oracle knows: settings, the agency tree and the calendar, copied from the catalogue's CSV files into text tables by
-- tests/oracle/run, and the list of procedures and the dossiers as stored. No view or function of the product is used.
CREATE SCHEMA oracle;

-- Versions settled in plain SQL: of all versions of a feed's key from loads that stand, the greatest (sent_at, message, record, hash).
CREATE TABLE oracle.dossier AS
SELECT DISTINCT ON (v.feed, v.ma_ho_so) v.*
FROM core.hoso_tthc_version v
JOIN audit.load l ON l.load_id = v.load_id AND l.state = 'ok'
ORDER BY v.feed, v.ma_ho_so, v.sent_at DESC, v.message COLLATE "C" DESC, v.record DESC, v.version_hash DESC;

CREATE TABLE oracle.procedure AS
SELECT DISTINCT ON (v.feed, v.ma_tthc, v.hieu_luc_tu) v.ma_tthc, v.hieu_luc_tu, v.hieu_luc_den, v.muc_do, v.du_dieu_kien, v.dien_san,
	v.ca_the_hoa, coalesce(v.co_quan, '') AS co_quan
FROM core.danh_muc_tthc_version v
JOIN audit.load l ON l.load_id = v.load_id AND l.state = 'ok'
ORDER BY v.feed, v.ma_tthc, v.hieu_luc_tu, v.sent_at DESC, v.message COLLATE "C" DESC, v.record DESC, v.version_hash DESC;
