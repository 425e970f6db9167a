/* How many records a message says that it has, or of how many pages it is one: rows of totals.csv.
 *
 * The elements and attributes stand anywhere outside of the records. What several lists of a message say is
 * added up; a text that does not begin with a whole number says nothing. What tells of a page behind (`more`)
 * says so with anything but no, false, 0 and null. */
#ifndef EXTRACT_TOTALS_H
#define EXTRACT_TOTALS_H

#include <stdint.h>
#include "core/table.h"
#include "extract/path.h"

enum total_kind { TOTAL_NONE, TOTAL_RECORDS, TOTAL_ALL, TOTAL_PAGES, TOTAL_MORE, TOTAL_KINDS };

struct totals {
	struct total {
		const xmlChar *name; /* NULL: nothing is said */
		long line;
		uint64_t sum, most;
	} said[TOTAL_KINDS];
};

/* The element's text is that; of what a path of the feed names already nothing changes. */
void total_mark(struct node *n, unsigned char kind);

/* Adds the names of the rows below n, an element outside of the records. Errors: ERR_CATALOG at the row. */
int totals_plan(struct trie *t, struct node *n, const struct table *totals, struct err *e);

void totals_take(
	struct totals *t, unsigned kind, const xmlChar *name, long line, const char *text, size_t len);

/* Which of them another number than held (records, and strangers) contradicts; NULL: none. is_asked: page by
 * page, and whoever asked went on to the last. Writes what it says to out. */
const struct total *totals_differ(const struct totals *t, uint64_t held, bool is_asked, char out[300]);

#endif
