#include "extract/formats.h"

#include <libxml/tree.h>
#include <string.h>

static const xmlChar *intern(xmlDictPtr names, const char *text, size_t len, struct err *e)
{
	const xmlChar *name = xmlDictLookup(names, (const xmlChar *)text, (int)len);

	if (!name)
		err_set(e, ERR_NOMEM, "out of memory for names");
	return name;
}

/* LIST, or AROUND/LIST. */
static int read_item(struct formats *out, const struct table *t, size_t row, xmlDictPtr names, struct err *e)
{
	const char *list = table_get(t, row, "list"), *item = table_get(t, row, "item"),
		   *slash = strchr(list, '/');
	struct json_item *i = &out->items[out->nitems];

	if (out->nitems == JSON_ITEMS)
		return err_at(e, ERR_CATALOG, t->rows[row].file, t->rows[row].line,
			"found more than %d lists of JSON", JSON_ITEMS);
	*i = (struct json_item){NULL, NULL, NULL};
	if (slash && !(i->in = intern(names, list, (size_t)(slash - list), e)))
		return -1;
	list = slash ? slash + 1 : list;
	if (!(i->list = intern(names, list, strlen(list), e)) ||
		!(i->item = intern(names, item, strlen(item), e)))
		return -1;
	out->nitems++;
	return 0;
}

static int read_roots(struct formats *out, const struct envelopes *envelopes, xmlDictPtr names, struct err *e)
{
	for (size_t i = 0; i < envelopes->n; i++) {
		const struct envelope *v = &envelopes->list[i];

		if (v->format != FORMAT_JSON || !v->is_of_feed)
			continue;
		out->has_json = true;
		if (strncmp(v->root, "key:", 4) == 0)
			out->keys[out->nroots++] = slice_from(v->root + 4);
		else if (!out->root && !(out->root = intern(names, v->root, strlen(v->root), e)))
			return -1;
	}
	return 0;
}

int formats_read(struct formats *out, const struct envelopes *envelopes, struct catalog *c, const char *date,
	xmlDictPtr names, struct err *e)
{
	const struct table *t = catalog_get(c, "json_items", e);

	memset(out, 0, sizeof(*out));
	out->encodings = catalog_get(c, "encodings", e);
	out->date = date;
	if (!t || !out->encodings || read_roots(out, envelopes, names, e) < 0)
		return -1;
	for (size_t i = 0; out->has_json && i < t->nrows; i++)
		if (table_is_valid(t, i, date) && read_item(out, t, i, names, e) < 0)
			return -1;
	return 0;
}

/* The one that also says what is around it comes first. */
const xmlChar *formats_item(const struct formats *f, const xmlChar *in, const xmlChar *list)
{
	const xmlChar *item = NULL;

	for (size_t i = 0; i < f->nitems; i++) {
		if (f->items[i].list != list)
			continue;
		if (f->items[i].in && f->items[i].in == in)
			return f->items[i].item;
		if (!f->items[i].in && !item)
			item = f->items[i].item;
	}
	return item;
}
