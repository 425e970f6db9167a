/* The formats that a message may be written in, and how what is no XML becomes elements: rows of
 * envelopes.csv (format, root) and json_items.csv.
 *
 * JSON has no name for its root and none for the items of a list. The root is called as the envelope's row
 * says: by a word, or by what stands under a key beside it (`key:service` of the packets of the national
 * portal: a DongBoHoSoMC). A list that json_items.csv names has its items in an element of its own, as XML
 * does (TaiLieuNop/TepDinhKem); any other is its key's element, as often as it has items. Names are in no
 * namespace. Source: RFC8259; MOT-CUA. */
#ifndef EXTRACT_FORMATS_H
#define EXTRACT_FORMATS_H

#include <libxml/xmlstring.h>
#include <libxml/dict.h>
#include "extract/envelope.h"

#define JSON_ITEMS 256 /* rows of json_items.csv */

/* Names are in the dictionary that the parsers are given; in: of the object or list around it, NULL: any. */
struct json_item {
	const xmlChar *in, *list, *item;
};

struct formats {
	size_t nroots, nitems;
	bool has_json;			   /* an envelope of the feed is JSON */
	struct slice keys[ENVELOPES_MOST]; /* of the roots that are called by a key */
	const struct table *encodings;	   /* of XML that is in none of Unicode's */
	const char *date;
	const xmlChar *root; /* of any other JSON; NULL: it is none of the feed's */
	struct json_item items[JSON_ITEMS];
};

/* What the envelopes of the feed allow; of all feeds (is_any), what any does. Texts are borrowed from the
 * catalogue. Errors: ERR_CATALOG at the row, ERR_NOMEM. */
int formats_read(struct formats *out, const struct envelopes *envelopes, struct catalog *c, const char *date,
	xmlDictPtr names, struct err *e);

/* What the items of a list are called that stands under this name, or NULL. */
const xmlChar *formats_item(const struct formats *f, const xmlChar *in, const xmlChar *list);

#endif
