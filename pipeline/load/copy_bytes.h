/* Bytes of the binary COPY format, most significant first: shared by the copy files only. */
#ifndef LOAD_COPY_BYTES_H
#define LOAD_COPY_BYTES_H

#include <stdbool.h>
#include <stdint.h>
#include "core/record.h"

static inline void copy_store2(char *p, uint16_t v)
{
	p[0] = (char)(v >> 8);
	p[1] = (char)v;
}

static inline void copy_store4(char *p, uint32_t v)
{
	p[0] = (char)(v >> 24);
	p[1] = (char)(v >> 16);
	p[2] = (char)(v >> 8);
	p[3] = (char)v;
}

/* Room for n bytes behind the buffer's end, which moves on. What is encoded is not text: no NUL follows it.
 */
static inline char *take_room(struct buf *b, size_t n, struct err *e)
{
	char *p;

	if (b->cap - b->len <= n && buf_reserve(b, n, e))
		return NULL;
	p = b->data + b->len;
	b->len += n;
	return p;
}

/* A canonical decimal as PostgreSQL's numeric. Errors: ERR_RECORD. */
int copy_numeric(struct buf *b, const struct cell *c, struct err *e);

/* Digits from `from`, `whole` of them before the point, without a leading zero unless it is the only one. */
bool copy_is_canonical(const char *text, size_t from, size_t whole);
/* Errors: ERR_RECORD, always: what was found, masked, and what was expected. */
int copy_refuse(struct err *e, const struct cell *c, const char *expected);

#endif
