-- deliver-end: the delivery stands in the ledger.
-- Variables: recipient number after until version written gone manifest (its SHA-256) now
-- Columns: none
INSERT INTO audit.delivery (recipient, number, since, until, version, written, gone, manifest, made_at)
VALUES (:'recipient', :number, :after, :until, :'version', :written, :gone, :'manifest', :'now');
COMMIT;
