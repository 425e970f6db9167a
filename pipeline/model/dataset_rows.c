#include "model/dataset_rows.h"

static const struct row_word sharings[] = {{"", 0}, {"shared", SHARING_SHARED}, {"open", SHARING_OPEN},
	{"both", SHARING_SHARED | SHARING_OPEN}, {NULL, 0}};
static const struct row_word constructed[] = {{"", 0}, {"1", 1}, {NULL, 0}};

static const struct row_column dataset_columns[] = {
	{"dataset", ROW_TEXT, offsetof(struct dataset, dataset), NULL},
	{"owner", ROW_TEXT, offsetof(struct dataset, owner), NULL},
	{"frequency", ROW_TEXT, offsetof(struct dataset, frequency), NULL},
	{"sharing", ROW_WORD, offsetof(struct dataset, sharing), sharings},
	{"roadmap", ROW_TEXT, offsetof(struct dataset, roadmap), NULL},
	{"feed", ROW_TEXT, offsetof(struct dataset, feed), NULL},
	{"is_constructed", ROW_WORD, offsetof(struct dataset, is_constructed), constructed},
};
const struct row_shape dataset_shape = {"datasets", sizeof(struct dataset), dataset_columns,
	sizeof(dataset_columns) / sizeof(*dataset_columns), {offsetof(struct dataset, dataset)}};

int datasets_open(struct datasets *t, struct catalog *c, struct err *e)
{
	t->rows = rows_get(c, &dataset_shape, e);
	if (!t->rows)
		return -1;
	t->list = t->rows->list;
	t->n = t->rows->n;
	return 0;
}

bool sharing_find(const char *word, unsigned *sharing)
{
	return row_word_find(sharings, word, sharing);
}
