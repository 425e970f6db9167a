#include "page/page_json.h"

#include <errno.h>
#include <string.h>
#include <yajl/yajl_gen.h>

static bool put_string(yajl_gen g, const char *text)
{
	return yajl_gen_string(g, (const unsigned char *)text, strlen(text)) == yajl_gen_status_ok;
}

/* Nested as deep as lists in lists are: two or three. */
static bool put_page(yajl_gen g, const struct page *p)
{
	const char *name, *text;
	bool is_ok = yajl_gen_map_open(g) == yajl_gen_status_ok;

	for (size_t i = 0; is_ok && (name = page_text_at(p, i, &text)); i++)
		is_ok = put_string(g, name) && put_string(g, text);
	for (size_t i = 0; is_ok && (name = page_list_at(p, i)); i++) {
		is_ok = put_string(g, name) && yajl_gen_array_open(g) == yajl_gen_status_ok;
		for (const struct page *r = page_first(p, name); is_ok && r; r = page_next(r))
			is_ok = put_page(g, r);
		is_ok = is_ok && yajl_gen_array_close(g) == yajl_gen_status_ok;
	}
	return is_ok && yajl_gen_map_close(g) == yajl_gen_status_ok;
}

int page_write_json(const struct page *p, FILE *out, struct err *e)
{
	yajl_gen g = yajl_gen_alloc(NULL);
	const unsigned char *text;
	size_t len;
	int rc = -1;

	if (!g)
		return err_set(e, ERR_NOMEM, "out of memory for a page");
	yajl_gen_config(g, yajl_gen_beautify, 1);
	yajl_gen_config(g, yajl_gen_indent_string, "  ");
	if (!put_page(g, p) || yajl_gen_get_buf(g, &text, &len) != yajl_gen_status_ok)
		err_set(e, ERR_FAULT, "a page cannot be written as JSON");
	else if (fwrite(text, 1, len, out) != len)
		err_set(e, ERR_WRITE, "cannot write the page: %s", strerror(errno));
	else
		rc = 0;
	yajl_gen_free(g);
	return rc;
}
