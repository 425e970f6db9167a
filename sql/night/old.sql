-- Files whose raw bytes have been kept as long as their feed says. psql variable: now
select l.file_hash
from audit.load l join feeds f using (feed)
where f.raw_days <> '' and l.state <> 'bad'
group by l.file_hash, f.raw_days
having max(l.accepted_at) < :'now'::timestamptz - make_interval(days => substring(f.raw_days from '^[0-9]{1,6}$')::integer);
