/* The list alone, added up by the aggregator's own groups. */
#include <stdlib.h>
#include <string.h>
#include "aggregate/groups.h"
#include "core/rational.h"
#include "explain/tally.h"

static int take_value(struct groups *g, struct group *x, const struct tally_entry *entry,
	enum measure_kind kind, struct err *e)
{
	struct value v = {.type = kind == MEASURE_DISTINCT ? VALUE_TEXT : VALUE_NUMBER,
		.text = slice_from(entry->value)};
	int rc;

	mpq_init(v.number);
	rc = v.type == VALUE_NUMBER ? rational_parse(v.number, entry->value, strlen(entry->value), e) : 0;
	if (rc == 0)
		rc = group_take(g, x, &v, e);
	mpq_clear(v.number);
	return rc;
}

static int take_entry(const struct tally *c, struct groups *g, const struct tally_entry *entry, struct err *e)
{
	const struct tally_group *own = &c->groups[entry->group];
	struct group *x = groups_get(g, entry->row ? entry->row : &own->m, e);

	if (!x)
		return -1;
	if (entry->as == COUNTED_ROW)
		return group_take_row(g, x, entry->row, e);
	if (entry->as == COUNTED_VALUE)
		return take_value(g, x, entry, own->m.kind, e);
	group_count_undecided(x, 1);
	return 0;
}

/* A sum of no record is zero, and a set empty; what nobody said is no row. */
static int add_zeros(const struct tally *c, struct groups *g, struct err *e)
{
	for (size_t i = 0; i < c->ngroups; i++) {
		const struct tally_group *own = &c->groups[i];
		struct group *x;

		if (!measure_is_counted(own->m.kind))
			continue;
		if (!(x = groups_get(g, &own->m, e)))
			return -1;
		if (own->is_unknown)
			group_mark_unknown(x);
	}
	return 0;
}

static int write_groups(const struct tally *c, FILE *out, struct err *e)
{
	struct groups *g = NULL;
	int rc = groups_new(&g, e) || add_zeros(c, g, e) ? -1 : 0;

	for (size_t i = 0; rc == 0 && i < c->n; i++)
		rc = take_entry(c, g, &c->entries[i], e);
	if (rc == 0)
		rc = measures_write_header(out, e) || groups_write(g, out, e) ||
				     measures_write_end(out, groups_count(g), e)
			     ? -1
			     : 0;
	groups_free(g);
	return rc;
}

/* The rows of s that the list does not speak of, as they are. */
static int copy_others(const struct tally *c, const struct store *s, FILE *out, struct err *e)
{
	uint64_t n = 0;
	int rc = measures_write_header(out, e);

	for (size_t i = 0; rc == 0 && i < s->nfeeds; i++)
		rc = measures_write_part(out, &(struct measure_part){1, 1, s->feeds[i]}, e);
	for (size_t i = 0; rc == 0 && i < s->n; i++) {
		if (tally_find(c, &s->rows[i]))
			continue;
		rc = measures_write(out, &s->rows[i], e);
		n++;
	}
	return rc || measures_write_end(out, n, e) ? -1 : 0;
}

static int read_into(struct store *out, char *text, size_t len, const char *name, struct err *e)
{
	FILE *in = fmemopen(text, len, "r");
	int rc = in ? store_read(out, in, name, e) : err_set(e, ERR_NOMEM, "out of memory for measures");

	if (in)
		fclose(in);
	return rc;
}

int tally_add_up(const struct tally *c, const struct store *s, struct store *out, struct err *e)
{
	char *others = NULL, *own = NULL;
	size_t nothers = 0, nown = 0;
	FILE *a = open_memstream(&others, &nothers), *b = open_memstream(&own, &nown);
	int rc = a && b ? 0 : err_set(e, ERR_NOMEM, "out of memory for measures");

	*out = (struct store){.feed_rows = s->feed_rows};
	if (rc == 0)
		rc = copy_others(c, s, a, e) || write_groups(c, b, e) ? -1 : 0;
	if (a)
		fclose(a);
	if (b)
		fclose(b);
	if (rc == 0)
		rc = read_into(out, others, nothers, "core.measure", e) ||
				     read_into(out, own, nown, "the list of records", e) ||
				     store_settle(out, e)
			     ? -1
			     : 0;
	free(others);
	free(own);
	return rc;
}
