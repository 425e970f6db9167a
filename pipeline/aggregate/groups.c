#include "aggregate/groups.h"

#include <stdlib.h>
#include <string.h>
#include "aggregate/group_kinds.h"

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

static struct group *make_group(struct groups *g, const struct measure *m, uint64_t hash, struct err *e)
{
	struct group *x = NULL;

	if (g->n >= g->nslots && grow_groups(g, e))
		return NULL;
	x = arena_alloc(&g->arena, sizeof(*x), e);
	if (!x)
		return NULL;
	x->m = (struct measure){.measure = group_keep_text(&g->arena, m->measure, e),
		.item = group_keep_text(&g->arena, m->item, e),
		.agency = group_keep_text(&g->arena, m->agency, e),
		.period = group_keep_text(&g->arena, m->period, e),
		.kind = m->kind,
		.unit = group_keep_text(&g->arena, m->unit, e)};
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
		return make_group(g, m, h, e);
	if (x->m.kind != m->kind || (measure_is_counted(m->kind) && strcmp(x->m.unit, m->unit) != 0)) {
		err_set(e, ERR_FILE, "measure %s of %s in %s: found %s in \"%s\" beside %s in \"%s\"",
			m->measure, m->agency, m->period, measure_kind_name(m->kind), m->unit,
			measure_kind_name(x->m.kind), x->m.unit);
		return NULL;
	}
	return x;
}

int group_take(struct groups *g, struct group *x, const struct value *v, struct err *e)
{
	return group_kind_of(x->m.kind)->take(x, &g->arena, v, NULL, e);
}

int group_take_row(struct groups *g, struct group *x, const struct measure *m, struct err *e)
{
	return group_kind_of(x->m.kind)->take(x, &g->arena, NULL, m, e);
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

int groups_merge(struct groups *g, const struct measure *m, struct err *e)
{
	struct group *x = groups_get(g, m, e);

	if (!x)
		return -1;
	if (measure_is_counted(m->kind))
		merge_flags(x, m->flags);
	return group_take_row(g, x, m, e);
}

/* What a counted group says of itself; a whole row says it in its own words. */
static int write_flags(const struct group *x, struct measure *m, struct buf *flags, struct err *e)
{
	if (x->is_unknown && buf_add_str(flags, "unknown_unit", e))
		return -1;
	if (x->undecided && buf_addf(flags, e, "%sundecided=%llu", flags->len ? " " : "",
				    (unsigned long long)x->undecided))
		return -1;
	m->flags = flags->len ? flags->data : "";
	return 0;
}

/* Texts of the row in hand. */
struct row_texts {
	struct buf value, keys, flags;
};

static int write_group(const struct group *x, FILE *out, struct row_texts *t, struct err *e)
{
	struct measure m = x->m;

	buf_reset(&t->value);
	buf_reset(&t->keys);
	buf_reset(&t->flags);
	if (group_kind_of(m.kind)->write(x, &m, &t->value, &t->keys, e) ||
		(measure_is_counted(m.kind) && write_flags(x, &m, &t->flags, e)))
		return -1;
	return measures_write(out, &m, e);
}

static int by_measure(const void *a, const void *b)
{
	return measure_compare(&(*(struct group *const *)a)->m, &(*(struct group *const *)b)->m);
}

int groups_write(struct groups *g, FILE *out, struct err *e)
{
	struct group **list = calloc(g->n + 1, sizeof(*list));
	struct row_texts texts = {0};
	size_t n = 0;
	int rc = 0;

	if (!list)
		return err_set(e, ERR_NOMEM, "out of memory for %zu groups", g->n);
	for (size_t i = 0; i < g->nslots; i++)
		for (struct group *x = g->slots[i]; x; x = x->next)
			list[n++] = x;
	qsort(list, n, sizeof(*list), by_measure);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = write_group(list[i], out, &texts, e);
	buf_release(&texts.value);
	buf_release(&texts.keys);
	buf_release(&texts.flags);
	free(list);
	return rc;
}
