#include "core/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/limits.h"

struct slice slice_from(const char *text)
{
	return (struct slice){text ? text : "", text ? strlen(text) : 0};
}

bool slice_equals(struct slice a, const char *text)
{
	return slice_same(a, slice_from(text));
}

bool slice_same(struct slice a, struct slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.text, b.text, a.len) == 0);
}

int slice_compare(struct slice a, struct slice b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n ? memcmp(a.text, b.text, n) : 0;

	return c ? c : (a.len > b.len) - (a.len < b.len);
}

struct slice slice_trim(struct slice s)
{
	while (s.len > 0 && (unsigned char)s.text[0] <= ' ') {
		s.text++;
		s.len--;
	}
	while (s.len > 0 && (unsigned char)s.text[s.len - 1] <= ' ')
		s.len--;
	return s;
}

/* Always with room for a NUL behind the text, so that data can be printed. The maximum is an error of the
 * record that filled it, not of memory. */
int buf_reserve(struct buf *b, size_t more, struct err *e)
{
	size_t max = b->max_bytes ? b->max_bytes : LIMIT_BUF_BYTES;
	size_t want, cap = b->cap ? b->cap : 64;
	char *data;

	if (more > max || b->len > max - more)
		return err_set(e, ERR_RECORD, "found more than %zu bytes, expected at most that", max);
	want = b->len + more + 1;
	if (want <= b->cap)
		return 0;
	while (cap < want)
		cap *= 2;
	data = realloc(b->data, cap);
	if (!data)
		return err_set(e, ERR_NOMEM, "out of memory for %zu bytes", cap);
	b->data = data;
	b->cap = cap;
	return 0;
}

int buf_add(struct buf *b, const void *data, size_t len, struct err *e)
{
	/* most additions fit: the call is for those that do not */
	if (b->len + len + 1 > b->cap || (b->max_bytes && b->len + len > b->max_bytes))
		if (buf_reserve(b, len, e))
			return -1;
	if (len)
		memcpy(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
	return 0;
}

int buf_add_str(struct buf *b, const char *text, struct err *e)
{
	return buf_add(b, text, strlen(text), e);
}

int buf_add_char(struct buf *b, char c, struct err *e)
{
	return buf_add(b, &c, 1, e);
}

int buf_addf(struct buf *b, struct err *e, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		return err_set(e, ERR_FAULT, "a format cannot be printed");
	if (buf_reserve(b, (size_t)n, e))
		return -1;
	va_start(ap, fmt);
	vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
	return 0;
}

void buf_reset(struct buf *b)
{
	b->len = 0;
	if (b->data)
		b->data[0] = '\0';
}

void buf_release(struct buf *b)
{
	free(b->data);
	b->data = NULL;
	b->len = b->cap = 0;
}

struct slice buf_slice(const struct buf *b)
{
	return (struct slice){b->data ? b->data : "", b->len};
}

struct arena_block {
	struct arena_block *next;
	size_t used, cap;
	_Alignas(16) char data[];
};

/* The first of an arena is small: there is one a formula. */
#define ARENA_FIRST_BYTES 1024
#define ARENA_BLOCK_BYTES 65536

static struct arena_block *grow_arena(struct arena *a, size_t size, struct err *e)
{
	size_t next = a->head ? 2 * a->head->cap : ARENA_FIRST_BYTES;
	size_t usual = next < ARENA_BLOCK_BYTES ? next : ARENA_BLOCK_BYTES;
	size_t cap = size > usual ? size : usual;
	struct arena_block *b = calloc(1, sizeof *b + cap);

	if (!b) {
		err_set(e, ERR_NOMEM, "out of memory for %zu bytes", cap);
		return NULL;
	}
	b->cap = cap;
	b->next = a->head;
	a->head = b;
	return b;
}

void *arena_alloc(struct arena *a, size_t size, struct err *e)
{
	struct arena_block *b = a->head;

	void *p;

	if (size > SIZE_MAX / 2) {
		err_set(e, ERR_NOMEM, "out of memory for %zu bytes", size);
		return NULL;
	}
	size = (size + 15) & ~(size_t)15;
	if (!b || b->cap - b->used < size)
		b = grow_arena(a, size, e);
	if (!b)
		return NULL;
	p = b->data + b->used;
	b->used += size;
	return p;
}

char *arena_copy(struct arena *a, const char *text, size_t len, struct err *e)
{
	char *p = arena_alloc(a, len + 1, e);

	if (p && len)
		memcpy(p, text, len);
	return p;
}

void arena_release(struct arena *a)
{
	struct arena_block *b = a->head, *next;

	for (; b; b = next) {
		next = b->next;
		free(b);
	}
	a->head = NULL;
}
