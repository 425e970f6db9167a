/* What a number of one person, or of a dossier, is called in the records of each feed: by this, and by
 * nothing else, are they found. */
#ifndef EXTRACT_IDENTIFY_H
#define EXTRACT_IDENTIFY_H

#include <stdio.h>
#include "core/hash.h"
#include "model/feed.h"

#define IDENTIFY_BYTES 200 /* the longest key of a feed has 100 */

/* Writes CSV, feed,kind,field,key,value: for each feed of the catalogue, whenever it was in force, and each
 * of its pseudonym fields a row a key of p, with the pseudonym that the extractor made or would make of the
 * text; for each field that identifies a row without a key, with the text as normalize keeps it. A text that
 * a field holds to be missing has no row there. kind is the name in SQL. p: NULL makes no pseudonyms. Errors:
 * ERR_USAGE for no text; ERR_CATALOG; ERR_NOMEM; ERR_FAULT; ERR_WRITE. */
int identify_write(struct catalog *c, const char *today, const struct pseudonym *p, struct slice text,
	FILE *out, struct err *e);

#endif
