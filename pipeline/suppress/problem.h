/* The cells and relations in memory: each cell knows its relations, each relation its cells. */
#ifndef SUPPRESS_PROBLEM_H
#define SUPPRESS_PROBLEM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "core/err.h"

struct hidden_cell {
	int64_t value, protect;
	int cost;
	bool is_shown;
	bool is_left_out;
	bool is_proven;	 /* of a small one: some move took it far enough */
	size_t from, to; /* its places in `of`: of[from] .. of[to - 1] */
};

/* One cell of one relation. */
struct term {
	size_t cell;
	int64_t coefficient;
};

struct relation {
	bool is_within;	 /* the sum is at most 0; else 0 */
	int64_t slack;	 /* what is lacking to 0 */
	size_t from, to; /* its terms */
};

struct problem {
	struct hidden_cell *cells;
	size_t ncells, cells_cap;
	struct relation *relations;
	size_t nrelations, relations_cap;
	struct term *terms;
	size_t nterms, terms_cap;
	size_t *of; /* relations, by cell */
};

/* Shape of the files: suppress_read. Owns: problem_release, whatever it returned. Errors: ERR_FILE with the
 * line, ERR_NOMEM. */
int problem_read(struct problem *p, FILE *cells, const char *cells_name, FILE *relations,
	const char *relations_name, struct err *e);
void problem_release(struct problem *p);

/* A hunt for one cell's move, used again for the next: what may move, and by how much. */
struct hunt {
	const struct problem *p;
	size_t target;
	size_t *cells; /* those that may move; the target first */
	size_t n;
	int64_t *by;   /* as many; 0: it stays */
	size_t *place; /* in cells, by cell, where its mark is `now` */
	unsigned *cell_mark, *relation_mark, now;
};

/* Owns: hunt_release. Errors: ERR_NOMEM. */
int hunt_init(struct hunt *f, const struct problem *p, struct err *e);
void hunt_release(struct hunt *f);

/* Begins: the cells next to target by relations, nearest first, at least `atleast` of them unless there are
 * no more, `most_of_one` of what one relation adds up at most. Shown zeros never move: they are none. */
void hunt_reach(struct hunt *f, size_t target, size_t atleast, size_t most_of_one);

/* A whole move of those cells that takes the target up by its protect, at the least cost or near it.
 * is_found: there is one, reckoned in integers. Errors: ERR_NOMEM. */
int hunt_move(struct hunt *f, bool *is_found, struct err *e);

/* The move that there always is when nothing but zeros stays: every cell as many times as great. */
void hunt_scale(struct hunt *f);

#endif
