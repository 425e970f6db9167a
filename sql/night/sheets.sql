-- sheets: what each published view is as a table that a spreadsheet opens by a double click: numbers with a decimal comma, and a
-- text that would be read as a number, a day or a formula (1.10, 2/7, =1) behind a sign of no width, so that it stays the text.
-- What begins with a letter (not before A) is none of these, and needs no look.
-- Variables: none
-- Columns: view, the query in one line
SELECT c.relname, format('SELECT %s FROM share.%I', string_agg(CASE
		WHEN a.atttypid = 'numeric'::regtype THEN format('replace(%1$I::text, ''.'', '','') AS %1$I', a.attname)
		WHEN a.atttypid IN ('text'::regtype, 'varchar'::regtype)
			THEN format('CASE WHEN %1$I COLLATE "C" < ''A'' AND %1$I ~ ''^([-+=@\t\r]|[0-9][-0-9.,/eE: %%]*$)'' THEN chr(8203) || %1$I ELSE %1$I END AS %1$I', a.attname)
		ELSE format('%I', a.attname) END, ', ' ORDER BY a.attnum), c.relname)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'share'::regnamespace AND c.relkind = 'v'
GROUP BY c.relname ORDER BY c.relname COLLATE "C";
