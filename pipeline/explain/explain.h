/* A figure explained: what it is made of, by which rules, from which records, what it was before and what
 * would change it. */
#ifndef EXPLAIN_EXPLAIN_H
#define EXPLAIN_EXPLAIN_H

#include "explain/figure.h"
#include "page/page.h"

struct explain_options {
	struct db *db;
	struct catalog *catalog; /* today's: the words that are said, and what the archive is held against */
	bool has_records;	 /* the list of the records too */
	uint64_t most;		 /* without the list: records that are read to count them by file; 0: all */
	bool is_verified;	 /* computes the figure again from that list */
	bool may_see_held;
};

/* Says everything of the figure to the page. Of one that is held from the reader: that it is held and why in
 * words, with no number. *differs: NULL, or (of is_verified) the column in which the list gives another
 * figure. Errors: as world_open; ERR_FAULT when the run's catalogue computes no such figure. Memory:
 * O(records counted). */
int explain_figure(struct page *page, const struct explain_options *o, const struct stored_figure *f,
	const char **differs, struct err *e);

/* The page as text of 80 columns, in Vietnamese with English beside it. Errors: ERR_CATALOG for a message
 * that is none, ERR_WRITE. */
int explain_write_text(const struct page *page, const struct table *messages, FILE *out, struct err *e);

#endif
