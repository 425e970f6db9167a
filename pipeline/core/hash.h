/* SHA-256 and HMAC-SHA-256 over OpenSSL, contexts re-used. */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include "core/err.h"

#define PSEUDONYM_ID_BYTES 32
#define PSEUDONYM_KEYS_MAX 64 /* one a year outlives every program */

struct sha256;
/* A context that is used again and again: begin, add …, end. sha256_of is all three. Owns: sha256_free.
 * Errors: ERR_NOMEM; ERR_FAULT when OpenSSL has no SHA-256. */
struct sha256 *sha256_new(struct err *e);
void sha256_free(struct sha256 *h);
int sha256_begin(struct sha256 *h, struct err *e);
int sha256_add(struct sha256 *h, const void *data, size_t len, struct err *e);
int sha256_end(struct sha256 *h, unsigned char out[32], struct err *e);
int sha256_of(const void *data, size_t len, unsigned char out[32], struct err *e);
void hash_hex(const unsigned char in[32], char out[65]);

/* Pseudonyms: KEYID:hex of HMAC-SHA-256. The key file holds one line a key: "KEYID HEXKEY [retired]"; the
 * last that is not retired is used. Errors: ERR_USAGE when the file is missing, readable by others, a key is
 * under 32 bytes, an id stands twice, or there are more than PSEUDONYM_KEYS_MAX. */
struct pseudonym;
int pseudonym_open(struct pseudonym **out, const char *path, struct err *e);
/* "KEYID:hex" by the key in use. Shape: out holds at least 128 bytes; returns its length. Errors: ERR_FAULT
 * when OpenSSL fails. */
int pseudonym_of(struct pseudonym *p, const char *text, size_t len, char out[128], struct err *e);
/* The same by a key of the file, retired or not: what was made before the one in use took its place. key: its
 * number in pseudonym_keys. Errors: as pseudonym_of. */
int pseudonym_by(
	const struct pseudonym *p, size_t key, const char *text, size_t len, char out[128], struct err *e);
void pseudonym_free(struct pseudonym *p);

/* A key of the file, told apart from every other without telling it. fingerprint: the first 16 bytes of
 * HMAC-SHA-256 of a fixed text, as hex. */
struct pseudonym_key {
	char id[PSEUDONYM_ID_BYTES + 1], fingerprint[33];
	bool is_retired, is_used; /* is_used: of one key, the last that is not retired */
};
/* The keys in the order of the file. Shape: *n rows, at least one. Borrowed from p. */
const struct pseudonym_key *pseudonym_keys(const struct pseudonym *p, size_t *n);

#endif
