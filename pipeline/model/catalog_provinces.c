#include "model/catalog_provinces.h"

#include <stdio.h>
#include <string.h>
#include "model/kinds.h"

/* A province of the setting that is not the first. */
struct province {
	const char *names; /* "ba-ria-vung-tau ho-chi-minh" */
	const char *name;  /* the last of them: what its feeds are called after */
};

struct laying {
	struct catalog *c;
	struct table *t;
	size_t n; /* rows before anything was laid out */
	struct province p;
	struct err *e;
};

struct slice provinces_next(const char **at)
{
	struct slice s;

	*at += strspn(*at, " ");
	s = (struct slice){*at, strcspn(*at, "|")};
	*at += s.len + (size_t)((*at)[s.len] == '|');
	while (s.len && s.text[s.len - 1] == ' ')
		s.len--;
	return s;
}

static const char *keep(struct laying *l, const char *text, size_t n)
{
	return arena_copy(&l->t->arena, text, n, l->e);
}

/* "hoso-tthc-ho-chi-minh". */
static const char *name_feed(struct laying *l, const char *feed)
{
	char name[200];
	int n = snprintf(name, sizeof(name), "%.90s-%.90s", feed, l->p.name);

	return keep(l, name, (size_t)n);
}

/* What the province is called stands before the words in parentheses. */
static const char *name_title(struct laying *l, const char *title)
{
	const struct table *territories = catalog_get(l->c, "territories", l->e);
	long row = territories ? table_find(territories, "territory", l->p.name, NULL) : -1;
	const char *name = row < 0 ? l->p.name : table_get(territories, (size_t)row, "name_vi");
	const char *rest = strstr(title, " (");
	struct buf text = {0};
	const char *kept = NULL;

	rest = rest ? rest : title + strlen(title);
	if (territories && buf_addf(&text, l->e, "%.*s, %s%s", (int)(rest - title), title, name, rest) == 0)
		kept = keep(l, text.data, text.len);
	buf_release(&text);
	return kept;
}

static int lay_feed(struct laying *l, size_t row)
{
	const char *feed = table_get(l->t, row, "feed"), *kind = kind_of(l->t, row);
	const char *title = name_title(l, table_get(l->t, row, "title_vi"));
	const char *name = name_feed(l, feed);

	if (!title || !name || table_add_copy(l->t, row, l->e))
		return -1;
	table_set_last(l->t, "feed", name);
	table_set_last(l->t, "title_vi", title);
	table_set_last(l->t, "kind", kind);
	table_set_last(l->t, "territory", l->p.names);
	table_set_last(l->t, "laid_from", feed);
	return 0;
}

static int lay_feeds(struct laying *l)
{
	static const char *const columns[] = {"kind", "laid_from"};

	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		if (table_find_col(l->t, columns[i]) < 0 && table_add_col(l->t, columns[i], l->e))
			return -1;
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(table_get(l->t, i, "territory"), "own") == 0 && lay_feed(l, i))
			return -1;
	return 0;
}

/* The province's feed of that one: a row of feeds, or -1. */
static long find_laid(struct laying *l, const struct table *feeds, struct slice feed)
{
	for (size_t i = 0; i < feeds->nrows; i++)
		if (slice_equals(feed, table_get(feeds, i, "laid_from")) &&
			strcmp(table_get(feeds, i, "territory"), l->p.names) == 0)
			return (long)i;
	return -1;
}

/* Rows of a feed's own; those of a kind are all its feeds' already. */
static int lay_rows(struct laying *l, const struct table *feeds, bool of_kinds)
{
	for (size_t i = 0; i < l->n; i++) {
		const char *feed = table_get(l->t, i, "feed");
		long laid = find_laid(l, feeds, slice_from(feed));

		if (laid < 0 || (of_kinds && strcmp(kind_of(feeds, (size_t)laid), feed) == 0))
			continue;
		if (table_add_copy(l->t, i, l->e))
			return -1;
		table_set_last(l->t, "feed", table_get(feeds, (size_t)laid, "feed"));
	}
	return 0;
}

/* A system's feeds are those of every province. */
static int lay_system(struct laying *l, const struct table *feeds, const char **cell)
{
	struct buf text = {0};
	int rc = buf_add_str(&text, *cell, l->e);

	for (const char *at = *cell; rc == 0 && *at;) {
		size_t n = strcspn(at, " ");
		long laid = find_laid(l, feeds, (struct slice){at, n});

		if (laid >= 0)
			rc = buf_addf(&text, l->e, " %s", table_get(feeds, (size_t)laid, "feed"));
		at += n + (at[n] == ' ');
	}
	*cell = rc == 0 && text.len ? keep(l, text.data, text.len) : *cell;
	buf_release(&text);
	return rc == 0 && *cell ? 0 : -1;
}

static int lay_systems(struct laying *l, const struct table *feeds)
{
	int col = table_find_col(l->t, "feeds");

	for (size_t i = 0; col >= 0 && i < l->n; i++)
		if (lay_system(l, feeds, &l->t->rows[i].cells[col]))
			return -1;
	return 0;
}

static int lay_province(struct laying *l)
{
	const struct table *feeds;

	if (strcmp(l->t->name, "feeds") == 0)
		return lay_feeds(l);
	feeds = catalog_get(l->c, "feeds", l->e);
	if (!feeds)
		return -1;
	return strcmp(l->t->name, "systems") == 0 ? lay_systems(l, feeds)
						  : lay_rows(l, feeds, strcmp(l->t->name, "serials") != 0);
}

/* Whether an earlier row of the setting, or an earlier place in it, named the province already. */
static bool is_named(const struct table *settings, size_t row, const char *place, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i <= row; i++) {
		const char *at = table_get(settings, i, "value"), *end = i == row ? place : at + strlen(at);

		if (strcmp(table_get(settings, i, "setting"), "territory") != 0)
			continue;
		provinces_next(&at);
		while (*at && at < end) {
			struct slice s = provinces_next(&at);

			if (s.len >= n && memcmp(s.text + s.len - n, name, n) == 0 &&
				(s.len == n || s.text[s.len - n - 1] == ' '))
				return true;
		}
	}
	return false;
}

static int lay_setting(struct laying *l, const struct table *settings, size_t row)
{
	const char *at = table_get(settings, row, "value"), *blank;

	provinces_next(&at);
	while (*at) {
		const char *place = at;
		struct slice s = provinces_next(&at);

		l->p.names = s.len ? keep(l, s.text, s.len) : "";
		if (!l->p.names)
			return -1;
		blank = strrchr(l->p.names, ' ');
		l->p.name = blank ? blank + 1 : l->p.names;
		if (s.len && !is_named(settings, row, place, l->p.name) && lay_province(l))
			return -1;
	}
	return 0;
}

int provinces_lay_out(struct catalog *c, struct table *t, struct err *e)
{
	static const char *const tables[] = {"feeds", "fields", "period_fields", "serials", "systems"};
	const struct table *settings;
	struct laying l = {.c = c, .t = t, .n = t->nrows, .e = e};
	bool is_laid = false;

	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		is_laid |= strcmp(t->name, tables[i]) == 0;
	if (!is_laid)
		return 0;
	settings = catalog_get(c, "settings", e);
	for (size_t i = 0; settings && i < settings->nrows; i++)
		if (strcmp(table_get(settings, i, "setting"), "territory") == 0 &&
			lay_setting(&l, settings, i))
			return -1;
	return settings ? 0 : -1;
}
