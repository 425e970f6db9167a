-- A run begins. psql variables: kind now options
insert into audit.run (kind, now, options) values (:'kind', :'now', :'options') returning run_id;
