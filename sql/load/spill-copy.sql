-- A batch's rejects, in the order in which load/spill.c writes them.
COPY audit.reject (load_id, record, line, severity, field, code, expected, found, agency, key) FROM STDIN;
