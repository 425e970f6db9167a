#include "explain/tally.h"

#include <stdlib.h>
#include <string.h>
#include "core/rational.h"

void tally_release(struct tally *c)
{
	free(c->groups);
	free(c->heads);
	free(c->files);
	free(c->entries);
	buf_release(&c->key);
	buf_release(&c->text);
	arena_release(&c->arena);
	*c = (struct tally){0};
}

static int grow(void **list, size_t *cap, size_t n, size_t size, struct err *e)
{
	size_t more = *cap ? *cap * 2 : 256;
	void *grown = n < *cap ? *list : reallocarray(*list, more, size);

	if (!grown)
		return err_set(e, ERR_NOMEM, "out of memory for a list of %zu records", n);
	if (n >= *cap)
		*cap = more;
	*list = grown;
	return 0;
}

static size_t hash_key(const struct measure *m)
{
	const char *const texts[] = {m->measure, m->item, m->agency, m->period};
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < 4; i++)
		for (const char *t = texts[i];; t++) {
			h = (h ^ (unsigned char)*t) * 1099511628211u;
			if (!*t)
				break;
		}
	return (size_t)(h ^ h >> 32);
}

static int rehash(struct tally *c, struct err *e)
{
	size_t n = c->nheads ? c->nheads * 4 : 1024;
	size_t *heads = calloc(n, sizeof *heads);

	if (!heads)
		return err_set(e, ERR_NOMEM, "out of memory for %zu groups", c->ngroups);
	free(c->heads);
	c->heads = heads;
	c->nheads = n;
	for (size_t i = 0; i < c->ngroups; i++) {
		size_t *head = &heads[hash_key(&c->groups[i].m) % n];

		c->groups[i].next = *head;
		*head = i + 1;
	}
	return 0;
}

struct tally_group *tally_find(const struct tally *c, const struct measure *m)
{
	if (c->last_group < c->ngroups && measure_compare(&c->groups[c->last_group].m, m) == 0)
		return &c->groups[c->last_group];
	for (size_t i = c->nheads ? c->heads[hash_key(m) % c->nheads] : 0; i; i = c->groups[i - 1].next)
		if (measure_compare(&c->groups[i - 1].m, m) == 0)
			return &c->groups[i - 1];
	return NULL;
}

static const char *keep(struct tally *c, const char *text, struct err *e)
{
	return text && *text ? arena_copy(&c->arena, text, strlen(text), e) : "";
}

static struct tally_group *add_group(struct tally *c, const struct measure *m, struct err *e)
{
	struct tally_group g = {.m = {.measure = keep(c, m->measure, e),
					.item = keep(c, m->item, e),
					.agency = keep(c, m->agency, e),
					.period = keep(c, m->period, e),
					.kind = m->kind,
					.unit = keep(c, m->unit, e)}};

	if (!g.m.measure || !g.m.item || !g.m.agency || !g.m.period || !g.m.unit ||
		grow((void **)&c->groups, &c->groups_cap, c->ngroups, sizeof g, e))
		return NULL;
	c->groups[c->ngroups++] = g;
	if (c->ngroups * 2 > c->nheads) {
		if (rehash(c, e))
			return NULL;
	} else {
		size_t *head = &c->heads[hash_key(m) % c->nheads];

		c->groups[c->ngroups - 1].next = *head;
		*head = c->ngroups;
	}
	return &c->groups[c->ngroups - 1];
}

int tally_want(struct tally *c, const struct measure *m, struct err *e)
{
	struct tally_group *g = tally_find(c, m);

	c->is_limited = true;
	if (!g && !(g = add_group(c, m, e)))
		return -1;
	g->is_wanted = true;
	return 0;
}

static int find_file(struct tally *c, struct slice hash, struct err *e)
{
	if (c->last_file < c->nfiles && slice_equals(hash, c->files[c->last_file].hash) &&
		strcmp(c->files[c->last_file].feed, c->feed->name) == 0)
		return 0;
	for (size_t i = 0; i < c->nfiles; i++)
		if (slice_equals(hash, c->files[i].hash) && strcmp(c->files[i].feed, c->feed->name) == 0) {
			c->last_file = i;
			return 0;
		}
	if (grow((void **)&c->files, &c->files_cap, c->nfiles, sizeof *c->files, e))
		return -1;
	c->files[c->nfiles] =
		(struct tally_file){arena_copy(&c->arena, hash.text, hash.len, e), keep(c, c->feed->name, e)};
	c->last_file = c->nfiles;
	return c->files[c->nfiles].hash && c->files[c->nfiles].feed ? (c->nfiles++, 0) : -1;
}

static int write_key(struct tally *c, const struct record *r, struct err *e)
{
	buf_reset(&c->key);
	for (size_t i = 0; i < c->feed->nkey; i++) {
		const struct cell *cell = &r->cells[c->feed->key[i]];

		if ((i && buf_add_str(&c->key, " ", e)) || buf_add(&c->key, cell->text ? cell->text : "",
								   cell_is_missing(cell) ? 0 : cell->len, e))
			return -1;
	}
	return 0;
}

static const char *keep_value(struct tally *c, const struct value *v, struct err *e)
{
	if (v->type == VALUE_TEXT)
		return arena_copy(&c->arena, v->text.text, v->text.len, e);
	buf_reset(&c->text);
	if (rational_write(v->number, &c->text, e))
		return NULL;
	return strcmp(c->text.data, "1") == 0 ? "1" : keep(c, c->text.data, e);
}

static const struct measure *keep_row(struct tally *c, const struct measure *m, struct err *e)
{
	struct measure *row = arena_alloc(&c->arena, sizeof *row, e);

	if (!row)
		return NULL;
	*row = (struct measure){.kind = m->kind,
		.measure = keep(c, m->measure, e),
		.item = keep(c, m->item, e),
		.agency = keep(c, m->agency, e),
		.period = keep(c, m->period, e),
		.unit = keep(c, m->unit, e),
		.value = keep(c, m->value, e),
		.keys = keep(c, m->keys, e),
		.text = keep(c, m->text, e),
		.digits = keep(c, m->digits, e),
		.numerator = keep(c, m->numerator, e),
		.denominator = keep(c, m->denominator, e),
		.parts = keep(c, m->parts, e),
		.flags = keep(c, m->flags, e),
		.order = keep(c, m->order, e)};
	return row->unit && row->value && row->keys && row->text && row->digits && row->numerator &&
			       row->denominator && row->parts && row->flags && row->order
		       ? row
		       : NULL;
}

static int fill_entry(struct tally *c, const struct counted *told, struct tally_entry *x, struct err *e)
{
	if (find_file(c, told->record->file, e) || write_key(c, told->record, e))
		return -1;
	*x = (struct tally_entry){.file = (uint32_t)c->last_file,
		.as = told->as,
		.number = told->record->number,
		.line = told->record->line,
		.key = keep(c, c->key.data, e),
		.value = ""};
	if (told->as == COUNTED_VALUE)
		x->value = keep_value(c, told->v, e);
	if (told->as == COUNTED_ROW && (x->row = keep_row(c, told->m, e)))
		x->value = *x->row->value ? x->row->value : x->row->text;
	return x->key && x->value && (x->row || told->as != COUNTED_ROW) ? 0 : -1;
}

int tally_take(void *arg, const struct counted *told, struct err *e)
{
	struct tally *c = arg;
	struct tally_group *g = tally_find(c, told->m);
	struct tally_entry x;

	if (!g && (c->is_limited || !(g = add_group(c, told->m, e))))
		return c->is_limited ? 0 : -1;
	c->last_group = (size_t)(g - c->groups);
	g->is_unknown = g->is_unknown || (told->as != COUNTED_ROW && told->is_unknown);
	g->m.kind = told->m->kind;
	if (told->as == COUNTED_NOT)
		return 0;
	g->undecided += told->as == COUNTED_UNDECIDED;
	g->counted += told->as != COUNTED_UNDECIDED;
	if (fill_entry(c, told, &x, e) || grow((void **)&c->entries, &c->cap, c->n, sizeof *c->entries, e))
		return -1;
	x.group = (uint32_t)c->last_group;
	c->entries[c->n++] = x;
	return 0;
}

void tally_settle(struct tally *c)
{
	size_t *best = calloc(c->ngroups + 1, sizeof *best); /* entries, plus one */

	for (size_t i = 0; best && i < c->n; i++) {
		struct tally_entry *x = &c->entries[i];
		size_t *b = &best[x->group];

		if (x->as != COUNTED_ROW)
			continue;
		if (!*b || strcmp(c->entries[*b - 1].row->order, x->row->order) < 0) {
			if (*b)
				c->entries[*b - 1].has_lost = true;
			*b = i + 1;
		} else {
			x->has_lost = true;
		}
	}
	free(best);
}
