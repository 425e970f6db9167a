-- The marks of a period as they stand before its records are read: feed, period, who marked it. Those of a feed
-- that cannot be read stay: temporary table wrong is there. psql variable: period
select feed, period, marked_by from audit.mark where period = :'period'
	and feed not in (select feed from wrong) order by 1, 2;
