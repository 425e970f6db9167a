-- share.danh_muc: what each code in the other views is called; of a code of the programs (a status, a role) in both languages.
CREATE OR REPLACE VIEW share.danh_muc AS
SELECT c.kind AS ma_loai, coalesce(k.text_vi, c.kind) AS loai, c.code AS ma, c.name_vi AS ten, c.parent AS ma_cap_tren, c.name_en AS ten_en,
	coalesce(v.text_vi, c.level) AS cap, c.level AS ma_cap
FROM (
	SELECT kind, code, name_vi, parent, NULL AS name_en, level FROM core.label
	UNION ALL
	SELECT kind, pattern, text_vi, NULL, text_en, NULL FROM core.reader_word
	WHERE pattern ~ '^[a-z0-9_-]+$' AND kind NOT IN ('label_kind', 'reason', 'cause', 'thing', 'flag', 'rules', 'rule')
) c
LEFT JOIN core.reader_word k ON k.kind = 'label_kind' AND k.pattern = c.kind
LEFT JOIN core.reader_word v ON v.kind = 'agency_level' AND v.pattern = c.level
ORDER BY c.kind, c.code;

COMMENT ON VIEW share.danh_muc IS 'Tên gọi của các mã dùng trong các bảng chia sẻ';
