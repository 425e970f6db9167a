#include "inspect/lint_requests.h"

#include <stdio.h>
#include <string.h>
#include "core/buf.h"

#define TEMPLATE_BYTES (1 << 20)

struct asking {
	struct lint *l;
	const struct table *t;
	size_t row;
	bool has_page;
};

static const char *cell(const struct asking *a, const char *column)
{
	return table_get(a->t, a->row, column);
}

static int tell(
	const struct asking *a, struct err *e, const char *column, const char *found, const char *expected)
{
	const struct row *r = &a->t->rows[a->row];

	return lint_add(
		a->l, r->file, r->line, e, "column %s: found %s, expected %s", column, found, expected);
}

static bool is_listed(const char *list, const char *word, size_t len)
{
	for (list += strspn(list, " "); *list != '\0'; list += strspn(list, " ")) {
		size_t n = strcspn(list, " ");

		if (n == len && memcmp(list, word, n) == 0)
			return true;
		list += n;
	}
	return false;
}

static size_t word_len(const char *at)
{
	return strspn(at, "abcdefghijklmnopqrstuvwxyz_");
}

/* What scripts/lib/ask_http.sh fills in by itself. */
static int check_places(struct asking *a, const char *column, const char *text, struct err *e)
{
	for (const char *at = strchr(text, '{'); at; at = strchr(at + 1, '{')) {
		size_t n = word_len(at + 1);
		char found[80];

		if (n == 0 || at[1 + n] != '}')
			continue;
		a->has_page |= n == 4 && memcmp(at + 1, "page", 4) == 0;
		if (is_listed("from to page id", at + 1, n) || is_listed(cell(a, "endpoint_keys"), at + 1, n))
			continue;
		snprintf(found, sizeof(found), "{%.*s}", n > 40 ? 40 : (int)n, at + 1);
		if (tell(a, e, column, found, "{from}, {to}, {page}, {id} or a word of endpoint_keys") < 0)
			return -1;
	}
	return 0;
}

static int read_template(const char *path, struct buf *out, struct err *e)
{
	FILE *f = fopen(path, "re");
	char piece[4096];
	size_t n;
	int rc = 0;

	while (f && rc == 0 && out->len < TEMPLATE_BYTES && (n = fread(piece, 1, sizeof(piece), f)) > 0)
		rc = buf_add(out, piece, n, e);
	if (f)
		fclose(f);
	return rc == 0 && f && buf_add(out, "", 1, e) == 0 ? 1 : rc;
}

/* That of the last folder that has it. */
static int check_template(struct asking *a, struct err *e)
{
	const char *name = cell(a, "template");
	size_t n;
	const char *const *dirs = catalog_dirs(a->l->catalog, &n);
	struct buf text = {0};
	int rc = 0;

	if (*name == '\0')
		return 0;
	while (n-- > 0 && rc == 0) {
		struct buf path = {0};

		rc = buf_addf(&path, e, "%s/requests/%s", dirs[n], name) < 0
			     ? -1
			     : read_template(path.data, &text, e);
		buf_release(&path);
	}
	if (rc == 0)
		rc = tell(a, e, "template", name,
			"a file of the folder requests beside a table of the catalogue");
	else if (rc > 0)
		rc = check_places(a, "template", text.data, e);
	buf_release(&text);
	return rc;
}

static int check_row(struct asking *a, struct err *e)
{
	const char *next = cell(a, "next_page");

	if (check_places(a, "path", cell(a, "path"), e) < 0 || check_template(a, e) < 0)
		return -1;
	if (strcmp(cell(a, "method"), "GET") == 0 && *cell(a, "template") != '\0')
		return tell(a, e, "template", "one that is never sent", "nothing, or the method POST");
	if (*next != '\0' && strcmp(next, "link") != 0 && !a->has_page)
		return tell(
			a, e, "next_page", next, "{page} in path or template, or every page is the first");
	return 0;
}

int lint_requests(struct lint *l, struct err *e)
{
	struct asking a = {.l = l, .t = catalog_get(l->catalog, "requests", e)};

	for (a.row = 0; a.t && a.row < a.t->nrows; a.row++) {
		a.has_page = false;
		if (check_row(&a, e) < 0)
			return -1;
	}
	return a.t ? 0 : -1;
}
