/* Looks at a document's bytes before the parser does, for what the parser must not meet.
 *
 * libxml2 (2.9.14) compares every attribute of an element with every other before it calls us: 2.5 MB of them
 * take 41 s. It also takes a NUL for the document's end and asks for nothing behind it. And an encoding that
 * is not looked through here could hide both. */
#ifndef CORE_SCAN_H
#define CORE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum scan_form { SCAN_UNKNOWN, SCAN_BYTES, SCAN_LITTLE, SCAN_BIG }; /* UTF-8 or US-ASCII; UTF-16 */

enum scan_fault {
	SCAN_GOOD,
	SCAN_ATTRIBUTES, /* more attributes and namespaces in one start tag than the limits together */
	SCAN_NUL,
	SCAN_ENCODING, /* UTF-32 or EBCDIC */
	SCAN_HALF      /* the document ends inside a character of UTF-16 */
};

enum scan_state { SCAN_CONTENT, SCAN_LESS, SCAN_OPENING, SCAN_TAG, SCAN_SECTION };

/* A zeroed struct is a scan before the first byte. */
struct scan {
	enum scan_form form;
	enum scan_state state;
	enum scan_fault fault;
	long line;	     /* lines ended so far; of the fault, from 1 */
	unsigned attributes; /* of the start tag at hand */
	char quote;	     /* inside one of its values */
	unsigned opened;     /* bytes known of a section's opening */
	const char *close;   /* what stands before the > that ends the section */
	char before[2];	     /* the last two bytes of the section */
	unsigned char odd;   /* the first half of a character of UTF-16 */
	bool has_odd, has_high;
};

/* The document's next bytes, however they are cut; only the first time at least four, or all there are.
 * Returns false when s->fault says why the document must not be read on. Memory: O(1). */
bool scan_add(struct scan *s, const char *bytes, size_t len);

/* No more bytes. */
bool scan_end(struct scan *s);

/* Whether a document of this form may say that it has this encoding: libxml2 would change over to it, and the
 * rest would be other characters than those looked at. */
bool scan_may_be(const struct scan *s, const char *encoding);

#endif
