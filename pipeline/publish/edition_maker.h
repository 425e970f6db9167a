/* What pages are made by, whatever they are made of. */
#ifndef PUBLISH_EDITION_MAKER_H
#define PUBLISH_EDITION_MAKER_H

#include "model/catalog.h"

/* SHA-256 hex of the program's version, the catalogue, the templates of its pages and the statements that
 * fill them: where it is another, every page is written anew. out holds 65 bytes. Errors: ERR_CATALOG,
 * ERR_NOMEM. */
int edition_maker(struct catalog *c, const char *version, char out[65], struct err *e);

#endif
