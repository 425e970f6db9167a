/* A page of what is published: its lists are rows of page_lists.csv, each the rows of a statement of
 * sql/load. */
#ifndef PUBLISH_PUBLICATION_H
#define PUBLISH_PUBLICATION_H

#include <libpq-fe.h>
#include "load/db.h"
#include "model/catalog.h"

#define PUBLICATION_AGENCY 200

/* The rows of a page's statements, asked for once for all its formats. */
#define PUBLICATION_KEPT 24
struct publication_kept {
	size_t n;
	struct {
		const char *statement; /* borrowed from the catalogue */
		PGresult *rows;
	} of[PUBLICATION_KEPT];
};

/* The statements that were prepared in the session: a page is one of many, and planning them takes as long as
 * answering. */
#define PUBLICATION_PREPARED 100
struct publication_prepared {
	size_t n;
	const char *of[PUBLICATION_PREPARED]; /* borrowed from the catalogue */
};

struct publication {
	struct db *db;
	struct catalog *catalog;
	const char *page;			  /* of page_lists.csv */
	const char *set, *period, *agency, *whom; /* what the statements are asked for, "" where nothing */
	const char *day;			  /* YYYY-MM-DD, of the page */
	struct publication_kept *kept;		  /* NULL: every list is asked for anew */
	struct publication_prepared *prepared;	  /* NULL: none is */
};

/* Before another page is asked for. */
void publication_forget(struct publication_kept *kept);

/* Whose page it is, where agency is "": the set's agency above which it has none. out holds
 * PUBLICATION_AGENCY bytes. Errors: ERR_NOINPUT where the set has no figures in the period; db_fail's. */
int publication_settle(struct publication *p, char *out, struct err *e);

/* One list: its name, the list in whose rows it stands ("": the page's own), how many rows of it at most
 * stand in one of those (0: all), its rows. */
struct publication_list {
	const char *name, *within;
	size_t most;
	const PGresult *rows;
};
typedef int publication_fn(void *arg, const struct publication_list *l, struct err *e);

/* Every list of the page in the order of its rows; with `only`, that one. Errors: ERR_USAGE for a page that
 * page_lists.csv does not have, db_fail's, what each sets. Memory: O(list). */
int publication_each(
	const struct publication *p, const char *only, publication_fn *each, void *arg, struct err *e);

/* That the page's own list gave no row. Errors: always, ERR_NOINPUT. */
int publication_nothing(const struct publication *p, struct err *e);

/* The rows of one statement of sql/load, as a list without a name. Errors: db_fail's, what each sets. */
int publication_ask(
	const struct publication *p, const char *statement, publication_fn *each, void *arg, struct err *e);

#endif
