/* A growable byte buffer with a maximum, and slices of text. */
#ifndef CORE_BUF_H
#define CORE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include "core/err.h"

/* Borrowed text; not NUL-terminated. */
struct slice {
	const char *text;
	size_t len;
};

#define SLICE(lit) ((struct slice){(lit), sizeof(lit) - 1})

struct slice slice_from(const char *text); /* strlen; NULL gives an empty slice */
bool slice_equals(struct slice a, const char *text);
bool slice_same(struct slice a, struct slice b);
int slice_compare(struct slice a, struct slice b); /* memcmp order */
struct slice slice_trim(struct slice s);	   /* without blanks and control bytes at its ends */

/* A zeroed struct with max_bytes set is an empty buffer. */
struct buf {
	char *data; /* always NUL-terminated once anything was added */
	size_t len, cap;
	size_t max_bytes; /* 0: LIMIT_BUF_BYTES */
};

/* Errors: ERR_NOMEM, ERR_RECORD when the maximum is reached. */
int buf_add(struct buf *b, const void *data, size_t len, struct err *e);
int buf_add_str(struct buf *b, const char *text, struct err *e);
int buf_add_char(struct buf *b, char c, struct err *e);
int buf_addf(struct buf *b, struct err *e, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
int buf_reserve(struct buf *b, size_t more, struct err *e);
void buf_reset(struct buf *b); /* empty, keeps the memory */
void buf_release(struct buf *b);
struct slice buf_slice(const struct buf *b);

/* An arena: many small strings, freed at once. A zeroed struct is empty. Errors: ERR_NOMEM. */
struct arena {
	struct arena_block *head;
};
void *arena_alloc(struct arena *a, size_t size, struct err *e); /* zeroed, aligned; NULL on error */
char *arena_copy(struct arena *a, const char *text, size_t len, struct err *e); /* NUL-terminated */
void arena_release(struct arena *a);

#endif
