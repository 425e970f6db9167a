-- The words of the catalogue for readers (reader_words.csv); when they are others than they were, what is published is told anew.
-- $1 kinds, $2 places, $3 patterns, $4 texts in Vietnamese, $5 in English: an array each, a row an element
-- Gives: how many rows differed
SELECT core.set_words($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]);
