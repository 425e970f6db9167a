#include "inspect/lint_feeds.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "model/kinds.h"

struct feeds {
	struct lint *l;
	const struct table *feeds, *fields;
	size_t row;
};

/* What codes and agencies are asked by must be a day. */
static int check_valid_at(const struct feed *f, struct err *e)
{
	long field = *f->valid_at ? feed_find_field(f, f->valid_at) : -1;

	switch (field < 0 ? TYPE_DATE : f->fields[field].type) {
	case TYPE_TEXT:
	case TYPE_VERBATIM:
	case TYPE_ID:
	case TYPE_CODE:
	case TYPE_INTEGER:
	case TYPE_DECIMAL:
	case TYPE_FIGURE:
	case TYPE_BOOL:
	case TYPE_AGENCY:
	case TYPE_PROCEDURE:
	case TYPE_TERRITORY:
		return err_at(e, ERR_CATALOG, f->file, f->line,
			"column valid_at: found '%s', expected a field with a day", f->valid_at);
	default:
		return 0;
	}
}

static int read_on(struct feeds *x, const char *day, struct err *e)
{
	const char *name = table_get(x->feeds, x->row, "feed");
	struct lint *l = x->l;
	struct feed *f = NULL;
	struct err bad = {0};
	int rc = 0;

	if (feed_load(&f, l->catalog, name, day, &bad) < 0 || check_valid_at(f, &bad) < 0 ||
		(l->feed && l->feed(f, l->catalog, day, l, &bad) < 0))
		rc = lint_add_read(l, &bad, &x->feeds->rows[x->row], e);
	feed_free(f);
	return rc;
}

/* Of the feed or of its kind. */
static bool is_field(const struct feeds *x, size_t field)
{
	const char *feed = table_get(x->fields, field, "feed");

	return strcmp(feed, table_get(x->feeds, x->row, "feed")) == 0 ||
	       strcmp(feed, kind_of(x->feeds, x->row)) == 0;
}

/* Whether an earlier field of the feed begins on the same day. */
static bool is_seen(const struct feeds *x, size_t field)
{
	for (size_t i = 0; i < field; i++)
		if (is_field(x, i) && strcmp(table_get(x->fields, i, "valid_from"),
					      table_get(x->fields, field, "valid_from")) == 0)
			return true;
	return false;
}

static bool is_day(const char *text)
{
	return strlen(text) == 10; /* another one is a finding already */
}

static int read_days(struct feeds *x, const char *today, struct err *e)
{
	const char *from = table_get(x->feeds, x->row, "valid_from");
	bool is_today = table_is_valid(x->feeds, x->row, today);

	if ((is_today && read_on(x, today, e) < 0) || (is_day(from) && read_on(x, from, e) < 0))
		return -1;
	if (!is_today && !is_day(from) && read_on(x, table_get(x->feeds, x->row, "valid_to"), e) < 0)
		return -1;
	for (size_t i = 0; i < x->fields->nrows; i++) {
		const char *day = table_get(x->fields, i, "valid_from");

		if (is_field(x, i) && is_day(day) && !is_seen(x, i) &&
			table_is_valid(x->feeds, x->row, day) && read_on(x, day, e) < 0)
			return -1;
	}
	return 0;
}

static int check_usual(const struct feeds *x, struct err *e)
{
	const char *least = table_get(x->feeds, x->row, "usual_min"),
		   *most = table_get(x->feeds, x->row, "usual_max");

	if (!*least || !*most || strtoull(least, NULL, 10) <= strtoull(most, NULL, 10))
		return 0;
	return lint_add(x->l, x->feeds->rows[x->row].file, x->feeds->rows[x->row].line, e,
		"column usual_min: found %.20s, expected no more than usual_max: %.20s", least, most);
}

static bool has_folder(const struct lint *l, struct slice territory)
{
	size_t n;
	const char *const *dirs = catalog_dirs(l->catalog, &n);
	const char *district = memchr(territory.text, '/', territory.len);
	struct buf path = {0};
	struct stat st;
	bool is = n > 0 &&
		  buf_addf(&path, NULL, "%s/../%.*s", dirs[0],
			  (int)(district ? (size_t)(district - territory.text) : territory.len),
			  territory.text) == 0 &&
		  stat(path.data, &st) == 0 && S_ISDIR(st.st_mode);

	buf_release(&path);
	return is;
}

static bool is_there(const struct lint *l, const struct table *territories, struct slice name)
{
	for (size_t i = 0; i < territories->nrows; i++)
		if (slice_equals(name, table_get(territories, i, "territory")))
			return true;
	return has_folder(l, name);
}

/* The data centre's own, territories of the catalogue, or of a folder beside the base's that was not given.
 */
static int check_territory(const struct feeds *x, struct err *e)
{
	const char *text = table_get(x->feeds, x->row, "territory");
	const struct table *t = catalog_get(x->l->catalog, "territories", e);
	char quoted[200];

	if (text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-/ ")] != '\0' || strcmp(text, "own") == 0)
		return 0; /* field:NAME, or no name: its form says so */
	for (size_t n; t && *text; text += n + (text[n] == ' ')) {
		n = strcspn(text, " ");
		if (is_there(x->l, t, (struct slice){text, n}))
			continue;
		return lint_add(x->l, x->feeds->rows[x->row].file, x->feeds->rows[x->row].line, e,
			"column territory: found %s, expected own, a row of territories or field:NAME",
			err_quote_cell(quoted, text, n));
	}
	return t ? 0 : -1;
}

int lint_feeds(struct lint *l, const char *today, struct err *e)
{
	struct feeds x = {.l = l,
		.feeds = catalog_get(l->catalog, "feeds", e),
		.fields = catalog_get(l->catalog, "fields", e)};

	if (!x.feeds || !x.fields)
		return -1;
	for (; x.row < x.feeds->nrows; x.row++)
		if (read_days(&x, today, e) < 0 || check_usual(&x, e) < 0 || check_territory(&x, e) < 0)
			return -1;
	return 0;
}
