-- A run begins: its number, and whether its catalogue is kept already. psql variables: kind now options catalog
insert into audit.run (kind, now, options, catalog_hash) values (:'kind', :'now', :'options', :'catalog')
returning run_id, exists (select from audit.catalog where hash = :'catalog');
