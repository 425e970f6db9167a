/* What a person edited in the list of refused records, into audit.repair. */
#ifndef LOAD_REPAIRS_STORE_H
#define LOAD_REPAIRS_STORE_H

#include <stdio.h>
#include "load/db.h"
#include "model/catalog.h"

/* Borrowed until repairs_store returns. Unit: now in seconds. */
struct repairs_options {
	struct db *db;
	struct catalog *catalog;
	const char *today; /* YYYY-MM-DD: by which rows the fields are kept */
	const char *by;	   /* who decided */
	int64_t run_id, now;
};

/* Shape of in: CSV with the header row,file,feed,record,line,field,code,load,value; a value that is not there
 * makes the field empty. Shape of out: row,code of each that is refused, because it would store somebody's
 * name or number (id.personal, text.personal), is too long, no text, or of a field that is not kept as it is
 * sent (repair.stale). All in one transaction. Errors: ERR_FILE for another header, ERR_USAGE for an unknown
 * feed, db_fail's. */
int repairs_store(const struct repairs_options *o, FILE *in, const char *name, FILE *out, uint64_t *read,
	uint64_t *refused, struct err *e);

#endif
