/* What each feed's files are read by. */
#ifndef INSPECT_READINGS_H
#define INSPECT_READINGS_H

#include <stdio.h>
#include "model/catalog.h"

/* CSV feed,catalog_hash,format of every feed that is valid on `today`: a load of the ledger with these stands
 * as the file would be read now. Errors: ERR_CATALOG, ERR_NOMEM. Memory: one row. */
int readings_show(struct catalog *c, const char *today, FILE *out, struct err *e);

#endif
