#include "extract/untaken.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_BYTES 400

struct one {
	char path[PATH_BYTES];
	uint64_t times, line, last; /* of the first and the last */
};

struct untaken {
	struct one list[UNTAKEN_MOST];
	size_t n;
	struct {
		const xmlChar *name, *uri;
	} open[LIMIT_XML_DEPTH + 1]; /* of steps that mean any name; the dictionary's */
};

int untaken_new(struct untaken **out, struct err *e)
{
	*out = calloc(1, sizeof(**out));
	return *out ? 0 : err_set(e, ERR_NOMEM, "out of memory");
}

void untaken_free(struct untaken *u)
{
	free(u);
}

static void add(char path[PATH_BYTES], const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void add(char path[PATH_BYTES], const char *fmt, ...)
{
	size_t n = strlen(path);
	va_list args;

	va_start(args, fmt);
	vsnprintf(path + n, PATH_BYTES - n, fmt, args);
	va_end(args);
}

static bool stands_for(const struct trie *t, size_t row, const char *uri)
{
	return strcmp(table_get(t->namespaces, row, "uri"), uri) == 0 &&
	       table_is_valid(t->namespaces, row, t->date);
}

/* The prefix of the element around it when that stands for the namespace too, else the first that does. */
static const char *prefix_of(const struct trie *t, const char *uri, struct slice around)
{
	const char *found = NULL;

	for (size_t i = 0; i < t->namespaces->nrows; i++) {
		const char *prefix = table_get(t->namespaces, i, "prefix");

		if (!stands_for(t, i, uri))
			continue;
		if (slice_equals(around, prefix))
			return prefix;
		if (!found && strcmp(uri, "-") != 0)
			found = prefix;
	}
	return found;
}

static void add_name(
	char path[PATH_BYTES], const struct trie *t, const char *name, const char *uri, struct slice around)
{
	const char *prefix = prefix_of(t, uri ? uri : "-", around);

	if (prefix)
		add(path, "%s:%.80s", prefix, name);
	else if (uri)
		add(path, "{%.100s}%.80s", uri, name);
	else
		add(path, "%.80s", name);
}

/* From the record's element when it is inside one, else from the root. */
static void add_place(char path[PATH_BYTES], const struct untaken *u, const struct walk *w)
{
	unsigned from = 0;
	bool is_inside = false;

	for (unsigned i = 1; i <= w->level; i++) {
		const struct node *n = i < w->level ? w->stack[i] : w->at;

		if (n->is_record) {
			is_inside = true;
			from = i;
		}
	}
	if (!is_inside)
		add(path, "/");
	for (unsigned i = from + 1; i <= w->level; i++) {
		const struct node *n = i < w->level ? w->stack[i] : w->at;
		const struct step *s = &n->step;

		if (n->is_wild && u->open[i].name) {
			add_name(path, &w->trie, (const char *)u->open[i].name, (const char *)u->open[i].uri,
				i > 1 ? w->stack[i - 1]->step.prefix : SLICE(""));
			add(path, "/");
			continue;
		}
		add(path, "%.*s%s%.*s/", (int)s->prefix.len, s->prefix.text, s->prefix.len ? ":" : "",
			(int)s->name.len, s->name.text);
	}
}

static struct one *find(struct untaken *u, const char *path)
{
	for (size_t i = 0; i < u->n; i++)
		if (strcmp(u->list[i].path, path) == 0)
			return &u->list[i];
	if (u->n == UNTAKEN_MOST)
		return NULL;
	snprintf(u->list[u->n].path, PATH_BYTES, "%s", path);
	return &u->list[u->n++];
}

void untaken_enter(struct untaken *u, const struct walk *w, const xmlChar *name, const xmlChar *uri)
{
	u->open[w->level].name = name;
	u->open[w->level].uri = uri;
}

void untaken_note(struct untaken *u, const struct walk *w, enum untaken_kind kind, const xmlChar *name,
	const xmlChar *uri)
{
	char path[PATH_BYTES] = "";
	struct slice around = w->level ? w->at->step.prefix : SLICE("");
	static const char header[] = "/soapenv:Envelope/soapenv:Header/";
	struct one *one;

	add_place(path, u, w);
	if (strncmp(path, header, sizeof(header) - 1) == 0)
		return; /* the envelope's own, of no message */
	if (kind == UNTAKEN_TEXT)
		add(path, "text()");
	else if (kind == UNTAKEN_ATTRIBUTE)
		add(path, "@");
	if (kind != UNTAKEN_TEXT)
		add_name(path, &w->trie, (const char *)name, (const char *)uri,
			kind == UNTAKEN_ATTRIBUTE ? SLICE("") : around);
	one = find(u, path);
	if (!one || (kind == UNTAKEN_TEXT && one->last == (uint64_t)xml_line(w->xml)))
		return; /* a text comes in pieces */
	one->last = (uint64_t)xml_line(w->xml);
	if (one->times++ == 0)
		one->line = one->last;
}

int untaken_put(struct untaken *u, struct slice file, struct sink *next, struct err *e)
{
	for (size_t i = 0; i < u->n; i++) {
		char times[24];
		struct reject r = {.file = file,
			.line = u->list[i].line,
			.severity = REJECT_FIELD,
			.field = u->list[i].path,
			.code = UNTAKEN_CODE,
			.expected = ""};

		snprintf(times, sizeof(times), "%" PRIu64, u->list[i].times);
		r.found = slice_from(times);
		if (next->reject(next, &r, e) < 0)
			return -1;
	}
	*u = (struct untaken){.n = 0};
	return 0;
}
