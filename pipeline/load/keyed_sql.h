/* Statements over the key of a feed, written once for all feeds. */
#ifndef LOAD_KEYED_SQL_H
#define LOAD_KEYED_SQL_H

#include "model/feed.h"

/* Appends the template with these filled in:
 *   @f      the feed's SQL name (hoso_tthc)
 *   @k      the key columns: "ky_bao_cao", "dia_ban"
 *   @k:s    the same of table s: s."ky_bao_cao", s."dia_ban"
 *   @j:sc   their equality: s."ky_bao_cao" = c."ky_bao_cao" AND …
 * A table is one letter. Errors: ERR_FAULT for another @. */
int keyed_sql(const struct feed *f, const char *template, struct buf *out, struct err *e);

#endif
