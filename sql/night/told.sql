-- The runs that a run tells of, itself among them, as the temporary table told. psql variable: run
create temp table told as select run_id from audit.run where coalesce(told_by, run_id) = :run;
