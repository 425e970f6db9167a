#include "inspect/documents.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "core/csv.h"
#include "model/due.h"

struct documents {
	const struct table *rows, *texts, *settings;
	const char *date;
};

static int open_documents(struct documents *d, struct catalog *c, const char *date, struct err *e)
{
	*d = (struct documents){.rows = catalog_get(c, "set_rows", e), .date = date};
	d->texts = d->rows ? catalog_get(c, "set_texts", e) : NULL;
	d->settings = d->texts ? catalog_get(c, "settings", e) : NULL;
	return d->settings ? 0 : -1;
}

long section_announced(const char *title, const char *words)
{
	size_t len = strlen(words);

	for (const char *at = strchr(title, '('); at && len; at = strchr(at + 1, '(')) {
		char *end;
		long n = isdigit((unsigned char)at[1]) ? strtol(at + 1, &end, 10) : -1;

		if (n >= 0 && *end == ' ' && strncmp(end + 1, words, len) == 0 && end[1 + len] == ')')
			return n;
	}
	return -1;
}

static long announced(const struct documents *d, size_t row)
{
	long s = table_find(d->settings, "setting", "section_counts", d->date);

	return section_announced(table_get(d->rows, row, "section_title"),
		s < 0 ? "" : table_get(d->settings, (size_t)s, "value"));
}

static bool is_same(const struct table *t, size_t i, size_t k, const char *column)
{
	return strcmp(table_get(t, i, column), table_get(t, k, column)) == 0;
}

static size_t section_rows(const struct documents *d, size_t row)
{
	size_t n = 0;

	for (size_t i = 0; i < d->rows->nrows; i++)
		n += is_same(d->rows, i, row, "set") && is_same(d->rows, i, row, "section") &&
		     table_is_valid(d->rows, i, d->date);
	return n;
}

/* The row's text of that part, or -1. */
static long find_set_text(const struct documents *d, size_t row, const char *part)
{
	for (size_t i = 0; i < d->texts->nrows; i++)
		if (strcmp(table_get(d->texts, i, "part"), part) == 0 &&
			strcmp(table_get(d->texts, i, "seq"), table_get(d->rows, row, "seq")) == 0 &&
			strcmp(table_get(d->texts, i, "set"), table_get(d->rows, row, "set")) == 0 &&
			table_is_valid(d->texts, i, d->date))
			return (long)i;
	return -1;
}

static const char *get_text(const struct documents *d, long i, const char *column)
{
	return i < 0 ? "" : table_get(d->texts, (size_t)i, column);
}

static int write_row(const struct documents *d, size_t i, FILE *out, struct err *e)
{
	static const char *const own[] = {"set", "seq", "section", "section_title"};
	static const char *const words[] = {"stt", "indicator", "wording"};
	long n = announced(d, i), guidance = find_set_text(d, i, "guidance"),
	     result = find_set_text(d, i, "result");
	const char *cells[12];
	char said[24] = "", there[24];

	for (size_t k = 0; k < 4; k++)
		cells[k] = table_get(d->rows, i, own[k]);
	if (n >= 0)
		snprintf(said, sizeof(said), "%ld", n);
	snprintf(there, sizeof(there), "%zu", section_rows(d, i));
	cells[4] = said;
	cells[5] = there;
	for (size_t k = 0; k < 3; k++)
		cells[6 + k] = table_get(d->rows, i, words[k]);
	cells[9] = get_text(d, guidance, "text");
	cells[10] = get_text(d, result, "year");
	cells[11] = get_text(d, result, "text");
	for (size_t k = 0; k < 12; k++)
		if ((k && putc(',', out) == EOF) || csv_write_text(out, cells[k], e) < 0)
			return -1;
	return putc('\n', out) == EOF ? err_set(e, ERR_WRITE, "cannot write the documents") : 0;
}

int documents_show(struct catalog *c, const char *date, FILE *out, struct err *e)
{
	struct documents d;

	if (open_documents(&d, c, date, e))
		return -1;
	if (fputs("set,seq,section,section_title,announced,rows,stt,indicator,wording,guidance,year,result\n",
		    out) == EOF)
		return err_set(e, ERR_WRITE, "cannot write the documents");
	for (size_t i = 0; i < d.rows->nrows; i++)
		if (table_is_valid(d.rows, i, date) && write_row(&d, i, out, e))
			return -1;
	return 0;
}

static bool has_row(const struct documents *d, size_t text)
{
	for (size_t i = 0; i < d->rows->nrows; i++)
		if (strcmp(table_get(d->texts, text, "seq"), table_get(d->rows, i, "seq")) == 0 &&
			strcmp(table_get(d->texts, text, "set"), table_get(d->rows, i, "set")) == 0)
			return true;
	return false;
}

static int check_texts(struct lint *l, const struct documents *d, struct err *e)
{
	for (size_t i = 0; i < d->texts->nrows; i++)
		if (!has_row(d, i) &&
			lint_add(l, d->texts->rows[i].file, d->texts->rows[i].line, e,
				"found %s %s, expected a row of set_rows.csv", table_get(d->texts, i, "set"),
				table_get(d->texts, i, "seq")) < 0)
			return -1;
	return 0;
}

static bool is_first_of_section(const struct documents *d, size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (is_same(d->rows, i, row, "set") && is_same(d->rows, i, row, "section"))
			return false;
	return true;
}

static int note_sections(struct lint *l, const struct documents *d, struct err *e)
{
	for (size_t i = 0; i < d->rows->nrows; i++) {
		long said = announced(d, i);
		size_t n = section_rows(d, i);

		if (said >= 0 && (size_t)said != n && is_first_of_section(d, i) &&
			lint_note(l, d->rows->rows[i].file, d->rows->rows[i].line, e,
				"section %s of %s: its heading announces %ld rows, found %zu: %s",
				table_get(d->rows, i, "section"), table_get(d->rows, i, "set"), said, n,
				table_get(d->rows, i, "section_title")) < 0)
			return -1;
	}
	return 0;
}

/* Whether a row of the set says what becomes of targets that are due after it. */
static bool says_after(const struct table *sets, const char *set)
{
	for (size_t i = 0; i < sets->nrows; i++)
		if (strcmp(table_get(sets, i, "set"), set) == 0 && *table_get(sets, i, "after_end"))
			return true;
	return false;
}

static int note_ends(struct lint *l, struct err *e)
{
	const struct table *t = catalog_get(l->catalog, "targets", e);
	const struct table *sets = t ? catalog_get(l->catalog, "sets", e) : NULL;

	for (size_t i = 0; sets && i < t->nrows; i++) {
		const char *set = table_get(t, i, "set"), *end = due_set_end(sets, set);

		if (*end && strcmp(table_get(t, i, "due"), end) > 0 && !says_after(sets, set) &&
			lint_note(l, t->rows[i].file, t->rows[i].line, e,
				"ended %s: due %s, and set %s ends on %s without a word (after_end)",
				table_get(t, i, "indicator"), table_get(t, i, "due"), set, end) < 0)
			return -1;
	}
	return sets ? 0 : -1;
}

int lint_documents(struct lint *l, struct err *e)
{
	struct documents d;

	if (open_documents(&d, l->catalog, NULL, e))
		return -1;
	return check_texts(l, &d, e) || note_sections(l, &d, e) || note_ends(l, e) ? -1 : 0;
}
