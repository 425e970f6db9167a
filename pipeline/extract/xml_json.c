/* JSON as the events of the elements that it means: yajl reads it, the walker does not know the difference.
 */
#include "core/text.h"
#include "extract/xml_json.h"

static struct json_frame *top(struct json *j)
{
	return j->depth == 0 ? NULL : &j->frames[j->depth - 1];
}

void json_refuse(struct xml *x, const char *code, const char *expected, const char *found)
{
	refusal_set(&x->refusal, code, json_offset(x->json), expected, "%s", found);
}

bool json_goes_on(const struct xml *x)
{
	return !x->is_stopped && !x->refusal.code;
}

/* ---- values ---- */

/* What the element of the value at hand is called. */
static const xmlChar *value_name(struct json *j)
{
	const struct json_frame *f = top(j);

	return !f ? j->root : f->item ? f->item : j->key;
}

static void put_start(struct xml *x, const xmlChar *name, bool is_nil)
{
	static const xmlChar yes[] = "true";
	const xmlChar *nil[5] = {x->json->nil_name, NULL, x->json->nil_uri, yes, yes + 4};

	x->sax.startElementNs(x->user, name, NULL, NULL, 0, NULL, is_nil ? 1 : 0, 0, nil);
}

static void put_end(struct xml *x, const xmlChar *name)
{
	if (name && json_goes_on(x))
		x->sax.endElementNs(x->user, name, NULL, NULL);
}

static bool is_text_good(struct xml *x, const unsigned char *text, size_t len)
{
	if (text_is_utf8((const char *)text, len))
		return true;
	json_refuse(x, "json.encoding", "UTF-8", "bytes that are not UTF-8");
	return false;
}

static int put_value(struct xml *x, const unsigned char *text, size_t len, bool is_nil)
{
	const xmlChar *name = value_name(x->json);

	put_start(x, name, is_nil);
	if (len > 0 && json_goes_on(x))
		x->sax.characters(x->user, text, (int)len);
	put_end(x, name);
	return json_goes_on(x);
}

static int on_null(void *arg)
{
	return put_value(arg, NULL, 0, true);
}

static int on_boolean(void *arg, int value)
{
	return put_value(arg, (const unsigned char *)(value ? "true" : "false"), value ? 4 : 5, false);
}

/* As it is written: no number is changed by having been read. */
static int on_number(void *arg, const char *text, size_t len)
{
	return put_value(arg, (const unsigned char *)text, len, false);
}

static int on_string(void *arg, const unsigned char *text, size_t len)
{
	return is_text_good(arg, text, len) && put_value(arg, text, len, false);
}

/* ---- objects and lists ---- */

static int push(struct xml *x, const xmlChar *name, const xmlChar *item)
{
	struct json *j = x->json;

	if (j->depth == JSON_DEPTH)
		json_refuse(x, "xml.depth", "at most 64", "elements nested more than 64 deep");
	if (!json_goes_on(x))
		return 0;
	j->frames[j->depth++] = (struct json_frame){name, item};
	return 1;
}

static int on_object(void *arg)
{
	struct xml *x = arg;
	const xmlChar *name = value_name(x->json);

	put_start(x, name, false);
	return push(x, name, NULL);
}

static int on_object_end(void *arg)
{
	struct xml *x = arg;

	put_end(x, x->json->frames[--x->json->depth].name);
	return json_goes_on(x);
}

/* A list in a list, and one that is all there is, has an element of its own in any case. */
static int on_list(void *arg)
{
	struct xml *x = arg;
	const struct json_frame *around = top(x->json);
	const xmlChar *name = value_name(x->json),
		      *item = formats_item(x->formats, around ? around->name : NULL, name);

	if (!item && around && !around->item) {
		if (x->events->list)
			x->events->list(x->user, name);
		return push(x, NULL, name);
	}
	x->json->is_list = true;
	put_start(x, name, false);
	x->json->is_list = false;
	return push(x, name, item ? item : x->json->item_word);
}

static int on_key(void *arg, const unsigned char *text, size_t len)
{
	struct xml *x = arg;

	if (!is_text_good(x, text, len))
		return 0;
	if (len > LIMIT_JSON_KEY_BYTES)
		json_refuse(x, "json.malformed", "at most 200 bytes", "a key over 200 bytes");
	else if (xml_names(x) > LIMIT_XML_NAMES)
		json_refuse(x, "xml.names", "at most 20000", "more than 20000 distinct names");
	else
		x->json->key = xmlDictLookup(x->ctxt->dict, text, (int)len);
	return json_goes_on(x) && x->json->key;
}

const yajl_callbacks json_calls = {.yajl_null = on_null,
	.yajl_boolean = on_boolean,
	.yajl_number = on_number,
	.yajl_string = on_string,
	.yajl_start_map = on_object,
	.yajl_map_key = on_key,
	.yajl_end_map = on_object_end,
	.yajl_start_array = on_list,
	.yajl_end_array = on_object_end};
