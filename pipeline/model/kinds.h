/* Record kinds: several feeds that bring records of one shape. A kind is named after a feed, whose rows
 * describe it; the others name it in the column `kind` of feeds.csv and share its fields, key, tables and
 * measures.
 */
#ifndef MODEL_KINDS_H
#define MODEL_KINDS_H

#include <stddef.h>
#include "core/err.h"
#include "core/table.h"

/* The kind of a row of feeds.csv: its column `kind`, else its own name. */
const char *kind_of(const struct table *feeds, size_t row);

/* The kind of a feed by its name; the name itself for one that feeds.csv does not have. */
const char *kind_of_feed(const struct table *feeds, const char *feed);

/* The row of feeds.csv that describes the kind of that row: the one that is valid on date, else the last of
 * its name, since a kind outlives the feed that it is named after. Errors: ERR_CATALOG for a kind that is no
 * feed, or is itself of another kind; for a key beside the kind's. */
int kind_find(const struct table *feeds, size_t row, const char *date, size_t *kind, struct err *e);

/* The rows of fields.csv that a feed keeps, in the order of its kind: the kind's, each replaced by the feed's
 * own row of the same field. out has room for all rows. Errors: ERR_CATALOG for a field that the kind does
 * not keep, or keeps by another type or policy: what its records are would be another thing from feed to
 * feed. */
int kind_fields(const struct table *fields, const char *feed, const char *kind, const char *date, size_t *out,
	size_t *n, struct err *e);

/* The same with what is dropped: every row that says what becomes of something in a message of the feed, in
 * the order of seq. out has room for all rows. Returns how many. */
size_t kind_all_fields(
	const struct table *fields, const char *feed, const char *kind, const char *date, size_t *out);

/* The row of period_fields.csv for a field: the feed's own, else the kind's; -1: none. */
long kind_find_period(
	const struct table *periods, const char *feed, const char *kind, const char *field, const char *date);

#endif
