-- The marks of a period as they stand before its records are read: feed, period, who marked it. psql variable: period
select feed, period, marked_by from audit.mark where period = :'period' order by 1, 2;
