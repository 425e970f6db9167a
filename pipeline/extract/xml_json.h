/* A JSON document in hand: shared by xml_json.c and xml_json_read.c only. */
#ifndef EXTRACT_XML_JSON_H
#define EXTRACT_XML_JSON_H

#include <stdbool.h>
#include <yajl/yajl_parse.h>
#include "core/limits.h"
#include "core/scan_json.h"
#include "extract/xml.h"
#include "extract/xml_parts.h"

#define JSON_BYTES 65536
#define JSON_DEPTH (2 * LIMIT_XML_DEPTH) /* an object and a list may be one element */

/* An object or a list that is open. */
struct json_frame {
	const xmlChar *name; /* of its element; NULL: a list whose items are its key's elements */
	const xmlChar *item; /* of a list */
};

struct json {
	yajl_handle yajl;
	struct scan_json scan;
	uint64_t before; /* bytes of the pieces read already */
	const xmlChar *root, *key, *item_word, *nil_name, *nil_uri;
	unsigned depth;
	bool is_list; /* the element that starts is one */
	struct json_frame frames[JSON_DEPTH];
	char piece[JSON_BYTES];
};

extern const yajl_callbacks json_calls; /* their argument: struct xml */

void json_refuse(struct xml *x, const char *code, const char *expected, const char *found);
bool json_goes_on(const struct xml *x);

#endif
