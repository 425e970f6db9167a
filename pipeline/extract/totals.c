#include "extract/totals.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "core/masked.h"
#include "core/text.h"

#define TOTAL_DIGITS 12
#define TOTAL_BYTES 40

static unsigned kind_of_row(const struct table *t, size_t row)
{
	const char *what = table_get(t, row, "what");

	return strcmp(what, "pages") == 0  ? TOTAL_PAGES
	       : strcmp(what, "all") == 0  ? TOTAL_ALL
	       : strcmp(what, "more") == 0 ? TOTAL_MORE
					   : TOTAL_RECORDS;
}

void total_mark(struct node *n, unsigned char kind)
{
	if (n->is_own || n->feed != 0 || n->is_beside || n->is_header || n->takes || n->children)
		return;
	n->total = kind;
	n->wants_text = true;
}

static int mark_total(struct trie *t, struct node *parent, struct node *n, struct attribute_node *a,
	void *arg, struct err *e)
{
	unsigned char kind = *(unsigned char *)arg;

	(void)t;
	(void)parent;
	(void)e;
	if (a)
		a->total = kind;
	else
		total_mark(n, kind);
	return 0;
}

int totals_plan(struct trie *t, struct node *n, const struct table *totals, struct err *e)
{
	struct path paths[PATH_CHOICES];
	size_t npaths;

	for (size_t i = 0; i < totals->nrows; i++) {
		const struct row *row = &totals->rows[i];
		unsigned char kind = (unsigned char)kind_of_row(totals, i);

		if (!table_is_valid(totals, i, t->date))
			continue;
		if (path_parse(paths, &npaths, table_get(totals, i, "name"), row->file, row->line, e) < 0)
			return -1;
		trie_place(t, row->file, row->line, "column name: ");
		for (size_t k = 0; k < npaths; k++) {
			if (paths[k].is_absolute || paths[k].n != 1)
				return err_at(e, ERR_CATALOG, row->file, row->line,
					"found a path, expected the name of one element or attribute");
			if (trie_add(t, n, &paths[k], mark_total, &kind, e) < 0)
				return -1;
		}
	}
	return 0;
}

/* 5, 1.000, 1,000, "5 bản ghi"; false: it does not begin with a number. */
static bool read_number(struct slice s, uint64_t *n)
{
	size_t digits = 0;

	*n = 0;
	for (size_t i = 0; i < s.len; i++) {
		bool is_group = (s.text[i] == '.' || s.text[i] == ',') && digits > 0 && s.len >= i + 4 &&
				strspn(s.text + i + 1, "0123456789") >= 3;

		if (is_group)
			continue;
		if (s.text[i] < '0' || s.text[i] > '9')
			return digits > 0 && s.text[i] == ' ';
		*n = 10 * *n + (uint64_t)(s.text[i] - '0');
		if (++digits > TOTAL_DIGITS)
			return false;
	}
	return digits > 0;
}

static bool says_no(struct slice s)
{
	static const char *const words[] = {
		"", "0", "false", "False", "FALSE", "no", "null", "khong", "không"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (slice_equals(s, words[i]))
			return true;
	return false;
}

void totals_take(
	struct totals *t, unsigned kind, const xmlChar *name, long line, const char *text, size_t len)
{
	char copy[TOTAL_BYTES + 1];
	struct slice s = slice_trim((struct slice){text, len});
	struct total *said = &t->said[kind];
	uint64_t n = 1;

	if (kind != TOTAL_MORE && s.len > TOTAL_BYTES)
		return;
	if (kind != TOTAL_MORE) {
		memcpy(copy, s.text, s.len);
		copy[s.len] = '\0';
		if (!read_number((struct slice){copy, s.len}, &n))
			return;
	} else if (says_no(s)) {
		return;
	}
	if (!said->name) {
		said->name = name;
		said->line = line;
	}
	said->sum += n;
	said->most = n > said->most ? n : said->most;
}

const struct total *totals_differ(const struct totals *t, uint64_t held, bool is_asked, char out[300])
{
	char name[200];

	for (unsigned kind = TOTAL_RECORDS; kind < TOTAL_KINDS; kind++) {
		const struct total *said = &t->said[kind];
		bool is_whole =
			kind == TOTAL_PAGES ? said->most <= 1 : said->sum == held || said->most == held;

		is_whole &= kind != TOTAL_MORE;

		if (!said->name || is_whole || (is_asked && kind != TOTAL_RECORDS))
			continue;
		mask_element(name, (const char *)said->name);
		if (kind == TOTAL_MORE)
			snprintf(out, 300, "%s says that another page follows", name);
		else if (kind == TOTAL_PAGES)
			snprintf(out, 300, "%s says %" PRIu64 " pages, and this is one of them", name,
				said->most);
		else
			snprintf(out, 300, "%s says %" PRIu64 ", and %" PRIu64 " %s there", name, said->sum,
				held, held == 1 ? "is" : "are");
		return said;
	}
	return NULL;
}
