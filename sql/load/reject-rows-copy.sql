-- The rows of a stream of rejects, as they stand in it.
COPY pg_temp.chiso_reject (file, record, line, severity, field, code, expected, found, agency) FROM STDIN;
