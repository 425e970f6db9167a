#include "normalize/trial_rest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

int trial_rest_init(
	struct trial_rest *r, const struct feed *f, struct catalog *c, const char *date, struct err *e)
{
	*r = (struct trial_rest){.fields = catalog_get(c, "fields", e),
		.feed = f->name,
		.kind = f->kind,
		.date = date,
		.place = "line"};
	return r->fields ? 0 : -1;
}

void trial_rest_release(struct trial_rest *r)
{
	free(r->rows);
	arena_release(&r->arena);
}

/* The next step of a path; false at its end. */
static bool step_next(struct slice *path, struct slice *step)
{
	const char *slash;

	if (!path->len)
		return false;
	slash = memchr(path->text + 1, '/', path->len - 1);
	step->text = path->text;
	step->len = slash ? (size_t)(slash - path->text) : path->len;
	path->text += step->len + (slash != NULL);
	path->len -= step->len + (slash != NULL);
	return true;
}

/* The name behind its prefix. */
static struct slice local(struct slice step)
{
	const char *colon = memchr(step.text, ':', step.len);

	return colon ? (struct slice){colon + 1, step.len - (size_t)(colon - step.text) - 1} : step;
}

/* Steps of the same words, or of the same name under `*:`. */
static bool step_fits(struct slice rule, struct slice step)
{
	bool is_any = rule.len > 2 && memcmp(rule.text, "*:", 2) == 0;

	return slice_same(rule, step) ||
	       (is_any && (slice_equals(rule, "*:*") || slice_same(local(rule), local(step))));
}

/* 0: another path; 1: the same; 2: rule lies inside path. */
static int path_fits(struct slice rule, struct slice path)
{
	struct slice a, b;

	while (step_next(&path, &b))
		if (!step_next(&rule, &a) || !step_fits(a, b))
			return 0;
	return rule.len ? 2 : 1;
}

static int alternatives_fit(const char *text, struct slice path)
{
	int best = 0;

	for (size_t n; *text; text += n + (text[n] == '|')) {
		int is;

		n = strcspn(text, "|");
		is = path_fits(slice_trim((struct slice){text, n}), path);
		best = is && (!best || is < best) ? is : best;
	}
	return best;
}

static bool is_of_feed(const struct trial_rest *r, size_t row)
{
	const char *feed = table_get(r->fields, row, "feed");

	return strcmp(feed, r->feed) == 0 || strcmp(feed, r->kind) == 0;
}

static void find_dropped(const struct trial_rest *r, struct rest_row *row)
{
	const struct table *t = r->fields;

	for (size_t i = 0; i < t->nrows; i++) {
		int is = 0;

		if (is_of_feed(r, i) && table_is_valid(t, i, r->date) &&
			strcmp(table_get(t, i, "policy"), "drop") == 0)
			is = alternatives_fit(table_get(t, i, "path"), slice_from(row->path));
		if (!is || (row->dropped && (is == 2 || !row->is_around)))
			continue;
		row->dropped = table_get(t, i, "field");
		row->is_around = is == 2;
	}
}

int trial_rest_add(struct trial_rest *r, const struct reject *what, struct err *e)
{
	struct rest_row *row;

	if (r->n == r->cap) {
		size_t cap = r->cap ? 2 * r->cap : 32;

		row = realloc(r->rows, cap * sizeof(*row));
		if (!row)
			return err_set(e, ERR_NOMEM, "out of memory");
		r->rows = row;
		r->cap = cap;
	}
	row = &r->rows[r->n++];
	*row = (struct rest_row){.path = arena_copy(&r->arena, what->field, strlen(what->field), e),
		.times = arena_copy(&r->arena, what->found.text, what->found.len, e),
		.line = what->line};
	if (!row->path || !row->times)
		return -1;
	find_dropped(r, row);
	r->untaken += !row->dropped;
	return 0;
}

static void print_rows(const struct trial_rest *r, bool is_dropped, const char *title, FILE *to)
{
	bool has_title = false;

	for (size_t i = 0; i < r->n; i++) {
		const struct rest_row *row = &r->rows[i];

		if ((row->dropped != NULL) != is_dropped)
			continue;
		if (!has_title)
			fprintf(to, "%s\n", title);
		has_title = true;
		fprintf(to, "  %s  %s times, first in %s %" PRIu64, row->path, row->times, r->place,
			row->line);
		if (row->dropped)
			fprintf(to, " (%sfield %s)", row->is_around ? "holds " : "", row->dropped);
		fputc('\n', to);
	}
}

void trial_rest_print(const struct trial_rest *r, FILE *to)
{
	print_rows(r, true, "dropped, as fields.csv says:", to);
	print_rows(r, false, "not taken by any field:", to);
}
