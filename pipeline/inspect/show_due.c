#include "inspect/show_due.h"

#include <stdlib.h>
#include <string.h>
#include "core/clock.h"
#include "core/csv.h"
#include "model/due.h"

struct due_row {
	size_t i;
	char due[DUE_SIZE];
};

/* By day, undated last, then as the tables stand. */
static int by_day(const void *a, const void *b)
{
	const struct due_row *x = a, *y = b;
	int d = !*x->due - !*y->due;

	if (!d)
		d = strcmp(x->due, y->due);
	return d ? d : (x->i > y->i) - (x->i < y->i);
}

/* Days from one date to another. */
static long days_between(const char *from, const char *to)
{
	int64_t a = 0, b = 0;

	clock_parse(from, strlen(from), &a, NULL);
	clock_parse(to, strlen(to), &b, NULL);
	return (long)((b - a) / 86400);
}

struct due_listing {
	const struct table *targets, *sets, *rows, *territories, *variables, *measures;
	const char *today;
	FILE *out;
};

/* The row of the set that names the indicator, or -1. */
static long set_row_find(const struct due_listing *l, const char *set, const char *indicator)
{
	for (size_t i = 0; i < l->rows->nrows; i++)
		if (strcmp(table_get(l->rows, i, "set"), set) == 0 &&
			strcmp(table_get(l->rows, i, "indicator"), indicator) == 0)
			return (long)i;
	return -1;
}

static const char *cell(const struct table *t, long row, const char *column)
{
	return row < 0 ? "" : table_get(t, (size_t)row, column);
}

/* The feed of a variable of the indicator, or "". */
static const char *feed_of(const struct due_listing *l, size_t variable, const char *indicator)
{
	long m = -1;

	if (strcmp(table_get(l->variables, variable, "indicator"), indicator) == 0)
		m = table_find(l->measures, "measure", table_get(l->variables, variable, "measure"), NULL);
	return cell(l->measures, m, "feed");
}

static bool has_word(const struct buf *words, const char *word)
{
	size_t len = strlen(word);
	const char *at = words->len ? strstr(words->data, word) : NULL;

	return at && (at == words->data || at[-1] == ' ') && (at[len] == ' ' || !at[len]);
}

/* What the set needs, else what the indicator's own variables are measured from. */
static int find_feeds(
	const struct due_listing *l, long set, const char *indicator, struct buf *out, struct err *e)
{
	const char *needs = cell(l->sets, set, "needs");

	if (*needs)
		return buf_add_str(out, needs, e);
	for (size_t i = 0; i < l->variables->nrows; i++) {
		const char *feed = feed_of(l, i, indicator);

		if (*feed && !has_word(out, feed) && buf_addf(out, e, "%s%s", out->len ? " " : "", feed))
			return -1;
	}
	return 0;
}

static int write_cells(const struct due_listing *l, const char *const *cells, size_t n, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if ((i && fputc(',', l->out) == EOF) || csv_write_text(l->out, cells[i], e))
			return -1;
	return fputc('\n', l->out) == EOF ? err_set(e, ERR_WRITE, "writing the list failed") : 0;
}

static int write_row(const struct due_listing *l, const struct due_row *d, struct err *e)
{
	const struct table *t = l->targets;
	const char *set = table_get(t, d->i, "set"), *indicator = table_get(t, d->i, "indicator");
	long s = table_find(l->sets, "set", set, NULL), r = set_row_find(l, set, indicator);
	const char *territory = cell(l->sets, s, "territory");
	struct buf feeds = {0};
	char days[24] = "";
	int rc = find_feeds(l, s, indicator, &feeds, e);

	if (*d->due)
		snprintf(days, sizeof(days), "%ld", days_between(l->today, d->due));
	const char *cells[] = {due_state(d->due, l->today), d->due, days, set, territory,
		cell(l->rows, r, "stt"), indicator, table_get(t, d->i, "part"), table_get(t, d->i, "level"),
		table_get(t, d->i, "text"), table_get(t, d->i, "kind"), cell(l->rows, r, "wording"),
		cell(l->rows, r, "lead"),
		cell(l->territories, table_find(l->territories, "territory", territory, NULL), "root_agency"),
		feeds.len ? feeds.data : "", table_get(t, d->i, "reason")};
	if (rc == 0)
		rc = write_cells(l, cells, sizeof(cells) / sizeof(*cells), e);
	buf_release(&feeds);
	return rc;
}

/* Whether there is something to reach: a dash in the document sets no target. */
static bool is_listed(const struct due_listing *l, size_t i)
{
	const char *from = table_get(l->targets, i, "valid_from");

	return strcmp(table_get(l->targets, i, "kind"), "none") != 0 &&
	       (!*from || strcmp(from, l->today) <= 0);
}

static int write_rows(const struct due_listing *l, struct err *e)
{
	struct due_row *rows = calloc(l->targets->nrows + 1, sizeof(*rows));
	size_t n = 0;
	int rc = rows ? 0 : err_set(e, ERR_NOMEM, "out of memory for the list of targets");

	for (size_t i = 0; rows && i < l->targets->nrows; i++)
		if (is_listed(l, i)) {
			const char *to = table_get(l->targets, i, "valid_to");

			rows[n].i = i;
			due_find(l->targets, i, *to && strcmp(to, l->today) < 0 ? to : l->today, rows[n].due);
			n++;
		}
	if (rows)
		qsort(rows, n, sizeof(*rows), by_day);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = write_row(l, &rows[i], e);
	free(rows);
	return rc;
}

int due_show(struct catalog *c, const char *today, FILE *out, struct err *e)
{
	struct due_listing l = {.targets = catalog_get(c, "targets", e), .today = today, .out = out};

	l.sets = l.targets ? catalog_get(c, "sets", e) : NULL;
	l.rows = l.sets ? catalog_get(c, "set_rows", e) : NULL;
	l.territories = l.rows ? catalog_get(c, "territories", e) : NULL;
	l.variables = l.territories ? catalog_get(c, "variables", e) : NULL;
	l.measures = l.variables ? catalog_get(c, "measures", e) : NULL;
	if (!l.measures)
		return -1;
	if (fputs("state,due,days,set,territory,stt,indicator,part,level,text,kind,wording,lead,agency,feeds,"
		  "reason\n",
		    out) == EOF)
		return err_set(e, ERR_WRITE, "writing the list failed");
	return write_rows(&l, e);
}
