/* What the root of a JSON document is called: by a key of its object, which may stand behind the records. */
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include <yajl/yajl_parse.h>
#include "core/limits.h"
#include "core/scan_json.h"
#include "extract/xml.h"
#include "extract/xml_parts.h"

struct root_search {
	const struct formats *formats;
	struct scan_json scan;
	unsigned depth;
	bool is_key; /* the next value is of a key that names the root */
	char name[LIMIT_JSON_KEY_BYTES + 1];
};

static int on_key(void *arg, const unsigned char *text, size_t len)
{
	struct root_search *s = arg;
	struct slice key = {(const char *)text, len};

	for (size_t i = 0; s->depth == 1 && !s->is_key && i < s->formats->nroots; i++)
		s->is_key = slice_same(key, s->formats->keys[i]);
	return 1;
}

/* The first that is a name ends the search. */
static int on_string(void *arg, const unsigned char *text, size_t len)
{
	struct root_search *s = arg;
	bool is_key = s->is_key;

	s->is_key = false;
	if (!is_key || s->depth != 1 || len >= sizeof(s->name))
		return 1;
	memcpy(s->name, text, len);
	s->name[len] = '\0';
	if (xmlValidateNCName((const xmlChar *)s->name, 0) == 0)
		return 0;
	s->name[0] = '\0';
	return 1;
}

static int on_start(void *arg)
{
	struct root_search *s = arg;

	s->is_key = false;
	return ++s->depth <= 2 * LIMIT_XML_DEPTH;
}

static int on_end(void *arg)
{
	struct root_search *s = arg;

	s->depth--;
	return 1;
}

static int on_other(void *arg)
{
	struct root_search *s = arg;

	s->is_key = false;
	return 1;
}

static int on_boolean(void *arg, int value)
{
	(void)value;
	return on_other(arg);
}

static int on_number(void *arg, const char *text, size_t len)
{
	(void)text;
	(void)len;
	return on_other(arg);
}

/* false: found, or nothing more can be (the document is wrong, which whoever reads it is told). */
static bool search(struct root_search *s, yajl_handle y, const char *bytes, size_t len, bool is_first)
{
	size_t skip = is_first && len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	return scan_json_add(&s->scan, bytes, len) &&
	       yajl_parse(y, (const unsigned char *)bytes + skip, len - skip) == yajl_status_ok;
}

/* A key behind the records: the document from its beginning once more. What cannot be read twice has its key
 * before them. */
static int search_all(struct root_search *s, yajl_handle y, struct xml *x, struct err *e)
{
	char *bytes = malloc(65536);
	struct input *again = NULL;
	struct err ignored = {0}; /* the reading proper finds it too */
	bool is_first = true;
	int rc = !bytes ? err_set(e, ERR_NOMEM, "out of memory") : input_again(&again, x->input, e);

	while (rc == 0 && again) {
		long n = input_read(again, bytes, 65536, &ignored);

		if (n <= 0 || !search(s, y, bytes, (size_t)n, is_first))
			break;
		is_first = false;
	}
	if (again)
		input_again_end(again, x->input);
	else if (rc == 0)
		refusal_set(&x->refusal, "json.root", 0, "a file that can be read twice, or the key first",
			"no key that says what the packet is before its records");
	free(bytes);
	return rc;
}

static int find(struct root_search *s, struct xml *x, struct err *e)
{
	static const yajl_callbacks calls = {.yajl_null = on_other,
		.yajl_boolean = on_boolean,
		.yajl_number = on_number,
		.yajl_string = on_string,
		.yajl_start_map = on_start,
		.yajl_map_key = on_key,
		.yajl_end_map = on_end,
		.yajl_start_array = on_start,
		.yajl_end_array = on_end};
	bool is_whole = x->nhead < sizeof(x->head);
	bool goes_on = false;
	int rc = 0;

	for (int pass = 0; rc == 0 && pass <= (goes_on && !is_whole); pass++) {
		yajl_handle y = yajl_alloc(&calls, NULL, s);

		if (!y)
			return err_set(e, ERR_NOMEM, "out of memory for JSON");
		s->depth = 0;
		s->scan = (struct scan_json){0};
		if (pass == 0)
			goes_on = search(s, y, x->head, x->nhead, true);
		else
			rc = search_all(s, y, x, e);
		yajl_free(y);
	}
	return rc;
}

int json_find_root(struct xml *x, const xmlChar **out, struct err *e)
{
	struct root_search s = {.formats = x->formats};
	const char *name = s.name;

	if (x->formats->nroots > 0 && find(&s, x, e) < 0)
		return -1;
	if (s.name[0] == '\0')
		name = x->formats->root ? (const char *)x->formats->root : "json";
	*out = xmlDictLookup(x->ctxt->dict, (const xmlChar *)name, -1);
	return *out ? 0 : err_set(e, ERR_NOMEM, "out of memory for names");
}
