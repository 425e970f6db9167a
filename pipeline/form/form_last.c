#include "form/form_last.h"

#include <stdlib.h>
#include <string.h>

struct form_value {
	const char *item, *indicator, *period, *value;
	bool is_own, is_held;
};

static struct slice cell_of(const struct record *r, long column)
{
	const struct cell *cell = &r->cells[column];

	return cell_is_missing(cell) ? (struct slice){"", 0} : (struct slice){cell->text, cell->len};
}

static struct form_value *find_value(const struct form_last *l, struct slice item)
{
	for (size_t i = 0; i < l->n; i++)
		if (slice_equals(item, l->values[i].item))
			return &l->values[i];
	return NULL;
}

static struct form_value *add_value(struct form_last *l, struct slice item, struct err *e)
{
	if (l->n == l->cap) {
		size_t cap = l->cap ? 2 * l->cap : 256;
		struct form_value *values = realloc(l->values, cap * sizeof(*values));

		if (!values) {
			err_set(e, ERR_NOMEM, "out of memory for values");
			return NULL;
		}
		l->values = values;
		l->cap = cap;
	}
	l->values[l->n] =
		(struct form_value){.item = arena_copy(&l->arena, item.text, item.len, e), .period = ""};
	return l->values[l->n].item ? &l->values[l->n++] : NULL;
}

/* A later quarter, or of one quarter the agency's own; of equals the later record. */
static bool is_later(const struct form_value *v, struct slice period, bool is_own)
{
	int order = slice_compare(period, slice_from(v->period));

	return order > 0 || (order == 0 && is_own >= v->is_own);
}

static int set_value(struct form_last *l, struct form_value *v, const struct record *r, struct err *e)
{
	struct {
		const char **to;
		struct slice from;
	} copies[] = {{&v->period, cell_of(r, l->period)}, {&v->value, cell_of(r, l->value)},
		{&v->indicator, cell_of(r, l->indicator)}};

	v->is_own = slice_equals(cell_of(r, l->sender), l->agency);
	for (size_t i = 0; i < sizeof(copies) / sizeof(*copies); i++)
		if (!(*copies[i].to = arena_copy(&l->arena, copies[i].from.text, copies[i].from.len, e)))
			return -1;
	return 0;
}

static int take_record(struct sink *self, const struct record *r, struct err *e)
{
	struct form_last *l = (struct form_last *)self;
	struct form_value *v;
	struct slice period;

	if (r->kind == RECORD_RAW)
		return err_set(e, ERR_FILE, "found raw records, expected clean ones");
	if (r->kind != RECORD_CLEAN)
		return 0;
	period = cell_of(r, l->period);
	if (slice_compare(period, slice_from(l->before)) >= 0 ||
		!slice_equals(cell_of(r, l->territory), l->root))
		return 0;
	v = find_value(l, cell_of(r, l->item));
	if (!v && !(v = add_value(l, cell_of(r, l->item), e)))
		return -1;
	return is_later(v, period, slice_equals(cell_of(r, l->sender), l->agency)) ? set_value(l, v, r, e)
										   : 0;
}

static int take_reject(struct sink *self, const struct reject *r, struct err *e)
{
	(void)self;
	(void)r;
	(void)e;
	return 0;
}

int form_last_init(struct form_last *l, const struct feed *f, const struct form_texts *texts,
	const char *before, const char *agency, const char *root, struct err *e)
{
	struct {
		const char *name;
		long *column;
	} columns[] = {{"ky_bao_cao", &l->period}, {"chi_so", &l->indicator}, {"ma_bien", &l->item},
		{"gia_tri", &l->value}, {"dia_ban", &l->territory}, {"don_vi_gui", &l->sender}};

	*l = (struct form_last){.sink = {take_record, take_reject},
		.texts = texts,
		.before = before,
		.agency = agency,
		.root = root};
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		if ((*columns[i].column = feed_find_column(f, columns[i].name)) < 0)
			return err_at(e, ERR_CATALOG, f->file, f->line,
				"found no field %s, expected it in feed %s", columns[i].name, f->name);
	return 0;
}

void form_last_release(struct form_last *l)
{
	free(l->values);
	arena_release(&l->arena);
	l->values = NULL;
	l->n = 0;
}

void form_last_hold(struct form_last *l, const char *indicator, const char *agency, const char *period)
{
	for (size_t i = 0; i < l->n; i++) {
		struct form_value *v = &l->values[i];

		if (strcmp(v->indicator, indicator) == 0 && strcmp(l->root, agency) == 0 &&
			strcmp(v->period, period) == 0)
			v->is_held = true;
	}
}

int form_last_add(const struct form_last *l, const char *item, struct buf *out, struct err *e)
{
	const struct form_value *v = find_value(l, slice_from(item));

	if (!v || !*v->period)
		return 0;
	if (v->is_held ? FORM_SAY(l->texts, out, e, "last.held") < 0 : buf_add_str(out, v->value, e) < 0)
		return -1;
	return buf_addf(out, e, " (%s)", v->period);
}
