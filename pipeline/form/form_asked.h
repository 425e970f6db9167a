/* What a form asks for: the variables of the indicators and targets that an agency answers, by the catalogue.
 */
#ifndef FORM_FORM_ASKED_H
#define FORM_FORM_ASKED_H

#include "form/form_texts.h"
#include "model/agencies.h"
#include "model/period.h"

#define FORM_FEED "bien-so-chi-so"
#define FORM_MEASURE "index_variable"

/* A variable that is asked for, once, and the rows of set_rows.csv that it answers, in the documents' order.
 */
struct form_entry {
	size_t variable; /* row of variables.csv */
	size_t *places;	 /* rows of set_rows.csv */
	size_t nplaces;
};

/* Another territory whose rows the agency answers. */
struct form_elsewhere {
	const char *territory;
	size_t n;
};

struct form_asked {
	struct catalog *catalog;
	struct form_texts texts;
	struct agencies *agencies;
	struct periods *periods;
	const struct table *variables, *rows, *sets, *territories, *relations, *units, *codes, *targets;
	char day[11];			       /* the period's last */
	const char *agency, *territory, *root; /* root: the head of the territory, or "" */
	bool is_coordinating;		       /* also what the agency coordinates */
	struct form_entry *entries;
	size_t n, cap;
	struct form_elsewhere *elsewhere; /* sorted */
	size_t nelsewhere;
	struct arena arena;
};

/* Reads the tables; the texts first. Borrows the catalogue. Errors: ERR_CATALOG, ERR_NOMEM. Owns: *a is
 * yours, form_asked_release, also after an error. */
int form_asked_open(struct form_asked *a, struct catalog *c, struct err *e);
void form_asked_release(struct form_asked *a);

/* Sets the day. Shape: 0, 1 when the calendar has no such quarter. */
int form_asked_period(struct form_asked *a, const char *period);

/* Sets agency and territory: ids are taken as they are, names must be found once in the territories that have
 * forms; found: how often it was. The territory: the one that is named, else the one that the agency is the
 * head of, else the one it stands in. Shape: 0, 1 when it is not one agency. Errors: ERR_NOMEM. */
int form_asked_agency(
	struct form_asked *a, const char *text, const char *territory, size_t *found, struct err *e);

/* Finds the entries of that agency in its territory: what it leads, with is_coordinating also what it
 * coordinates; what a group leads is for the head of the territory, whose form has all rows. Errors:
 * ERR_NOMEM. Memory: O(rows). */
int form_asked_find(struct form_asked *a, struct err *e);

/* Finds the other territories. Errors: ERR_NOMEM. */
int form_asked_look(struct form_asked *a, struct err *e);

/* The entry, or NULL. */
const struct form_entry *form_asked_get(
	const struct form_asked *a, struct slice indicator, struct slice variable);

/* Row of variables.csv that is sent by this feed, on the day, or -1. */
long form_variable_find(const struct form_asked *a, struct slice indicator, struct slice variable);

/* What a variable that is no number may say: title after title of its list, each once; of a yes or no the two
 * words. Appends joined by " / "; nothing when it is a number. Errors: as form_text_add. */
int form_choices_add(const struct form_asked *a, size_t variable, struct buf *out, struct err *e);

/* Whether the set has forms, on the day. */
bool form_set_is_asked(const struct form_asked *a, size_t set);

/* The territory's head, or "". */
const char *form_root_of(const struct form_asked *a, const char *territory);

#endif
