-- One row a (figure, agency, day, value) of every settled dossier; member instead of value for a distinct figure.
CREATE TABLE oracle.rule AS
SELECT max(value) FILTER (WHERE setting = 'end_date') AS end_date,
	max(value) FILTER (WHERE setting = 'compare') AS compare,
	max(value) FILTER (WHERE setting = 'missing_due') AS missing_due,
	string_to_array(max(value) FILTER (WHERE setting = 'resolved_states'), ' ') AS resolved_states,
	string_to_array(max(value) FILTER (WHERE setting = 'online_channels'), ' ') AS online_channels,
	string_to_array(max(value) FILTER (WHERE setting = 'paid_online_codes'), ' ') AS paid_online_codes
FROM oracle.settings;

CREATE TABLE oracle.case AS
SELECT d.ma_ho_so, coalesce(d.ma_co_quan, '') AS agency, d.ma_tthc, d.trang_thai, d.kenh, d.thanh_toan_truc_tuyen,
	d.co_thanh_phan_so_hoa, d.tai_lieu_so_hoa, d.ma_ho_so_khac,
	coalesce(d.so_le_phi, 0) > 0 AS has_fee, d.tong_le_phi,
	d.ngay_tiep_nhan AS received, (d.ngay_tiep_nhan AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS received_on,
	d.ngay_hen_tra AS due, (d.ngay_hen_tra AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS due_on,
	e.ended, (e.ended AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS ended_on,
	d.trang_thai = ANY (r.resolved_states) AND e.ended IS NOT NULL AS is_resolved,
	coalesce(d.kenh = ANY (r.online_channels), false) AS is_online,
	coalesce(d.thanh_toan_truc_tuyen = ANY (r.paid_online_codes), false) AS is_paid_online,
	CASE WHEN d.ngay_hen_tra IS NULL THEN r.missing_due
		WHEN r.compare = 'date' AND (e.ended AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
			<= (d.ngay_hen_tra AT TIME ZONE 'Asia/Ho_Chi_Minh')::date THEN 'on_time'
		WHEN r.compare <> 'date' AND e.ended <= d.ngay_hen_tra THEN 'on_time'
		ELSE 'overdue' END AS promptness
FROM oracle.dossier d CROSS JOIN oracle.rule r
CROSS JOIN LATERAL (SELECT CASE r.end_date WHEN 'ngay_ket_thuc' THEN d.ngay_ket_thuc ELSE d.ngay_tra END AS ended) e;

CREATE FUNCTION oracle.level(code text, day date) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT muc_do FROM oracle.procedure p
	WHERE p.ma_tthc = code AND p.hieu_luc_tu <= day AND (p.hieu_luc_den IS NULL OR day <= p.hieu_luc_den)
	ORDER BY p.hieu_luc_tu DESC LIMIT 1
$$;

CREATE TABLE oracle.fact AS
SELECT f.figure, c.agency, f.day, f.value, f.member
FROM oracle.case c
CROSS JOIN LATERAL (SELECT oracle.level(c.ma_tthc, c.received_on) AS received_level,
	oracle.level(c.ma_tthc, c.ended_on) AS ended_level) p
CROSS JOIN LATERAL (VALUES
	('received', c.received_on, 1::numeric, NULL::text, true),
	('received_channel_1', c.received_on, 1, NULL, c.kenh = '1'),
	('received_channel_2', c.received_on, 1, NULL, c.kenh = '2'),
	('received_channel_3', c.received_on, 1, NULL, c.kenh = '3'),
	('received_channel_absent', c.received_on, 1, NULL, c.kenh IS NULL),
	('digitised', c.received_on, 1, NULL, c.co_thanh_phan_so_hoa),
	('digitised_files', c.received_on, 1, NULL, c.tai_lieu_so_hoa),
	('foreign_id', c.received_on, 1, NULL, c.ma_ho_so_khac <> c.ma_ho_so),
	('with_fee', c.received_on, 1, NULL, c.has_fee),
	('fee_sum', c.received_on, c.tong_le_phi, NULL, c.has_fee),
	('paid_online', c.received_on, 1, NULL, c.has_fee AND c.is_paid_online),
	('fee_sum_online', c.received_on, c.tong_le_phi, NULL, c.has_fee AND c.is_paid_online),
	('suspicious_end', c.received_on, 1, NULL, c.trang_thai = '9' AND (c.ended IS NULL OR c.ended = c.received)),
	('services_partial', c.received_on, NULL, c.ma_tthc, p.received_level = '3'),
	('services_full', c.received_on, NULL, c.ma_tthc, p.received_level = '4'),
	('services_partial_online', c.received_on, NULL, c.ma_tthc, p.received_level = '3' AND c.is_online),
	('services_full_online', c.received_on, NULL, c.ma_tthc, p.received_level = '4' AND c.is_online),
	('resolved', c.ended_on, 1, NULL, c.is_resolved),
	('on_time', c.ended_on, 1, NULL, c.is_resolved AND c.promptness = 'on_time'),
	('overdue', c.ended_on, 1, NULL, c.is_resolved AND c.promptness = 'overdue'),
	('on_time_sure', c.ended_on, 1, NULL, c.is_resolved AND c.promptness = 'on_time' AND c.ended <> c.received),
	('overdue_sure', c.ended_on, 1, NULL, c.is_resolved AND c.promptness = 'overdue' AND c.ended <> c.received),
	('resolved_no_due', c.ended_on, 1, NULL, c.is_resolved AND c.due IS NULL),
	('zero_duration', c.ended_on, 1, NULL, c.is_resolved AND c.ended = c.received),
	('resolved_online_partial', c.ended_on, 1, NULL, c.is_resolved AND c.is_online AND p.ended_level = '3'),
	('resolved_online_full', c.ended_on, 1, NULL, c.is_resolved AND c.is_online AND p.ended_level = '4')
) f(figure, day, value, member, is_in)
WHERE f.is_in;
