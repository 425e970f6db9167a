-- by-hand-table: rows of a CSV that a command writes, as a temporary table: its columns are the header's, all text.
-- Variables: table from (the command)
-- Columns: none
\setenv BY_HAND :from
\set columns `eval "$BY_HAND" | head -n 1 | sed 's/.*/"&" text COLLATE "C"/; s/,/" text COLLATE "C", "/g'`
CREATE TEMP TABLE by_hand (:columns);
\copy by_hand from program 'eval "$BY_HAND"' csv header
ALTER TABLE by_hand RENAME TO :table;
