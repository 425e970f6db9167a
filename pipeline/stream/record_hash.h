/* The SHA-256 of a clean record: the last word in the order of versions (sent_at, message id, record, hash).
 */
#ifndef STREAM_RECORD_HASH_H
#define STREAM_RECORD_HASH_H

#include "core/hash.h"
#include "core/record.h"

/* Hashes the cells of a clean record, in the feed's order, not where it came from (file, record, line,
 * message, sent). Shape: each cell is its length as four bytes, high byte first, and its bytes; a missing one
 * is FF FF FF FF. scratch is reused from call to call. Errors: ERR_NOMEM, ERR_RECORD above
 * LIMIT_RECORD_BYTES. */
int record_hash(
	struct sha256 *h, const struct record *r, struct buf *scratch, unsigned char out[32], struct err *e);

#endif
