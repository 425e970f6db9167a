/* A feed's packet in an envelope that the catalogue does not know: for a file that no feed's paths fit. */
#ifndef EXTRACT_PACKET_H
#define EXTRACT_PACKET_H

#include "extract/formats.h"
#include "extract/path.h"

#define PACKET_KINDS 128 /* different first elements of packets */

struct packet {
	bool is_found;
	unsigned feed; /* as the trie's nodes have it */
	long line;
	char name[200], in[200]; /* of its element and of the document's root, as messages quote them */
};

/* Looks through the document behind fd for the first element, below the root or the root itself, that begins
 * a feed's own part of a record path in t. names: the trie's dictionary. A document that is no XML holds
 * none. Errors: ERR_NOINPUT, ERR_NOMEM. Memory: O(depth). */
int packet_find(const struct trie *t, xmlDictPtr names, const struct formats *formats, int fd,
	struct packet *out, struct err *e);

#endif
