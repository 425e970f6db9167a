-- The definitions that a period is computed by, before its figures are loaded: a night killed between leaves its marks, and
-- they are written again. Figures over stored measures take new definitions only when those measures were taken by the same: a
-- year of its quarters, a quarter of itself; else they stay stale until the quarter is reprocessed.
-- psql variables: run period from (records or measures). The temporary table defined is there: the lines of the period and, of a
-- year, those of no set of its quarters.
set client_min_messages = warning;
begin;
create temp table fresh on commit drop as
select coalesce(:'from' = 'records' or not exists (
	select from core.definition k join defined d on d.period = k.period and coalesce(d.set, '') = '' and k.set = ''
	where d.hash <> k.hash), true) as is_so;
delete from core.definition using fresh where is_so and period = :'period' and (set <> '' or :'from' = 'records');
insert into core.definition (period, set, indicator, hash, common_hash, run_id)
select period, coalesce(set, ''), coalesce(indicator, ''), hash, coalesce(common, ''), :run
from defined, fresh where is_so and period = :'period' and (set <> '' or :'from' = 'records');
commit;
