/* Looks at JSON bytes before the parser does, for what the parser must not meet.
 *
 * yajl (2.1.0) writes a question mark for half a character (`\uD83D` alone), takes two halves that do not fit
 * for another character, and keeps a text in memory until it ends, however long it is. */
#ifndef CORE_SCAN_JSON_H
#define CORE_SCAN_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum scan_json_fault {
	SCAN_JSON_GOOD,
	SCAN_JSON_HALF,	   /* half a character of UTF-16, written \uXXXX */
	SCAN_JSON_CONTROL, /* a control character, written \uXXXX: XML could not say it either */
	SCAN_JSON_LONG	   /* a text over LIMIT_JSON_TEXT_BYTES */
};

/* A zeroed struct is a scan before the first byte. */
struct scan_json {
	enum scan_json_fault fault;
	uint64_t offset;  /* bytes looked at; of the fault, from 1 */
	unsigned control; /* the character of SCAN_JSON_CONTROL */
	bool is_text, is_escaped, wants_low;
	unsigned hex; /* digits of \uXXXX still to come */
	unsigned unit;
	size_t len; /* of the text at hand */
};

/* The document's next bytes, however they are cut. Returns false when s->fault says why it must not be read
 * on. Memory: O(1). */
bool scan_json_add(struct scan_json *s, const char *bytes, size_t len);

#endif
