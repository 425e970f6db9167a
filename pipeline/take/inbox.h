/* What lies in the inbox: the names that are input, in the byte order of their paths. */
#ifndef TAKE_INBOX_H
#define TAKE_INBOX_H

#include <stdint.h>
#include "core/buf.h"
#include "core/err.h"
#include "model/catalog.h"

enum entry_kind {
	ENTRY_FILE,
	ENTRY_LINK,
	ENTRY_FOLDER, /* named like a file */
	ENTRY_PIPE,
	ENTRY_SOCKET,
	ENTRY_DEVICE,
	ENTRY_CLOSED, /* a folder that cannot be read: error says why */
	ENTRY_DEEP    /* a folder below INBOX_DEPTH others */
};

#define INBOX_DEPTH 32 /* folders below one another; each costs a descriptor while it is read */

struct inbox_entry {
	const char *path; /* below the inbox; bytes */
	enum entry_kind kind;
	int error;
};

#define INBOX_ENDINGS 32 /* of names that are no input */

struct inbox {
	struct inbox_entry *entries;
	size_t n, cap;
	struct arena arena;
	struct slice endings[INBOX_ENDINGS]; /* of names that are no input */
	size_t nendings;
	const char *aside;		     /* folders that are not entered, separated by blanks */
	uint64_t ignored[INBOX_ENDINGS + 1]; /* by ending; the last: names that begin with a dot */
	uint64_t not_entered;		     /* folders set aside or hidden */
};

/* Reads the rules from the settings inbox_ignored and inbox_aside. Errors: ERR_CATALOG.
 * Owns: *in is yours, inbox_release; c must live as long. */
int inbox_init(struct inbox *in, struct catalog *c, const char *date, struct err *e);
void inbox_release(struct inbox *in);

/* Lists all below the folder fd, which stays the caller's. A folder that cannot be read, or goes away
 * meanwhile, is an entry or nothing; links are not followed. Errors: ERR_NOINPUT when fd itself cannot be
 * read, ERR_NOMEM. Memory: O(names). */
int inbox_list(struct inbox *in, int fd, struct err *e);

/* Files that are no input, of all kinds. */
uint64_t inbox_ignored(const struct inbox *in);

#endif
