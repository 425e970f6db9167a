/* Files read in the cell: what comes out is what extract_file and extract_probe give, and nothing that is in
 * a file can reach more than the process that reads it. */
#ifndef EXTRACT_PARSER_H
#define EXTRACT_PARSER_H

#include "extract/extract.h"

struct parser;

/* o is used as it stands when the cell starts, that is at the first file, and must live as long; o->meta is
 * not: each file has its own sidecar. is_probe: o->feed is not needed. Owns: *out is yours, parser_free.
 * Errors: ERR_NOMEM. */
int parser_new(struct parser **out, const struct extract_options *o, bool is_probe, struct err *e);
void parser_free(struct parser *p);

/* Puts what the file behind fd holds, up to and with its RECORD_FILE; a probe puts RECORD_FILE alone, is_ok
 * when a feed fits, with its name as the reason (else the reason is empty, or why the parser died). A parser
 * that dies costs the file it had: a reject file.parser and a bad RECORD_FILE are put, and the next file has
 * a new one. Errors: as extract_file or extract_probe, ERR_FAULT and ERR_RETRY when no process can be made,
 * what next sets. Memory: O(one record). */
int parser_read(struct parser *p, int fd, const char *name, struct sink *next, struct err *e);

#endif
