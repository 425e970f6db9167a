/* A data centre of several provinces: the setting `territory` names those that follow one another with blanks
 * between, and other provinces behind a bar: `kon-tum quang-ngai | ba-ria-vung-tau ho-chi-minh`. Feeds of
 * the territory `own` are the first's; each other province has feeds of its own, laid out from those:
 * `hoso-tthc-ho-chi-minh`, of the same kind, read by the same rows, in a folder of its own. */
#ifndef MODEL_CATALOG_PROVINCES_H
#define MODEL_CATALOG_PROVINCES_H

#include "core/buf.h"
#include "core/table.h"
#include "model/catalog.h"

/* The next list of territories between bars, without the blanks at its ends; of no length behind the last.
 * *at moves on. */
struct slice provinces_next(const char **at);

/* Lays out what t has of the feeds of further provinces, whenever the setting holds: rows of feeds (kind,
 * territory, title and `laid_from` say so), of what belongs to a feed and not to its kind, words of systems.
 * For catalog.c. Errors: ERR_CATALOG, ERR_NOMEM. */
int provinces_lay_out(struct catalog *c, struct table *t, struct err *e);

#endif
