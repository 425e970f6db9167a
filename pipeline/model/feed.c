#include "model/feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/kinds.h"
#include "model/figure.h"

struct name_value {
	const char *name;
	int value;
};

static const struct name_value types[] = {{"text", TYPE_TEXT}, {"verbatim", TYPE_VERBATIM}, {"id", TYPE_ID},
	{"code", TYPE_CODE}, {"integer", TYPE_INTEGER}, {"decimal", TYPE_DECIMAL}, {"figure", TYPE_FIGURE},
	{"datetime", TYPE_DATETIME}, {"date", TYPE_DATE}, {"bool", TYPE_BOOL}, {"agency", TYPE_AGENCY},
	{"procedure", TYPE_PROCEDURE}, {"period", TYPE_PERIOD}, {"territory", TYPE_TERRITORY}, {NULL, 0}};

static const struct name_value reduces[] = {{"", REDUCE_ONE}, {"first", REDUCE_FIRST}, {"last", REDUCE_LAST},
	{"count", REDUCE_COUNT}, {"filled", REDUCE_FILLED}, {"which", REDUCE_WHICH},
	{"deepest", REDUCE_DEEPEST}, {"sum", REDUCE_SUM}, {"any", REDUCE_ANY}, {"all", REDUCE_ALL},
	{"join", REDUCE_JOIN}, {"words", REDUCE_WORDS}, {NULL, 0}};

static const struct name_value policies[] = {
	{"keep", POLICY_KEEP}, {"drop", POLICY_DROP}, {"pseudonym", POLICY_PSEUDONYM}, {NULL, 0}};

static const struct name_value on_errors[] = {{"", 1}, {"record", 1}, {"blank", 0}, {NULL, 0}};

const char *const figure_parts[FIGURE_COLUMNS] = {
	"", "kind", "comparator", "low", "high", "numerator", "denominator", "digits", "unit", "parts"};

struct loading {
	struct feed *f;
	const struct table *t; /* fields */
	size_t row;
	struct err *e;
};

static const char *get_loading(const struct loading *l, const char *col)
{
	return table_get(l->t, l->row, col);
}

static int loading_enum(const struct loading *l, const char *col, const struct name_value *list, int *out)
{
	const char *text = get_loading(l, col);

	for (; list->name; list++)
		if (strcmp(list->name, text) == 0) {
			*out = list->value;
			return 0;
		}
	return err_at(l->e, ERR_CATALOG, l->t->rows[l->row].file, l->t->rows[l->row].line,
		"column %s: found '%s', which is not one of its words", col, text);
}

static int loading_number(const struct loading *l, const char *col, long fallback, long *out)
{
	const char *text = get_loading(l, col);
	char *end;

	*out = *text ? strtol(text, &end, 10) : fallback;
	if (*text && (*end || *out < 0))
		return err_at(l->e, ERR_CATALOG, l->t->rows[l->row].file, l->t->rows[l->row].line,
			"column %s: found '%s', expected a whole number", col, text);
	return 0;
}

#define FIELD_BYTES_DEFAULT 4000 /* twice the longest text that QCVN 120 senders send (1000 UTF-16 units) */

static int read_field(const struct loading *l, struct field *fd)
{
	int type, reduce, policy, rejects;
	long max_bytes;

	if (loading_enum(l, "type", types, &type) || loading_enum(l, "reduce", reduces, &reduce) ||
		loading_enum(l, "policy", policies, &policy) ||
		loading_enum(l, "on_error", on_errors, &rejects) ||
		loading_number(l, "max_bytes", FIELD_BYTES_DEFAULT, &max_bytes))
		return -1;
	*fd = (struct field){.name = get_loading(l, "field"),
		.title_vi = get_loading(l, "title_vi"),
		.path = get_loading(l, "path"),
		.dialect = get_loading(l, "dialect"),
		.unit = get_loading(l, "unit"),
		.codes = get_loading(l, "codes"),
		.codes_of_life = *get_loading(l, "codes_at") != '\0',
		.cut = get_loading(l, "cut"),
		.missing = get_loading(l, "missing"),
		.type = (enum field_type)type,
		.reduce = (enum reduce)reduce,
		.policy = (enum policy)policy,
		.is_required = *get_loading(l, "required") == '1',
		.rejects_record = rejects == 1,
		.is_free_text = *get_loading(l, "free_text") == '1',
		.is_found_by = *get_loading(l, "identifies") == '1',
		.quote = get_loading(l, *get_loading(l, "quote") ? "quote" : "type"),
		.max_bytes = (size_t)max_bytes,
		.ncolumns = type == TYPE_FIGURE ? FIGURE_COLUMNS : 1,
		.file = l->t->rows[l->row].file,
		.line = l->t->rows[l->row].line};
	return 0;
}

/* What a period may be: its row of period_fields.csv. */
static int period_find_what(const struct loading *l, struct catalog *c, const char *date, struct field *fd)
{
	const struct table *t = catalog_get(c, "period_fields", l->e);
	struct buf text = {0};
	long i = t ? kind_find_period(t, l->f->name, l->f->kind, fd->name, date) : -1;

	if (i >= 0 && buf_addf(&text, l->e, "%s %s", table_get(t, (size_t)i, "calendar"),
			      table_get(t, (size_t)i, "kinds")) == 0)
		fd->period = arena_copy(&l->f->arena, text.data, text.len, l->e);
	if (t && i < 0)
		err_at(l->e, ERR_CATALOG, fd->file, fd->line,
			"field %s is a period: found no row in period_fields.csv, expected its calendar and "
			"kinds",
			fd->name);
	buf_release(&text);
	return fd->period ? 0 : -1;
}

static int read_fields(
	struct feed *f, struct catalog *c, const struct table *t, const char *date, struct err *e)
{
	size_t *rows = arena_alloc(&f->arena, (t->nrows + 1) * sizeof *rows, e), n = 0;

	if (!rows || kind_fields(t, f->name, f->kind, date, rows, &n, e))
		return -1;
	f->fields = arena_alloc(&f->arena, (n + 1) * sizeof *f->fields, e);
	if (!f->fields)
		return -1;
	for (f->nfields = 0; f->nfields < n; f->nfields++) {
		struct loading l = {f, t, rows[f->nfields], e};

		if (read_field(&l, &f->fields[f->nfields]) ||
			(f->fields[f->nfields].type == TYPE_PERIOD &&
				period_find_what(&l, c, date, &f->fields[f->nfields])))
			return -1;
	}
	return n ? 0
		 : err_at(e, ERR_CATALOG, f->file, f->line, "feed %s: found no fields valid on %s", f->name,
			   date);
}

static enum column_type type_of(enum field_type t, size_t part)
{
	static const enum column_type figure[FIGURE_COLUMNS] = {COLUMN_TEXT, COLUMN_TEXT, COLUMN_TEXT,
		COLUMN_NUMERIC, COLUMN_NUMERIC, COLUMN_NUMERIC, COLUMN_NUMERIC, COLUMN_INTEGER, COLUMN_TEXT,
		COLUMN_TEXT};

	switch (t) {
	case TYPE_INTEGER:
		return COLUMN_INTEGER;
	case TYPE_DECIMAL:
		return COLUMN_NUMERIC;
	case TYPE_FIGURE:
		return figure[part];
	case TYPE_DATETIME:
		return COLUMN_TIMESTAMP;
	case TYPE_DATE:
		return COLUMN_DATE;
	case TYPE_BOOL:
		return COLUMN_BOOL;
	default:
		return COLUMN_TEXT;
	}
}

static int make_columns(struct feed *f, struct err *e)
{
	size_t n = 0;

	for (size_t i = 0; i < f->nfields; i++)
		n += f->fields[i].ncolumns;
	f->columns = arena_alloc(&f->arena, n * sizeof *f->columns, e);
	if (!f->columns)
		return -1;
	for (size_t i = 0; i < f->nfields; i++) {
		struct field *fd = &f->fields[i];

		fd->first_column = f->nclean;
		for (size_t p = 0; p < fd->ncolumns; p++) {
			struct column *c = &f->columns[f->nclean++];

			snprintf(c->name, sizeof c->name, "%s%s%s", fd->name, p ? "_" : "",
				p ? figure_parts[p] : "");
			c->type = type_of(fd->type, p);
			c->field = i;
		}
	}
	return 0;
}

/* row: of the kind, whose key it is. */
static int make_key(struct feed *f, const struct table *feeds, size_t row, struct err *e)
{
	char *copy, *save = NULL, *name;
	const char *text = table_get(feeds, row, "key");

	copy = arena_copy(&f->arena, text, strlen(text), e);
	f->key = arena_alloc(&f->arena, (f->nclean + 1) * sizeof *f->key, e);
	if (!copy || !f->key)
		return -1;
	for (name = strtok_r(copy, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
		long c = feed_find_column(f, name);

		if (c < 0 || f->nkey == f->nclean)
			return err_at(e, ERR_CATALOG, feeds->rows[row].file, feeds->rows[row].line,
				"column key: found '%s', expected a kept field of the feed", name);
		f->columns[c].is_key = true;
		f->fields[f->columns[c].field].is_required = true;
		f->fields[f->columns[c].field].rejects_record = true;
		f->key[f->nkey++] = (size_t)c;
	}
	return f->nkey ? 0
		       : err_at(e, ERR_CATALOG, feeds->rows[row].file, feeds->rows[row].line,
				 "column key: found nothing, expected kept fields");
}

static int read_feed(struct feed *f, const struct table *feeds, size_t row, struct err *e)
{
	struct loading l = {f, feeds, row, e};
	long max, pct, strangers, strangers_pct;

	if (loading_number(&l, "max_rejects", 20, &max) || loading_number(&l, "max_rejects_pct", 5, &pct) ||
		loading_number(&l, "max_strangers", 20, &strangers) ||
		loading_number(&l, "max_strangers_pct", 5, &strangers_pct))
		return -1;
	f->name = table_get(feeds, row, "feed");
	f->file = feeds->rows[row].file;
	f->line = feeds->rows[row].line;
	f->title_vi = table_get(feeds, row, "title_vi");
	f->record = table_get(feeds, row, "record");
	f->envelopes = table_get(feeds, row, "envelopes");
	f->message = table_get(feeds, row, "message");
	f->sent_at = table_get(feeds, row, "sent_at");
	f->valid_at = table_get(feeds, row, "valid_at");
	f->territory = table_get(feeds, row, "territory");
	f->agency = table_get(feeds, row, "agency");
	f->max_rejects = (unsigned)max;
	f->max_rejects_pct = (unsigned)pct;
	f->max_strangers = (unsigned)strangers;
	f->max_strangers_pct = (unsigned)strangers_pct;
	f->kind = kind_of(feeds, row);
	snprintf(f->sql_name, sizeof f->sql_name, "%s", f->kind);
	for (char *p = f->sql_name; *p; p++)
		if (*p == '-')
			*p = '_';
	return 0;
}

static int unknown_feed(const struct table *feeds, const char *name, struct err *e)
{
	struct buf known = {0};

	for (size_t i = 0; i < feeds->nrows; i++)
		buf_addf(&known, NULL, "%s%s", i ? ", " : "", table_get(feeds, i, "feed"));
	err_set(e, ERR_USAGE, "found feed '%s', expected one of: %s", name,
		known.data ? known.data : "(none)");
	buf_release(&known);
	return -1;
}

int feed_load(struct feed **out, struct catalog *c, const char *name, const char *date, struct err *e)
{
	const struct table *feeds = catalog_get(c, "feeds", e),
			   *fields = feeds ? catalog_get(c, "fields", e) : NULL;
	long row = feeds ? table_find(feeds, "feed", name, date) : -1;
	size_t kind;
	struct feed *f;

	*out = NULL;
	if (!fields)
		return -1;
	if (row < 0)
		return unknown_feed(feeds, name, e);
	f = calloc(1, sizeof *f);
	if (!f)
		return err_set(e, ERR_NOMEM, "out of memory for a feed");
	if (dates_open(&f->dates, c, date, e) || read_feed(f, feeds, (size_t)row, e) ||
		kind_find(feeds, (size_t)row, date, &kind, e) || feed_read_own(f, c, date, e) ||
		read_fields(f, c, fields, date, e) || make_columns(f, e) || make_key(f, feeds, kind, e)) {
		feed_free(f);
		return -1;
	}
	*out = f;
	return 0;
}

void feed_free(struct feed *f)
{
	if (!f)
		return;
	dates_free(f->dates);
	arena_release(&f->arena);
	free(f);
}

long feed_find_field(const struct feed *f, const char *name)
{
	for (size_t i = 0; i < f->nfields; i++)
		if (strcmp(f->fields[i].name, name) == 0)
			return (long)i;
	return -1;
}

long feed_find_column(const struct feed *f, const char *name)
{
	for (size_t i = 0; i < f->nclean; i++)
		if (strcmp(f->columns[i].name, name) == 0)
			return (long)i;
	return -1;
}

int feed_limit_rejects(struct feed *f, const char *text, struct err *e)
{
	char *end;
	unsigned long n = strtoul(text, &end, 10);

	if (*text < '0' || *text > '9' || n > 1000000000 || strcmp(end, *end == '%' ? "%" : "") != 0)
		return err_set(e, ERR_USAGE, "--max-rejects: found \"%s\", expected N or N%%", text);
	f->max_rejects = *end ? 0 : (unsigned)n;
	f->max_rejects_pct = *end ? (unsigned)n : 0;
	return 0;
}

bool feed_too_many_rejects(const struct feed *f, uint64_t read, uint64_t rejected)
{
	return rejected > f->max_rejects && rejected * 100 > read * f->max_rejects_pct;
}

bool feed_too_many_strangers(const struct feed *f, uint64_t read, uint64_t strangers)
{
	return strangers > f->max_strangers && strangers * 100 > (read + strangers) * f->max_strangers_pct;
}
