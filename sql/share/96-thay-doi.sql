-- share.thay_doi(since): what changed of share behind a turn, for a warehouse that reads by itself: it keeps the greatest luot that it
-- was given, and asks with it the next time. Each row as it stands now (xoa: it stands no more), under its key; to take a row twice is
-- to take it once. What is held or withdrawn since is told as held or withdrawn.
CREATE OR REPLACE FUNCTION share.thay_doi(since bigint DEFAULT 0)
RETURNS TABLE (luot bigint, tap text, khoa text, thao_tac text, dong jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = '<+07>-07' AS $$
DECLARE
	of_set record;
BEGIN
	FOR of_set IN SELECT r.view, core.share_statement(r.view) AS statement
			FROM core.share_row r WHERE r.turn > since GROUP BY r.view ORDER BY r.view LOOP
		IF of_set.statement IS NULL THEN
			RETURN QUERY SELECT r.turn, r.view::text, r.key::text, 'xoa'::text, NULL::jsonb FROM core.share_row r
			WHERE r.view = of_set.view AND r.turn > since ORDER BY r.key;
		ELSE
			RETURN QUERY EXECUTE format($q$
				SELECT r.turn, r.view::text, r.key::text, CASE WHEN s._khoa IS NULL THEN 'xoa' ELSE 'ghi' END, to_jsonb(s) - '_khoa'
				FROM core.share_row r LEFT JOIN (%s) s ON s._khoa = r.key
				WHERE r.view = $1 AND r.turn > $2 ORDER BY r.key
				$q$, of_set.statement) USING of_set.view, since;
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION share.thay_doi(bigint) IS
	'Những dòng của vùng chia sẻ đã đổi sau một lượt: kho đọc giữ lại luot lớn nhất đã nhận và lần sau hỏi từ đó; thao_tac: ghi (dòng như đang có), xoa (dòng không còn). Nhận hai lần cũng như một lần / What changed behind a turn; keep the greatest luot and ask with it the next time';
REVOKE EXECUTE ON FUNCTION share.thay_doi(bigint) FROM PUBLIC;
DO $$
DECLARE
	role text;
BEGIN
	FOREACH role IN ARRAY ARRAY['chiso_reader', 'chiso_approver'] LOOP
		IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role) THEN
			EXECUTE pg_catalog.format('GRANT EXECUTE ON FUNCTION share.thay_doi(bigint) TO %I', role);
		END IF;
	END LOOP;
END
$$;
