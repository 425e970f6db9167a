#include "extract/envelope.h"

#include <libxml/tree.h>
#include <string.h>

static int parse_place(
	struct path *out, const char *text, const struct row *row, const char *column, struct err *e)
{
	struct path paths[PATH_CHOICES];
	struct err why = {0};
	char quoted[200];
	size_t n;

	if (strcmp(text, "/") == 0) {
		*out = (struct path){.is_absolute = true};
		return 0;
	}
	if (path_parse(paths, &n, text, row->file, row->line, &why) == 0 && n == 1 && paths[0].is_absolute &&
		!paths[0].steps[paths[0].n - 1].is_attribute) {
		*out = paths[0];
		return 0;
	}
	return err_at(e, ERR_CATALOG, row->file, row->line,
		"column %s: found %s, expected one path of elements from the document's root, or /", column,
		err_quote(quoted, text, strlen(text)));
}

/* A document has one root: what is in its envelope begins as its body does. */
static int check_inside(const struct envelope *v, const char *column, const char *text, struct err *e)
{
	struct path paths[PATH_CHOICES];
	struct err why = {0};
	char quoted[200];
	size_t n;

	if (text[0] == '\0')
		return 0;
	if (path_parse(paths, &n, text, v->file, v->line, &why) < 0)
		return err_at(e, ERR_CATALOG, v->file, v->line, "column %s: %s", column, why.text);
	for (size_t i = 0; i < n; i++)
		if (!paths[i].is_absolute || v->body.n == 0 || path_common(&paths[i], &v->body) == 0)
			return err_at(e, ERR_CATALOG, v->file, v->line,
				"column %s: found %s, expected a path from the root of the body, %s", column,
				err_quote(quoted, text, strlen(text)),
				v->body.n == 0 ? "which has none" : "");
	return 0;
}

static int check_header(const struct envelope *v, const char *text, struct err *e)
{
	char quoted[200];

	if (v->header.n == 0 || (v->body.n > 0 && path_common(&v->header, &v->body) > 0))
		return 0;
	return err_at(e, ERR_CATALOG, v->file, v->line,
		"column header: found %s, expected a path from the root of the body",
		err_quote(quoted, text, strlen(text)));
}

/* A packet in JSON stands in no element, as one of XML without an envelope. */
static int check_envelope(
	const struct envelope *v, const struct envelopes *s, const char *body, struct err *e)
{
	for (size_t i = 0; i < s->n; i++)
		if ((v->format == FORMAT_XML || v->body.n > 0) && s->list[i].format == v->format &&
			s->list[i].body.n == v->body.n &&
			path_common(&s->list[i].body, &v->body) == v->body.n)
			return err_at(e, ERR_CATALOG, v->file, v->line,
				"column body: found %s, which envelope %s has, expected one of its own", body,
				s->list[i].name);
	return check_inside(v, "message", v->message, e) < 0 ||
			       check_inside(v, "fault_code", v->fault_code, e) < 0 ||
			       check_inside(v, "fault_text", v->fault_text, e) < 0
		       ? -1
		       : 0;
}

/* What JSON is called by is a name, or a key of the object. */
static int read_format(struct envelope *v, const struct row *row, const char *format, struct err *e)
{
	bool has_key = strncmp(v->root, "key:", 4) == 0;
	char quoted[200];

	v->format = strcmp(format, "json") == 0 ? FORMAT_JSON : FORMAT_XML;
	if (v->format == FORMAT_XML && v->root[0] == '\0')
		return 0;
	if (v->format == FORMAT_JSON &&
		(has_key ? v->root[4] != '\0' : xmlValidateNCName((const xmlChar *)v->root, 0) == 0))
		return 0;
	return err_at(e, ERR_CATALOG, row->file, row->line, "column root: found %s, expected %s",
		err_quote(quoted, v->root, strlen(v->root)),
		v->format == FORMAT_XML ? "nothing in an envelope of XML"
					: "a name, or key: and the key of the object that says it");
}

static int read_envelope(struct envelopes *out, const struct table *t, size_t row, struct err *e)
{
	const struct row *r = &t->rows[row];
	const char *header = table_get(t, row, "header"), *body = table_get(t, row, "body");
	struct envelope *v = &out->list[out->n];

	if (out->n == ENVELOPES_MOST)
		return err_at(
			e, ERR_CATALOG, r->file, r->line, "found more than %d envelopes", ENVELOPES_MOST);
	*v = (struct envelope){.name = table_get(t, row, "envelope"),
		.root = table_get(t, row, "root"),
		.message = table_get(t, row, "message"),
		.fault_code = table_get(t, row, "fault_code"),
		.fault_text = table_get(t, row, "fault_text"),
		.file = r->file,
		.line = r->line};
	if (read_format(v, r, table_get(t, row, "format"), e) < 0 ||
		parse_place(&v->body, body, r, "body", e) < 0 ||
		(header[0] != '\0' && parse_place(&v->header, header, r, "header", e) < 0) ||
		check_header(v, header, e) < 0 || check_envelope(v, out, body, e) < 0)
		return -1;
	out->n++;
	return 0;
}

static struct envelope *find_envelope(struct envelopes *s, const char *name, size_t len)
{
	for (size_t i = 0; i < s->n; i++)
		if (strlen(s->list[i].name) == len && memcmp(s->list[i].name, name, len) == 0)
			return &s->list[i];
	return NULL;
}

static int choose(struct envelopes *s, const char *names, const char *file, long line, struct err *e)
{
	char quoted[200];

	for (size_t i = 0; i < s->n; i++)
		s->list[i].is_of_feed = names[0] == '\0';
	for (const char *at = names; *at != '\0'; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		struct envelope *v = find_envelope(s, at, len);

		if (!v)
			return err_at(e, ERR_CATALOG, file, line,
				"column envelopes: found %s, expected a row of envelopes",
				err_quote(quoted, at, len));
		v->is_of_feed = true;
		at += len;
	}
	return 0;
}

int envelopes_read(struct envelopes *out, struct catalog *c, const char *date, const char *names,
	const char *file, long line, struct err *e)
{
	const struct table *t = catalog_get(c, "envelopes", e);

	out->n = 0;
	if (!t)
		return -1;
	for (size_t i = 0; i < t->nrows; i++)
		if (table_is_valid(t, i, date) && read_envelope(out, t, i, e) < 0)
			return -1;
	if (out->n == 0)
		out->list[out->n++] = (struct envelope){.name = "",
			.message = "",
			.fault_code = "",
			.fault_text = "",
			.root = "",
			.file = "",
			.body.is_absolute = true};
	return choose(out, names, file, line, e);
}

/* By name, and by what the prefixes stand for: a feed may call the same namespace otherwise. */
static bool is_same_step(struct trie *t, const struct step *a, const struct step *b)
{
	return slice_same(a->name, b->name) && (slice_same(a->prefix, b->prefix) || trie_overlaps(t, a, b));
}

static size_t count_same(struct trie *t, const struct path *a, const struct path *b)
{
	size_t n = 0;

	while (n < a->n && n < b->n && is_same_step(t, &a->steps[n], &b->steps[n]))
		n++;
	return n;
}

size_t envelopes_steps(const struct envelopes *s, struct trie *t, const struct path *p)
{
	size_t most = 0;

	for (size_t i = 0; i < s->n; i++) {
		size_t body = count_same(t, p, &s->list[i].body),
		       header = count_same(t, p, &s->list[i].header);

		most = body > most ? body : most;
		most = header > most ? header : most;
	}
	return most;
}

static int place_in(
	const struct envelope *v, struct trie *t, const struct path *p, struct path *out, struct err *e)
{
	if (v->body.n + p->n > PATH_STEPS)
		return err_at(e, ERR_CATALOG, t->file, t->line,
			"%sfound a path of more than %d steps from the root, in envelope %s", t->column,
			PATH_STEPS, v->name);
	*out = v->body;
	memcpy(&out->steps[out->n], p->steps, p->n * sizeof(p->steps[0]));
	out->n += p->n;
	return 0;
}

/* Whether an envelope of another format before it has the same body: the path twice would be taken twice. */
static bool has_body(const struct envelopes *s, size_t i, bool is_any)
{
	const struct path *body = &s->list[i].body;

	for (size_t k = 0; k < i; k++)
		if ((is_any || s->list[k].is_of_feed) && s->list[k].body.n == body->n &&
			path_common(&s->list[k].body, body) == body->n)
			return true;
	return false;
}

int envelopes_place(const struct envelopes *s, struct trie *t, const struct path *p, bool is_any,
	struct path *out, size_t *n, struct err *e)
{
	*n = 0;
	if (envelopes_steps(s, t, p) > 0) {
		out[(*n)++] = *p;
		return 0;
	}
	for (size_t i = 0; i < s->n; i++)
		if ((is_any || s->list[i].is_of_feed) && !has_body(s, i, is_any) &&
			place_in(&s->list[i], t, p, &out[(*n)++], e) < 0)
			return -1;
	return 0;
}
