#include "stream/record_hash.h"

#include <string.h>

/* Room was made for it. */
static void add_cell(struct buf *b, const struct cell *c)
{
	uint32_t n = cell_is_missing(c) ? UINT32_MAX : c->len;
	char *p = b->data + b->len;

	p[0] = (char)(n >> 24);
	p[1] = (char)(n >> 16);
	p[2] = (char)(n >> 8);
	p[3] = (char)n;
	b->len += 4;
	if (cell_is_missing(c))
		return;
	memcpy(p + 4, c->text, n);
	b->len += n;
}

static size_t size_of(const struct record *r)
{
	size_t n = 4 * r->ncells;

	for (size_t i = 0; i < r->ncells; i++)
		n += cell_is_missing(&r->cells[i]) ? 0 : r->cells[i].len;
	return n;
}

int record_hash(
	struct sha256 *h, const struct record *r, struct buf *scratch, unsigned char out[32], struct err *e)
{
	buf_reset(scratch);
	if (buf_reserve(scratch, size_of(r), e))
		return -1;
	for (size_t i = 0; i < r->ncells; i++)
		add_cell(scratch, &r->cells[i]);
	if (sha256_begin(h, e) || sha256_add(h, scratch->data, scratch->len, e))
		return -1;
	return sha256_end(h, out, e);
}
