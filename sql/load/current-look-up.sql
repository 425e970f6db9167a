-- A chunk's keys are looked up one by one in the index: no statistics of a growing table may talk the planner out of that.
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_mergejoin = off;
SET LOCAL enable_seqscan = off;
SET LOCAL work_mem = '16MB';
