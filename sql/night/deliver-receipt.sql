-- deliver-receipt: what arrived, by the receipt of it; once is enough.
-- Variables: recipient number until manifest received_at now
-- Columns: taken (t), known before (f); no row: no such delivery was made
WITH taken AS (
	UPDATE audit.delivery SET received_at = :'received_at', receipt_taken_at = :'now'
	WHERE recipient = :'recipient' AND number = :number AND until = :until AND manifest = :'manifest' AND received_at IS NULL
	RETURNING true AS is_new
)
SELECT is_new FROM taken
UNION ALL
SELECT false FROM audit.delivery WHERE recipient = :'recipient' AND number = :number AND until = :until AND manifest = :'manifest'
	AND received_at IS NOT NULL;
