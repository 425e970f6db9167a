#include "aggregate/group_kinds.h"

#include <string.h>
#include "core/rational.h"

const char *group_keep_text(struct arena *a, const char *text, struct err *e)
{
	return text && *text ? arena_copy(a, text, strlen(text), e) : "";
}

static int add_text(struct group *x, const char *value, struct err *e)
{
	struct err bad = {0};
	mpq_t v;
	int rc = 0;

	mpq_init(v);
	if (*value && rational_parse(v, value, strlen(value), &bad))
		rc = err_set(e, ERR_FILE, "measure %s of %s: %s", x->m.measure, x->m.agency, bad.text);
	else
		mpq_add(x->sum, x->sum, v);
	mpq_clear(v);
	return rc;
}

static int take_sum(
	struct group *x, struct arena *a, const struct value *v, const struct measure *row, struct err *e)
{
	(void)a;
	if (!v)
		return add_text(x, row->value, e);
	mpq_add(x->sum, x->sum, v->number);
	return 0;
}

static int write_sum(
	const struct group *x, struct measure *m, struct buf *value, struct buf *keys, struct err *e)
{
	int rc = rational_write(x->sum, value, e);

	(void)keys;
	m->value = value->data;
	m->keys = "";
	return rc;
}

static int unite_keys(struct group *x, struct arena *a, const char *keys, struct err *e)
{
	while (keys && *keys) {
		size_t len = strcspn(keys, " ");

		if (len && keyset_add(&x->keys, a, keys, len, e))
			return -1;
		keys += len + (keys[len] == ' ');
	}
	return 0;
}

static int write_keys(const struct group *x, struct measure *m, struct buf *keys, struct err *e)
{
	int rc = keyset_write(&x->keys, keys, e);

	m->keys = keys->len ? keys->data : "";
	return rc;
}

static int take_key(
	struct group *x, struct arena *a, const struct value *v, const struct measure *row, struct err *e)
{
	return v ? keyset_add(&x->keys, a, v->text.text, v->text.len, e) : unite_keys(x, a, row->keys, e);
}

static int write_count(
	const struct group *x, struct measure *m, struct buf *value, struct buf *keys, struct err *e)
{
	int rc = buf_addf(value, e, "%zu", x->keys.n);

	m->value = value->data;
	return rc ? rc : write_keys(x, m, keys, e);
}

/* The row stands unless what is there has the greater or the same order; what each sender said is united. */
static int take_row(
	struct group *x, struct arena *a, const struct value *v, const struct measure *row, struct err *e)
{
	struct measure *m = &x->m;

	(void)v;
	if (unite_keys(x, a, row->keys, e))
		return -1;
	if (x->has_row && strcmp(m->order, row->order) >= 0)
		return 0;
	x->has_row = true;
	m->unit = group_keep_text(a, row->unit, e);
	m->value = group_keep_text(a, row->value, e);
	m->text = group_keep_text(a, row->text, e);
	m->digits = group_keep_text(a, row->digits, e);
	m->numerator = group_keep_text(a, row->numerator, e);
	m->denominator = group_keep_text(a, row->denominator, e);
	m->parts = group_keep_text(a, row->parts, e);
	m->flags = group_keep_text(a, row->flags, e);
	m->order = group_keep_text(a, row->order, e);
	return m->unit && m->value && m->text && m->digits && m->numerator && m->denominator && m->parts &&
			       m->flags && m->order
		       ? 0
		       : -1;
}

static int write_whole(
	const struct group *x, struct measure *m, struct buf *value, struct buf *keys, struct err *e)
{
	(void)value;
	return write_keys(x, m, keys, e);
}

static const struct group_kind kinds[] = {
	[MEASURE_SUM] = {take_sum, write_sum},
	[MEASURE_DISTINCT] = {take_key, write_count},
	[MEASURE_LAST] = {take_row, write_whole},
	[MEASURE_STATED] = {take_row, write_whole},
};

_Static_assert(
	sizeof(kinds) / sizeof(*kinds) == MEASURE_KINDS, "a kind of model/measure_kinds.h has no functions");

const struct group_kind *group_kind_of(enum measure_kind kind)
{
	return &kinds[kind];
}
