/* The inside of the dictionary of agencies: shared by the agencies files only. */
#ifndef CORE_AGENCIES_ROWS_H
#define CORE_AGENCIES_ROWS_H

#include "core/agencies.h"

/* A name of the dictionary. Owns nothing. */
struct agency_alias {
	struct slice key; /* folded, punctuation set apart */
	const char *territory, *ids;
	const char *valid_from, *valid_to;
	bool is_wrapper; /* a word around names: Lãnh đạo, Đề nghị */
	bool is_list;	 /* names more than one agency */
	bool is_own;	 /* the agency's own name: an alias row goes before it */
	bool is_barred;	 /* a heading, letterhead, post, system, signature: no name, also of nobody else */
	bool is_review;	 /* doubtful: a person has to say; ids are what it may mean */
};

struct agency_territory {
	const char *name, *parent, *level1, *unknown;
};

struct agencies {
	struct agency *rows; /* by id, then valid_from */
	size_t n;
	struct agency_alias *aliases; /* by key, then the alias rows first */
	size_t naliases;
	struct agency_territory *territories;
	size_t nterritories;
	const struct table *groups;
	const char **dates; /* sorted: every day on which an answer may change */
	size_t ndates;
	struct arena arena;
	struct buf rest, ids; /* of the last match */
};

/* The key of a name: folded, and blanks around , ; : ( ) / so that they are words of their own. */
int agency_key(const char *text, size_t len, struct buf *out, struct err *e);

/* Whether it names agencies: neither barred nor for review. */
bool agency_alias_is_name(const struct agency_alias *alias);

/* 0 for the territory itself, more for those above it, -1 when an alias of `of` is not for it. */
int agencies_distance(const struct agencies *a, const char *territory, const char *of);

bool agency_is_valid(const char *from, const char *to, const char *date);

#endif
