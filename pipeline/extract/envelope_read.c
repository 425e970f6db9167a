/* One row of envelopes.csv. */
#include <libxml/tree.h>
#include <string.h>
#include "extract/envelope_parts.h"

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

/* One element, each of whose steps has a name. */
static int read_nested(
	struct envelope *v, const struct row *row, const char *nested, const char *encoding, struct err *e)
{
	char quoted[200];

	v->nesting = strcmp(encoding, "base64") == 0 ? NESTS_BASE64
		     : encoding[0] != '\0'	     ? NESTS_TEXT
						     : NESTS_NOT;
	if ((nested[0] != '\0') != (v->nesting != NESTS_NOT))
		return err_at(e, ERR_CATALOG, row->file, row->line,
			"column nested: found %s with encoding %s, expected both or none",
			nested[0] != '\0' ? err_quote(quoted, nested, strlen(nested)) : "nothing",
			encoding[0] != '\0' ? encoding : "nothing");
	if (nested[0] != '\0' && parse_place(&v->nested, nested, row, "nested", e) < 0)
		return -1;
	for (size_t i = 0; i < v->nested.n; i++)
		if (slice_equals(v->nested.steps[i].name, "*"))
			return err_at(e, ERR_CATALOG, row->file, row->line,
				"column nested: found %s, expected a name in each step",
				err_quote(quoted, nested, strlen(nested)));
	return 0;
}

int envelope_read(struct envelopes *out, const struct table *t, size_t row, struct err *e)
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
		read_nested(v, r, table_get(t, row, "nested"), table_get(t, row, "encoding"), e) < 0 ||
		parse_place(&v->body, body, r, "body", e) < 0 ||
		(header[0] != '\0' && parse_place(&v->header, header, r, "header", e) < 0) ||
		check_header(v, header, e) < 0 || check_envelope(v, out, body, e) < 0)
		return -1;
	out->n++;
	return 0;
}
