/* For the files of systems.h alone: the parts of a line, each from its own tables. */
#ifndef INSPECT_SYSTEMS_PARTS_H
#define INSPECT_SYSTEMS_PARTS_H

#include "model/agencies.h"
#include "model/ways.h"

/* Whether a word stands in a cell of words. */
bool systems_has_word(const char *words, const char *word);

/* The indicators that come by a feed, in the order of the documents, then those that divide by what it
 * brings: "6.11, 6.12". */
struct feed_uses {
	const char *feed;
	struct buf rows;
};

struct uses {
	struct feed_uses *list;
	size_t n, cap;
};

/* Reads which feed every row of a document comes by. Owns: *u is yours, uses_release. Errors: ERR_CATALOG,
 * ERR_NOMEM. */
int uses_read(struct uses *u, struct catalog *c, struct err *e);
void uses_release(struct uses *u);

/* Appends those of the feeds (words) and of their kinds, each once; nothing when there are none. Errors:
 * ERR_NOMEM. */
int uses_add(const struct uses *u, const char *feeds, struct buf *out, struct err *e);

/* Whose a system is, and whose it was before: "" when it never changed. All texts are the catalogue's. */
struct system_owner {
	const char *id, *before_id, *before, *until;
};

/* On date (NULL: the last row); appends the owner's name, with the body that it is part of. Errors:
 * ERR_NOMEM.
 */
int owner_find(struct system_owner *o, const struct table *owners, const struct agencies *a,
	const char *system, const char *date, struct buf *name, struct err *e);

/* The samples of the feeds below the folder of samples, their first one (before others one
 * of which nothing is refused), and how many have goldens beside
 * them. is_there: whether there is such a folder. Errors: ERR_NOMEM. */
struct samples {
	size_t n, ngolden;
	struct buf first;
	bool is_there, is_refused; /* is_refused: something of the first one is */
};

/* Owns: *s is yours, samples_release. Errors: ERR_NOMEM. */
int samples_find(struct samples *s, const char *feeds, struct err *e);
void samples_release(struct samples *s);

#endif
