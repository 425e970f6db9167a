-- by-hand: for a person at psql, the temporary tables that the other files of this folder ask for, as a night with today's
-- catalogue (CHISO_CATALOG) makes them; chiso-catalog is found by PATH. Then any of them runs behind it:
--     psql -v run=7 -v now=2024-04-01T01:00:00+07:00 -v period=2024-Q1 -f sql/night/by-hand.sql -f sql/night/summary.sql
-- verdicts (the files of an inbox), totals (their control totals), asked (of scripts/fetch), edits and taken (of a list of refused
-- records), kept_repair, waiting (what a night found), removing (what it removes), open_state (what chiso-suppress says) and those of scripts/person (person,
-- person_taken, person_raw) are empty here.
-- Variables: run now period
-- Columns: none
SET client_min_messages = warning;
SELECT left(:'now', 10) AS today \gset

-- The rows of today.
\set table feeds
\set from 'chiso-catalog show feeds'
\ir by-hand-table.sql
DELETE FROM feeds WHERE valid_from > :'today' OR valid_to < :'today';
\set table reject_codes
\set from 'chiso-catalog show reject_codes'
\ir by-hand-table.sql
DELETE FROM reject_codes WHERE valid_from > :'today' OR valid_to < :'today';
\set table measures
\set from 'chiso-catalog show measures'
\ir by-hand-table.sql
DELETE FROM measures WHERE valid_from > :'today' OR valid_to < :'today';
\set table settings
\set from 'chiso-catalog show settings'
\ir by-hand-table.sql
DELETE FROM settings WHERE valid_from > :'today' OR valid_to < :'today';
\set table datasets
\set from 'chiso-catalog show datasets'
\ir by-hand-table.sql
DELETE FROM datasets WHERE valid_from > :'today' OR valid_to < :'today';
\set table checks
\set from 'chiso-catalog show checks'
\ir by-hand-table.sql
DELETE FROM checks WHERE valid_from > :'today' OR valid_to < :'today';
\set table sets
\set from 'chiso-catalog show sets'
\ir by-hand-table.sql
DELETE FROM sets WHERE valid_from > :'today' OR valid_to < :'today';
\set table set_rows
\set from 'chiso-catalog show set_rows'
\ir by-hand-table.sql
DELETE FROM set_rows WHERE valid_from > :'today' OR valid_to < :'today';
\set table territories
\set from 'chiso-catalog show territories'
\ir by-hand-table.sql
DELETE FROM territories WHERE valid_from > :'today' OR valid_to < :'today';
\set table targets
\set from 'chiso-catalog show targets'
\ir by-hand-table.sql
DELETE FROM targets WHERE valid_from > :'today' OR valid_to < :'today';
\set table indicators
\set from 'chiso-catalog show indicators'
\ir by-hand-table.sql
DELETE FROM indicators WHERE valid_from > :'today' OR valid_to < :'today';
\set table variables
\set from 'chiso-catalog show variables'
\ir by-hand-table.sql
DELETE FROM variables WHERE valid_from > :'today' OR valid_to < :'today';
\set table points
\set from 'chiso-catalog show points'
\ir by-hand-table.sql
DELETE FROM points WHERE valid_from > :'today' OR valid_to < :'today';
\set table fields
\set from 'chiso-catalog show fields'
\ir by-hand-table.sql
DELETE FROM fields WHERE valid_from > :'today' OR valid_to < :'today';
\set table codes
\set from 'chiso-catalog show codes'
\ir by-hand-table.sql
DELETE FROM codes WHERE valid_from > :'today' OR valid_to < :'today';
\set table units
\set from 'chiso-catalog show units'
\ir by-hand-table.sql
DELETE FROM units WHERE valid_from > :'today' OR valid_to < :'today';
\set table reject_ways
\set from 'chiso-catalog show reject_ways'
\ir by-hand-table.sql
DELETE FROM reject_ways WHERE valid_from > :'today' OR valid_to < :'today';
\set table period_fields
\set from 'chiso-catalog show period_fields'
\ir by-hand-table.sql
DELETE FROM period_fields WHERE valid_from > :'today' OR valid_to < :'today';
\set table field_words
\set from 'chiso-catalog show field_words'
\ir by-hand-table.sql
DELETE FROM field_words WHERE valid_from > :'today' OR valid_to < :'today';
\set table serials
\set from 'chiso-catalog show serials'
\ir by-hand-table.sql
DELETE FROM serials WHERE valid_from > :'today' OR valid_to < :'today';
\set table closings
\set from 'chiso-catalog show closings'
\ir by-hand-table.sql
DELETE FROM closings WHERE valid_from > :'today' OR valid_to < :'today';
\set table open_feeds
\set from 'chiso-catalog show open_feeds'
\ir by-hand-table.sql
DELETE FROM open_feeds WHERE valid_from > :'today' OR valid_to < :'today';
\set table open_relations
\set from 'chiso-catalog show open_relations'
\ir by-hand-table.sql
DELETE FROM open_relations WHERE valid_from > :'today' OR valid_to < :'today';
\set table open_sets
\set from 'chiso-catalog show open_sets'
\ir by-hand-table.sql
DELETE FROM open_sets WHERE valid_from > :'today' OR valid_to < :'today';
\set table open_columns
\set from 'chiso-catalog show open_columns'
\ir by-hand-table.sql
DELETE FROM open_columns WHERE valid_from > :'today' OR valid_to < :'today';

-- The rows of all times.
\set table calendars
\set from 'chiso-catalog show calendars'
\ir by-hand-table.sql
\set table days_off
\set from 'chiso-catalog show days_off'
\ir by-hand-table.sql
\set table milestones
\set from 'chiso-catalog show milestones'
\ir by-hand-table.sql
\set table outcomes
\set from 'chiso-catalog show outcomes'
\ir by-hand-table.sql
\set table every_set
\set from 'chiso-catalog show sets'
\ir by-hand-table.sql
\set table every_territory
\set from 'chiso-catalog show territories'
\ir by-hand-table.sql
\set table every_indicator
\set from 'chiso-catalog show indicators'
\ir by-hand-table.sql
\set table every_dataset
\set from 'chiso-catalog show datasets'
\ir by-hand-table.sql
\set table every_variable
\set from 'chiso-catalog show variables'
\ir by-hand-table.sql
\set table every_agency
\set from 'chiso-catalog show agencies'
\ir by-hand-table.sql
\set table all_denominators
\set from 'chiso-catalog show denominators'
\ir by-hand-table.sql
\set table all_methods
\set from 'chiso-catalog show methods'
\ir by-hand-table.sql
\set table all_feeds
\set from 'chiso-catalog show feeds'
\ir by-hand-table.sql
\set table all_agencies
\set from 'chiso-catalog show agencies'
\ir by-hand-table.sql
\set table all_indicators
\set from 'chiso-catalog show indicators'
\ir by-hand-table.sql
\set table all_sets
\set from 'chiso-catalog show sets'
\ir by-hand-table.sql
\set table all_measures
\set from 'chiso-catalog show measures'
\ir by-hand-table.sql
\set table all_units
\set from 'chiso-catalog show units'
\ir by-hand-table.sql

-- What the catalogue says today.
\set table wrong
\set from 'chiso-catalog show wrong -q --now ' :now
\ir by-hand-table.sql
\set table readings
\set from 'chiso-catalog show readings -q --now ' :now
\ir by-hand-table.sql
\set table documented
\set from 'chiso-catalog show documents -q'
\ir by-hand-table.sql
\set table registered
\set from 'chiso-catalog show systems -q --at ' :today
\ir by-hand-table.sql
\set table listed
\set from 'chiso-catalog show due -q --now ' :now
\ir by-hand-table.sql
\set table ways
\set from 'chiso-catalog show entries -q'
\ir by-hand-table.sql
\set from 'chiso-catalog show duties -q --at ' :today
\setenv BY_HAND :from
CREATE TEMP TABLE duties (LIKE core.duty);
\copy duties from program 'eval "$BY_HAND"' with (format csv, header, force_not_null (agency))
\set table defined
\set from 'chiso-catalog show definitions -q --now ' :now ' ' :period
\ir by-hand-table.sql
SELECT coalesce(string_agg(DISTINCT period, ' '), :'period') AS periods FROM core.indicator JOIN calendars USING (period)
WHERE run_to IS NULL \gset
\set table definitions
\set from 'chiso-catalog show definitions -q --now ' :now ' ' :periods
\ir by-hand-table.sql
\set table totals
\set from 'echo file_hash,total'
\ir by-hand-table.sql
\set table verdicts
\set from 'echo _kind,file,feed,state,bytes,name,path,raw,code,reason,verdict,load,read,kept,rejected,duplicate,stat'
\ir by-hand-table.sql
\set table asked
\set from 'echo id,feed,request,window_from,window_to,page,is_last,asked_at,endpoint,outcome,is_answer,http,bytes,records,file_hash,file_name,tries,detail'
\ir by-hand-table.sql
\set table edits
\set from 'echo n,row,file,feed,record,line,field,value'
\ir by-hand-table.sql
\set table kept_repair
\set from 'echo repair_id,file_hash,feed,record,line,field,value,row_id,code,by,at'
\ir by-hand-table.sql
\set table waiting
\set from 'echo rule,place,words'
\ir by-hand-table.sql
\set table removing
\set from 'echo what,name,since,days'
\ir by-hand-table.sql
\set table taken
\set from 'echo row,file,feed,record,line,field,code,load,n,name'
\ir by-hand-table.sql
\set table person
\set from 'echo feed,kind,field,key,value'
\ir by-hand-table.sql
\set table person_taken
\set from 'echo file,feed,record'
\ir by-hand-table.sql
\set table person_raw
\set from 'echo file,state'
\ir by-hand-table.sql

\ir told.sql
\ir visible.sql
\ir provinces.sql
\set since ''
\ir rejects-open.sql
\ir rejects-agencies.sql
\ir person-find.sql
CREATE TEMP TABLE open_state (cell text COLLATE "C", state text COLLATE "C");
