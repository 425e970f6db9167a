-- share.thay_doi(since, ma): what changed of share behind a turn, for a warehouse that reads by itself: it keeps the greatest luot that it
-- was given, with its ma, and asks with both the next time. Each row as it stands now (xoa: it stands no more), under its key; to take a
-- row twice is to take it once. What is held or withdrawn since is told as held or withdrawn. A turn that is not known here, or has another
-- ma, is of a life before a restore: an error (CH065); who meets it asks from 0 and makes its copy anew.
CREATE OR REPLACE FUNCTION share.thay_doi(since bigint DEFAULT 0, ma uuid DEFAULT NULL)
RETURNS TABLE (luot bigint, ma_luot uuid, tap text, khoa text, thao_tac text, dong jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = '<+07>-07' SET datestyle = 'ISO, YMD' SET extra_float_digits = 1 AS $$
DECLARE
	of_set record;
BEGIN
	IF since <> 0 AND NOT EXISTS (SELECT FROM core.share_turn t WHERE t.turn = since AND t.id = coalesce(ma, t.id)) THEN
		RAISE EXCEPTION 'found turn %, expected one that this warehouse knows: it was restored or made anew; ask from 0 and make the copy anew', since
			USING ERRCODE = 'CH065';
	END IF;
	FOR of_set IN SELECT r.view, core.share_statement(r.view) AS statement
			FROM core.share_row r WHERE r.turn > since GROUP BY r.view ORDER BY r.view LOOP
		RETURN QUERY EXECUTE format($q$
			SELECT r.turn, t.id, r.view::text, r.key::text, CASE WHEN s._khoa IS NULL THEN 'xoa' ELSE 'ghi' END, to_jsonb(s) - '_khoa'
			FROM core.share_row r JOIN core.share_turn t USING (turn) LEFT JOIN (%s) s ON s._khoa = r.key
			WHERE r.view = $1 AND r.turn > $2 ORDER BY r.key
			$q$, coalesce(of_set.statement, 'SELECT NULL::text AS _khoa WHERE false')) USING of_set.view, since;
	END LOOP;
END
$$;
COMMENT ON FUNCTION share.thay_doi(bigint, uuid) IS
	'Những dòng của vùng chia sẻ đã đổi sau một lượt: kho đọc giữ lại luot lớn nhất đã nhận cùng ma_luot của nó và lần sau hỏi từ đó; thao_tac: ghi (dòng như đang có), xoa (dòng không còn). Nhận hai lần cũng như một lần. Lỗi CH065: kho đã được khôi phục, hỏi lại từ 0 / What changed behind a turn; keep the greatest luot and its ma_luot, and ask with both the next time';
REVOKE EXECUTE ON FUNCTION share.thay_doi(bigint, uuid) FROM PUBLIC;
SELECT core.grant_to('EXECUTE ON FUNCTION share.thay_doi(bigint, uuid)', 'chiso_reader', 'chiso_approver');
