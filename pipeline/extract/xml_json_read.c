/* A JSON document from its first byte to its last. */
#include "extract/xml_json.h"

#include <stdlib.h>
#include <string.h>

static void refuse_scanned(struct xml *x)
{
	static const char *const found[] = {[SCAN_JSON_HALF] = "half a character of UTF-16 (\\u)",
		[SCAN_JSON_LONG] = "a text over 16 MiB"};
	const struct scan_json *s = &x->json->scan;
	long at = (long)s->offset;

	if (s->fault == SCAN_JSON_CONTROL)
		refusal_set(&x->refusal, "json.control", at, "no control characters", "character U+%04X",
			s->control);
	else if (s->fault == SCAN_JSON_HALF)
		refusal_set(&x->refusal, "json.encoding", at, "UTF-8", "%s", found[s->fault]);
	else
		refusal_set(&x->refusal, "json.text", at, "at most 16 MiB", "%s", found[s->fault]);
}

/* yajl's words without a quotation: they are its own, and repeat nothing of the document. */
static void refuse_parsed(struct xml *x)
{
	unsigned char *words = yajl_get_error(x->json->yajl, 0, NULL, 0);
	char *text = (char *)words;

	if (!json_goes_on(x)) {
		yajl_free_error(x->json->yajl, words);
		return;
	}
	if (!text)
		text = "broken JSON";
	else
		text[strcspn(text, "\n")] = '\0';
	if (strstr(text, "UTF8"))
		json_refuse(x, "json.encoding", "UTF-8", "bytes that are not UTF-8");
	else
		json_refuse(x, "json.malformed", "well-formed JSON", text);
	yajl_free_error(x->json->yajl, words);
}

static size_t mark_len(const char *bytes, size_t len)
{
	return len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static void read_all(struct xml *x)
{
	struct json *j = x->json;
	yajl_status status = yajl_status_ok;
	size_t skip = mark_len(x->head, x->nhead);
	long n;

	while (status == yajl_status_ok && (n = xml_read(x, j->piece, sizeof(j->piece))) > 0) {
		if (!scan_json_add(&j->scan, j->piece, (size_t)n)) {
			refuse_scanned(x);
			return;
		}
		j->before += skip;
		status = yajl_parse(j->yajl, (unsigned char *)j->piece + skip, (size_t)n - skip);
		if (status == yajl_status_ok)
			j->before += (size_t)n - skip;
		skip = 0;
	}
	if (status == yajl_status_ok && x->input_err.kind == ERR_NONE)
		status = yajl_complete_parse(j->yajl);
	if (status != yajl_status_ok)
		refuse_parsed(x);
}

static const xmlChar *intern(struct xml *x, const char *text)
{
	return xmlDictLookup(x->ctxt->dict, (const xmlChar *)text, -1);
}

int json_parse(struct xml *x, struct err *e)
{
	struct json *j = calloc(1, sizeof(*j));

	x->json = j;
	if (!j || !(j->yajl = yajl_alloc(&json_calls, NULL, x)))
		return err_set(e, ERR_NOMEM, "out of memory for JSON");
	j->item_word = intern(x, "item");
	j->nil_name = intern(x, "nil");
	j->nil_uri = intern(x, "http://www.w3.org/2001/XMLSchema-instance");
	if (!j->item_word || !j->nil_name || !j->nil_uri)
		return err_set(e, ERR_NOMEM, "out of memory for names");
	if (json_find_root(x, &j->root, e) < 0)
		return -1;
	if (json_goes_on(x))
		read_all(x);
	return 0;
}

void json_free(struct json *j)
{
	if (j && j->yajl)
		yajl_free(j->yajl);
	free(j);
}

long json_offset(const struct json *j)
{
	return (long)(j->before + (j->yajl ? yajl_get_bytes_consumed(j->yajl) : 0));
}

bool json_is(const struct xml *x)
{
	const char *at = x->head, *end = at + x->nhead;

	if (!x->formats || !x->formats->has_json)
		return false;
	at += mark_len(at, x->nhead);
	while (at < end && strchr(" \t\r\n", *at) && *at != '\0')
		at++;
	return at < end && (*at == '{' || *at == '[' || *at == '"');
}

bool json_is_list(const struct json *j)
{
	return j->is_list;
}
