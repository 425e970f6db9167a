-- A file was put aside. psql variables: hash name feed why now run
insert into audit.quarantine (file_hash, name, feed, reason, at, run)
values (:'hash', :'name', case when :'feed' = '-' then '' else :'feed' end, :'why', :'now', :'run')
on conflict do nothing;
