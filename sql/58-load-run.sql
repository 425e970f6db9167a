-- What a run did is asked by every summary: the loads of a run among those of years.
CREATE INDEX IF NOT EXISTS load_run ON audit.load (run_id);
