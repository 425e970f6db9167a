/* datasets.csv: the data sets that a decision wants shared or opened. */
#ifndef MODEL_DATASET_ROWS_H
#define MODEL_DATASET_ROWS_H

#include "model/rows.h"

/* Several joined by or. */
enum sharing { SHARING_SHARED = 1, SHARING_OPEN = 2 };

struct dataset {
	struct row_head head;
	const char *dataset, *owner;
	const char *frequency; /* a code of the list tan-suat */
	unsigned sharing;
	const char *roadmap; /* the day by which, or "" */
	const char *feed;
	unsigned is_constructed; /* 1: of a list that is not the decision's own */
};

struct datasets {
	const struct dataset *list;
	size_t n;
	const struct rows *rows;
};

/* Errors: as rows_get. Memory: the catalogue's. */
int datasets_open(struct datasets *t, struct catalog *c, struct err *e);

/* The ways of sharing that a word means. */
bool sharing_find(const char *word, unsigned *sharing);

extern const struct row_shape dataset_shape;

#endif
