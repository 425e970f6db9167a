#include "core/record_hash.h"

static int add_cell(struct buf *b, const struct cell *c, struct err *e)
{
	uint32_t n = cell_is_missing(c) ? UINT32_MAX : c->len;
	unsigned char head[4] = {(unsigned char)(n >> 24), (unsigned char)(n >> 16), (unsigned char)(n >> 8),
		(unsigned char)n};

	if (buf_add(b, head, sizeof head, e))
		return -1;
	return cell_is_missing(c) ? 0 : buf_add(b, c->text, c->len, e);
}

int record_hash(
	struct sha256 *h, const struct record *r, struct buf *scratch, unsigned char out[32], struct err *e)
{
	buf_reset(scratch);
	for (size_t i = 0; i < r->ncells; i++)
		if (add_cell(scratch, &r->cells[i], e))
			return -1;
	if (sha256_begin(h, e) || sha256_add(h, scratch->data, scratch->len, e))
		return -1;
	return sha256_end(h, out, e);
}
