-- Held figures are looked for beside every figure that quotes another one (core.indicator_published): few, found at once.
CREATE INDEX IF NOT EXISTS indicator_gate ON core.indicator (agency, left(period, 4)) WHERE flags ~ '(^|; )gate ';
