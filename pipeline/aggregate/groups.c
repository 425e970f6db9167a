#include "aggregate/groups.h"

#include <stdlib.h>
#include <string.h>
#include "aggregate/keyset.h"
#include "core/buf.h"
#include "core/rational.h"

struct group {
	struct measure m; /* texts in the arena; of last and stated: the whole row */
	mpq_t sum;
	struct keyset keys;
	uint64_t undecided, hash;
	bool is_unknown, has_row;
	struct group *next;
};

struct groups {
	struct group **slots;
	size_t nslots, n;
	struct arena arena;
};

int groups_new(struct groups **out, struct err *e)
{
	struct groups *g = calloc(1, sizeof(*g));

	if (g)
		g->slots = calloc(g->nslots = 1024, sizeof(*g->slots));
	if (!g || !g->slots) {
		free(g);
		return err_set(e, ERR_NOMEM, "out of memory for the groups");
	}
	*out = g;
	return 0;
}

void groups_free(struct groups *g)
{
	if (!g)
		return;
	for (size_t i = 0; i < g->nslots; i++)
		for (struct group *x = g->slots[i]; x; x = x->next) {
			mpq_clear(x->sum);
			keyset_release(&x->keys);
		}
	free(g->slots);
	arena_release(&g->arena);
	free(g);
}

size_t groups_count(const struct groups *g)
{
	return g->n;
}

static uint64_t hash_text(uint64_t h, const char *text)
{
	do
		h = (h ^ (unsigned char)*text) * 1099511628211u;
	while (*text++);
	return h;
}

static int grow_groups(struct groups *g, struct err *e)
{
	size_t n = g->nslots * 2;
	struct group **slots = calloc(n, sizeof(*slots));

	if (!slots)
		return err_set(e, ERR_NOMEM, "out of memory for %zu groups", g->n);
	for (size_t i = 0; i < g->nslots; i++)
		for (struct group *x = g->slots[i], *next; x; x = next) {
			next = x->next;
			x->next = slots[x->hash % n];
			slots[x->hash % n] = x;
		}
	free(g->slots);
	g->slots = slots;
	g->nslots = n;
	return 0;
}

static const char *keep_text(struct groups *g, const char *text, struct err *e)
{
	return text && *text ? arena_copy(&g->arena, text, strlen(text), e) : "";
}

static struct group *group_new(struct groups *g, const struct measure *m, uint64_t hash, struct err *e)
{
	struct group *x = NULL;

	if (g->n >= g->nslots && grow_groups(g, e))
		return NULL;
	x = arena_alloc(&g->arena, sizeof(*x), e);
	if (!x)
		return NULL;
	x->m = (struct measure){.measure = keep_text(g, m->measure, e),
		.item = keep_text(g, m->item, e),
		.agency = keep_text(g, m->agency, e),
		.period = keep_text(g, m->period, e),
		.kind = m->kind,
		.unit = keep_text(g, m->unit, e)};
	if (!x->m.measure || !x->m.item || !x->m.agency || !x->m.period || !x->m.unit)
		return NULL;
	x->hash = hash;
	mpq_init(x->sum);
	x->next = g->slots[hash % g->nslots];
	g->slots[hash % g->nslots] = x;
	g->n++;
	return x;
}

struct group *groups_get(struct groups *g, const struct measure *m, struct err *e)
{
	uint64_t h = hash_text(
		hash_text(hash_text(hash_text(14695981039346656037u, m->measure), m->item), m->agency),
		m->period);
	struct group *x = g->slots[h % g->nslots];

	while (x && (x->hash != h || measure_compare(&x->m, m) != 0))
		x = x->next;
	if (!x)
		return group_new(g, m, h, e);
	if (x->m.kind != m->kind || (m->kind <= MEASURE_DISTINCT && strcmp(x->m.unit, m->unit) != 0)) {
		err_set(e, ERR_FILE, "measure %s of %s in %s: found %s in \"%s\" beside %s in \"%s\"",
			m->measure, m->agency, m->period, measure_kind_name(m->kind), m->unit,
			measure_kind_name(x->m.kind), x->m.unit);
		return NULL;
	}
	return x;
}

void group_add(struct group *x, const mpq_t value)
{
	mpq_add(x->sum, x->sum, value);
}

int group_add_key(struct groups *g, struct group *x, const char *key, size_t len, struct err *e)
{
	return keyset_add(&x->keys, &g->arena, key, len, e);
}

static int merge_keys(struct groups *g, struct group *x, const char *keys, struct err *e)
{
	while (*keys) {
		size_t len = strcspn(keys, " ");

		if (len && group_add_key(g, x, keys, len, e))
			return -1;
		keys += len + (keys[len] == ' ');
	}
	return 0;
}

int group_put(struct groups *g, struct group *x, const struct measure *m, struct err *e)
{
	if (merge_keys(g, x, m->keys ? m->keys : "", e))
		return -1;
	if (x->has_row && strcmp(x->m.order, m->order) >= 0)
		return 0;
	x->has_row = true;
	x->m.unit = keep_text(g, m->unit, e);
	x->m.value = keep_text(g, m->value, e);
	x->m.text = keep_text(g, m->text, e);
	x->m.digits = keep_text(g, m->digits, e);
	x->m.numerator = keep_text(g, m->numerator, e);
	x->m.denominator = keep_text(g, m->denominator, e);
	x->m.parts = keep_text(g, m->parts, e);
	x->m.flags = keep_text(g, m->flags, e);
	x->m.order = keep_text(g, m->order, e);
	return x->m.unit && x->m.value && x->m.text && x->m.digits && x->m.numerator && x->m.denominator &&
			       x->m.parts && x->m.flags && x->m.order
		       ? 0
		       : -1;
}

void group_count_undecided(struct group *x, uint64_t n)
{
	x->undecided += n;
}

void group_mark_unknown(struct group *x)
{
	x->is_unknown = true;
}

/* undecided=N and unknown_unit of a row. */
static void merge_flags(struct group *x, const char *flags)
{
	const char *n = strstr(flags, "undecided=");

	if (n)
		x->undecided += strtoull(n + strlen("undecided="), NULL, 10);
	if (strstr(flags, "unknown_unit"))
		x->is_unknown = true;
}

static int merge_sum(struct group *x, const char *value, struct err *e)
{
	mpq_t v;
	struct err bad = {0};
	int rc = 0;

	mpq_init(v);
	if (*value && rational_parse(v, value, strlen(value), &bad))
		rc = err_set(e, ERR_FILE, "measure %s of %s: %s", x->m.measure, x->m.agency, bad.text);
	else
		group_add(x, v);
	mpq_clear(v);
	return rc;
}

int groups_merge(struct groups *g, const struct measure *m, struct err *e)
{
	struct group *x = groups_get(g, m, e);

	if (!x)
		return -1;
	if (m->kind == MEASURE_LAST || m->kind == MEASURE_STATED)
		return group_put(g, x, m, e);
	merge_flags(x, m->flags);
	return m->kind == MEASURE_SUM ? merge_sum(x, m->value, e) : merge_keys(g, x, m->keys, e);
}

static int write_counted(
	struct group *x, FILE *out, struct buf *value, struct buf *keys, struct buf *flags, struct err *e)
{
	struct measure m = x->m;

	buf_reset(value);
	buf_reset(keys);
	buf_reset(flags);
	int rc = m.kind == MEASURE_SUM ? rational_write(x->sum, value, e)
				       : buf_addf(value, e, "%zu", x->keys.n);
	if (rc == 0 && m.kind == MEASURE_DISTINCT)
		rc = keyset_write(&x->keys, keys, e);
	if (rc == 0 && x->is_unknown)
		rc = buf_add_str(flags, "unknown_unit", e);
	if (rc == 0 && x->undecided)
		rc = buf_addf(flags, e, "%sundecided=%llu", flags->len ? " " : "",
			(unsigned long long)x->undecided);
	m.value = value->data;
	m.keys = keys->len ? keys->data : "";
	m.flags = flags->len ? flags->data : "";
	return rc ? rc : measures_write(out, &m, e);
}

static int write_row(struct group *x, FILE *out, struct buf *keys, struct err *e)
{
	struct measure m = x->m;

	buf_reset(keys);
	if (keyset_write(&x->keys, keys, e))
		return -1;
	m.keys = keys->len ? keys->data : "";
	return measures_write(out, &m, e);
}

static int by_measure(const void *a, const void *b)
{
	return measure_compare(&(*(struct group *const *)a)->m, &(*(struct group *const *)b)->m);
}

int groups_write(struct groups *g, FILE *out, struct err *e)
{
	struct group **list = calloc(g->n + 1, sizeof(*list));
	struct buf value = {0}, keys = {0}, flags = {0};
	size_t n = 0;
	int rc = -1;

	if (!list)
		return err_set(e, ERR_NOMEM, "out of memory for %zu groups", g->n);
	for (size_t i = 0; i < g->nslots; i++)
		for (struct group *x = g->slots[i]; x; x = x->next)
			list[n++] = x;
	qsort(list, n, sizeof(*list), by_measure);
	for (size_t i = 0; i < n; i++)
		if (list[i]->m.kind <= MEASURE_DISTINCT
				? write_counted(list[i], out, &value, &keys, &flags, e)
				: write_row(list[i], out, &keys, e))
			goto out;
	rc = 0;
out:
	buf_release(&value);
	buf_release(&keys);
	buf_release(&flags);
	free(list);
	return rc;
}
