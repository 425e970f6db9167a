#include "model/agencies.h"

#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "model/agencies_rows.h"

bool agency_is_valid(const char *from, const char *to, const char *date)
{
	return !date || ((!*from || strcmp(from, date) <= 0) && (!*to || strcmp(date, to) <= 0));
}

static const struct agency_territory *find_territory(const struct agencies *a, const char *name)
{
	for (size_t i = 0; i < a->nterritories; i++)
		if (strcmp(a->territories[i].name, name) == 0)
			return &a->territories[i];
	return NULL;
}

const char *agencies_above(const struct agencies *a, const char *territory)
{
	const struct agency_territory *t = find_territory(a, territory);

	return t ? t->parent : "";
}

int agencies_distance(const struct agencies *a, const char *territory, const char *of)
{
	for (int d = 0; d <= (int)a->nterritories; d++) {
		if (strcmp(territory, of) == 0)
			return d;
		if (!*territory)
			return -1;
		territory = agencies_above(a, territory);
	}
	return -1;
}

const char *agencies_unknown(const struct agencies *a, const char *territory)
{
	const struct agency_territory *t;

	/* bounded: a cycle of territories cannot be longer than their number */
	for (size_t i = 0; i <= a->nterritories && (t = find_territory(a, territory)); i++) {
		if (*t->unknown)
			return t->unknown;
		territory = t->parent;
	}
	return "";
}

int agencies_open(struct agencies **out, struct catalog *c, struct err *e)
{
	struct agencies *a = calloc(1, sizeof(*a));
	int ret;

	*out = NULL;
	if (!a)
		return err_set(e, ERR_NOMEM, "out of memory for agencies");
	ret = agencies_read(a, c, e);
	if (ret < 0)
		agencies_free(a);
	else
		*out = a;
	return ret;
}

void agencies_free(struct agencies *a)
{
	if (!a)
		return;
	buf_release(&a->rest);
	buf_release(&a->ids);
	arena_release(&a->arena);
	free(a);
}

static void free_kept(void *object)
{
	agencies_free(object);
}

struct agencies *agencies_of(struct catalog *c, struct err *e)
{
	static const char key;
	struct agencies *x = catalog_kept(c, &key);

	if (!x && !agencies_open(&x, c, e) && catalog_keep(c, &key, x, free_kept, e)) {
		agencies_free(x);
		x = NULL;
	}
	return x;
}

const struct agency *agencies_find(const struct agencies *a, const char *id, const char *date)
{
	const struct agency *found = NULL;
	size_t low = 0, high = a->n;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (strcmp(a->rows[mid].id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < a->n && strcmp(a->rows[low].id, id) == 0; low++)
		if (agency_is_valid(a->rows[low].valid_from, a->rows[low].valid_to, date))
			found = &a->rows[low];
	return found;
}

const struct agency *agencies_all(const struct agencies *a, size_t *n)
{
	*n = a->n;
	return a->rows;
}

size_t agencies_epoch(const struct agencies *a, struct slice date)
{
	size_t n = 0;

	/* 2k-1 for the days after boundary k's predecessor, 2k for the boundary itself: valid_to is inclusive
	 */
	for (size_t i = 0; i < a->ndates; i++) {
		int c = memcmp(date.text, a->dates[i], date.len < 10 ? date.len : 10);

		if (c < 0)
			break;
		n = 2 * i + (c == 0 ? 1 : 2);
	}
	return n;
}
