-- What a view asks of a figure, it asks by its key, of every variable, report row and approval: never by reading all figures.
CREATE INDEX IF NOT EXISTS indicator_key ON core.indicator (indicator, agency, period, set, run_from);
