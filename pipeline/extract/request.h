/* What extraction is given for a file, and what it finds of it beside the records. */
#ifndef EXTRACT_REQUEST_H
#define EXTRACT_REQUEST_H

#include "core/hash.h"
#include "core/record.h"
#include "model/catalog.h"
#include "model/feed.h"
#include "stream/mends.h"
#include "stream/meta.h"

struct extraction; /* what is kept from file to file: making a feed's plan takes longer than reading a small
		      message */

struct extract_options {
	const struct feed *feed;
	struct catalog *catalog; /* namespaces, fault paths, and the other feeds (to name the one that fits a
				    strange file) */
	const char *date;	 /* YYYY-MM-DD that the catalogue is read at */
	const char *file_id;	 /* _file of every row; NULL: base name, "-" for stdin */
	int64_t now;
	const char *sent_at;	 /* NULL: by the feed's sources */
	const struct meta *meta; /* the sidecar, read already (checked or not); NULL: read beside the file */
	struct pseudonym *pseudonym;
	const struct mends
		*mends;		  /* what takes the place of values of this file, by file_id; NULL: nothing */
	bool hash_bytes;	  /* fill sha256; costs a pass over what a bad file has left */
	bool tells_untaken;	  /* what no field takes is put as rejects, see untaken.h */
	struct extraction **kept; /* NULL: nothing is kept. *kept starts as NULL and is yours to free */
};

struct extract_result {
	unsigned char sha256[32]; /* of the uncompressed bytes; zeros unless hash_bytes */
	uint64_t bytes_in, bytes_xml;
	struct file_verdict verdict; /* its slices point into this struct */
	char sent[26];
	char sent_from[16]; /* path, name, meta, arrival; given when options say so */
	char reason[800];
};

#endif
