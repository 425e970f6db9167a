#include "take/complete.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/kinds.h"

const struct complete_rule complete_unknown = {"", "", COMPLETE_AGE, 60, ""};

/* One that cannot be read costs its own feed: no file of it is ever whole. */
static void parse_rule(struct complete_rule *r, const char *text, const struct row *row)
{
	char *end = NULL, line[ERR_LINE_BYTES];
	struct err why = {0};

	r->by = strcmp(text, "marker") == 0 ? COMPLETE_MARKER : COMPLETE_RENAME;
	if (*text == '\0' || strcmp(text, "rename") == 0 || r->by == COMPLETE_MARKER)
		return;
	r->by = COMPLETE_AGE;
	r->age_s = strncmp(text, "age:", 4) == 0 && text[4] >= '0' && text[4] <= '9'
			   ? strtol(text + 4, &end, 10)
			   : -1;
	if (end && *end == '\0' && r->age_s < INT_MAX)
		return;
	err_at(&why, ERR_CATALOG, row->file, row->line,
		"column complete_by: found '%.40s', expected rename, marker or age:SECONDS", text);
	r->by = COMPLETE_WRONG;
	err_line(line, &why);
	snprintf(r->wrong, sizeof(r->wrong), "%.*s", (int)sizeof(r->wrong) - 1, line);
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct complete_rule *)a)->feed, ((const struct complete_rule *)b)->feed);
}

int complete_read(struct complete *c, struct catalog *catalog, const char *date, struct err *e)
{
	const struct table *t = catalog_get(catalog, "feeds", e);

	memset(c, 0, sizeof(*c));
	if (!t)
		return -1;
	c->rules = calloc(t->nrows + 1, sizeof(*c->rules));
	if (!c->rules)
		return err_set(e, ERR_NOMEM, "out of memory for the feeds");
	for (size_t i = 0; i < t->nrows; i++) {
		struct complete_rule *r = &c->rules[c->n];

		if (!table_is_valid(t, i, date))
			continue;
		r->feed = table_get(t, i, "feed");
		r->kind = kind_of(t, i);
		parse_rule(r, table_get(t, i, "complete_by"), &t->rows[i]);
		c->n++;
	}
	qsort(c->rules, c->n, sizeof(*c->rules), compare);
	return 0;
}

void complete_release(struct complete *c)
{
	free(c->rules);
}

const struct complete_rule *complete_find(const struct complete *c, const char *feed, size_t len)
{
	for (size_t i = 0; i < c->n; i++)
		if (strlen(c->rules[i].feed) == len && memcmp(c->rules[i].feed, feed, len) == 0)
			return &c->rules[i];
	return NULL;
}

static bool has_marker(int folder, const char *base)
{
	char name[NAME_MAX + 8];
	struct stat st;

	snprintf(name, sizeof(name), "%s.done", base);
	return fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

bool complete_holds(
	const struct complete_rule *rule, int folder, const char *base, const struct stat *st, int64_t clock)
{
	if (rule->by == COMPLETE_MARKER)
		return has_marker(folder, base);
	if (rule->by == COMPLETE_RENAME)
		return true;
	if (rule->by == COMPLETE_WRONG)
		return false;
	return clock - (st->st_mtime > clock ? st->st_ctime : st->st_mtime) >= rule->age_s;
}
