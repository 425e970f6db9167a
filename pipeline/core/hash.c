#include "core/hash.h"

#include <ctype.h>
#include <errno.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct sha256 {
	EVP_MD_CTX *ctx;
	EVP_MD *md;
};

struct sha256 *sha256_new(struct err *e)
{
	struct sha256 *h = calloc(1, sizeof *h);

	if (h && (h->ctx = EVP_MD_CTX_new()) && (h->md = EVP_MD_fetch(NULL, "SHA256", NULL)))
		return h;
	sha256_free(h);
	err_set(e, ERR_NOMEM, "out of memory for a SHA-256 context");
	return NULL;
}

void sha256_free(struct sha256 *h)
{
	if (!h)
		return;
	EVP_MD_CTX_free(h->ctx);
	EVP_MD_free(h->md);
	free(h);
}

/* What OpenSSL could not do is our own fault, unless memory ran out. */
static int hash_fault(struct err *e)
{
	unsigned long code;

	while ((code = ERR_get_error()) != 0)
		if (ERR_GET_REASON(code) == ERR_R_MALLOC_FAILURE)
			return err_set(e, ERR_NOMEM, "out of memory for OpenSSL");
	return err_set(e, ERR_FAULT, "hashing failed in OpenSSL");
}

int sha256_begin(struct sha256 *h, struct err *e)
{
	return EVP_DigestInit_ex2(h->ctx, h->md, NULL) == 1 ? 0 : hash_fault(e);
}

int sha256_add(struct sha256 *h, const void *data, size_t len, struct err *e)
{
	return EVP_DigestUpdate(h->ctx, data, len) == 1 ? 0 : hash_fault(e);
}

int sha256_end(struct sha256 *h, unsigned char out[32], struct err *e)
{
	return EVP_DigestFinal_ex(h->ctx, out, NULL) == 1 ? 0 : hash_fault(e);
}

int sha256_of(const void *data, size_t len, unsigned char out[32], struct err *e)
{
	return SHA256(data, len, out) ? 0 : hash_fault(e);
}

void hash_hex(const unsigned char in[32], char out[65])
{
	static const char digits[] = "0123456789abcdef";

	for (int i = 0; i < 32; i++) {
		out[2 * i] = digits[in[i] >> 4];
		out[2 * i + 1] = digits[in[i] & 15];
	}
	out[64] = '\0';
}

#define KEY_BYTES_MIN 32
#define KEY_BYTES_MAX 128

struct key_bytes {
	unsigned char key[KEY_BYTES_MAX];
	size_t len;
};

struct pseudonym {
	struct pseudonym_key keys[PSEUDONYM_KEYS_MAX];
	struct key_bytes bytes[PSEUDONYM_KEYS_MAX]; /* of each */
	size_t nkeys;
	char id[PSEUDONYM_ID_BYTES + 1];
	unsigned char key[KEY_BYTES_MAX];
	size_t key_len;
	EVP_MAC *mac;
	EVP_MAC_CTX *ctx; /* keyed once; each value re-initialises it without the key schedule */
};

static int key_unhex(const char *hex, unsigned char *out, size_t *len)
{
	size_t n = strlen(hex), i;

	if (n % 2 || n / 2 > KEY_BYTES_MAX)
		return -1;
	for (i = 0; i < n / 2; i++) {
		char two[3] = {hex[2 * i], hex[2 * i + 1], '\0'};

		if (!isxdigit((unsigned char)two[0]) || !isxdigit((unsigned char)two[1]))
			return -1;
		out[i] = (unsigned char)strtoul(two, NULL, 16);
	}
	*len = n / 2;
	return 0;
}

/* No value of a field begins with a NUL: the fingerprint is nobody's pseudonym. */
static int add_key(struct pseudonym *p, const char *path, long line, const char *id, bool is_retired,
	const unsigned char *key, size_t len, struct err *e)
{
	static const unsigned char fixed[] = "\0chiso: fingerprint of a pseudonym key";
	struct pseudonym_key *k = &p->keys[p->nkeys];
	unsigned char mac[32];
	char hex[65];

	if (p->nkeys == PSEUDONYM_KEYS_MAX)
		return err_at(e, ERR_USAGE, path, line, "found more than %d keys", PSEUDONYM_KEYS_MAX);
	for (size_t i = 0; i < p->nkeys; i++)
		if (strcmp(p->keys[i].id, id) == 0)
			return err_at(e, ERR_USAGE, path, line,
				"found key %s twice, expected a new id for a new key", id);
	if (!HMAC(EVP_sha256(), key, (int)len, fixed, sizeof fixed - 1, mac, NULL))
		return hash_fault(e);
	hash_hex(mac, hex);
	snprintf(k->id, sizeof k->id, "%s", id);
	snprintf(k->fingerprint, sizeof k->fingerprint, "%.32s", hex);
	k->is_retired = is_retired;
	memcpy(p->bytes[p->nkeys].key, key, len);
	p->bytes[p->nkeys].len = len;
	p->nkeys++;
	return 0;
}

/* One line "KEYID HEX [retired]". A retired key is checked like any other, and not used. */
static int key_line(struct pseudonym *p, const char *path, long line, char *text, struct err *e)
{
	char id[PSEUDONYM_ID_BYTES + 1], hex[2 * KEY_BYTES_MAX + 1], rest[16] = "";
	unsigned char key[KEY_BYTES_MAX];
	size_t len;
	int n = sscanf(text, "%32s %256s %15s", id, hex, rest);

	if (n < 1 || id[0] == '#')
		return 0;
	if (n < 2 || key_unhex(hex, key, &len) || (n == 3 && strcmp(rest, "retired") != 0))
		return err_at(e, ERR_USAGE, path, line, "found no key, expected: KEYID HEX [retired]");
	if (strchr(id, ':') || len < KEY_BYTES_MIN)
		return err_at(e, ERR_USAGE, path, line,
			"found a key of %zu bytes, expected at least %d and an id without a colon", len,
			KEY_BYTES_MIN);
	if (add_key(p, path, line, id, n == 3, key, len, e))
		return -1;
	if (n == 3)
		return 0;
	snprintf(p->id, sizeof p->id, "%s", id);
	memcpy(p->key, key, len);
	p->key_len = len;
	OPENSSL_cleanse(key, sizeof key);
	return 0;
}

static int read_key(struct pseudonym *p, const char *path, struct err *e)
{
	char text[512];
	struct stat st;
	long line = 0;
	int rc = -1;
	FILE *f = fopen(path, "re");

	if (!f)
		return err_at(e, ERR_USAGE, path, 0, "the key file cannot be opened: %s", strerror(errno));
	if (fstat(fileno(f), &st) || (st.st_mode & (S_IRWXG | S_IRWXO))) {
		err_at(e, ERR_USAGE, path, 0,
			"found mode %04o, expected a key file that only its owner can read (0600)",
			(unsigned)st.st_mode & 07777);
		goto out;
	}
	while (fgets(text, sizeof text, f))
		if (key_line(p, path, ++line, text, e))
			goto out;
	if (!p->key_len) {
		err_at(e, ERR_USAGE, path, 0, "found no key in use, expected a line: KEYID HEX");
		goto out;
	}
	for (size_t i = 0; i < p->nkeys; i++)
		p->keys[i].is_used = strcmp(p->keys[i].id, p->id) == 0;
	rc = 0;
out:
	OPENSSL_cleanse(text, sizeof text);
	fclose(f);
	return rc;
}

int pseudonym_open(struct pseudonym **out, const char *path, struct err *e)
{
	OSSL_PARAM params[2] = {OSSL_PARAM_construct_utf8_string("digest", (char *)(size_t) "SHA256", 0),
		OSSL_PARAM_construct_end()};
	struct pseudonym *p = calloc(1, sizeof *p);

	*out = NULL;
	if (!p)
		return err_set(e, ERR_NOMEM, "out of memory for the pseudonym key");
	if (read_key(p, path, e))
		goto bad;
	p->mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	p->ctx = p->mac ? EVP_MAC_CTX_new(p->mac) : NULL;
	if (!p->ctx || EVP_MAC_init(p->ctx, p->key, p->key_len, params) != 1) {
		hash_fault(e);
		goto bad;
	}
	*out = p;
	return 0;
bad:
	pseudonym_free(p);
	return -1;
}

int pseudonym_of(struct pseudonym *p, const char *text, size_t len, char out[128], struct err *e)
{
	size_t n, id_len = strlen(p->id);
	unsigned char mac[32];

	if (EVP_MAC_init(p->ctx, NULL, 0, NULL) != 1 ||
		EVP_MAC_update(p->ctx, (const unsigned char *)text, len) != 1 ||
		EVP_MAC_final(p->ctx, mac, &n, sizeof mac) != 1)
		return hash_fault(e);
	memcpy(out, p->id, id_len);
	out[id_len] = ':';
	hash_hex(mac, out + id_len + 1);
	return (int)(id_len + 65);
}

int pseudonym_by(
	const struct pseudonym *p, size_t key, const char *text, size_t len, char out[128], struct err *e)
{
	const struct key_bytes *k = &p->bytes[key];
	size_t id_len = strlen(p->keys[key].id);
	unsigned char mac[32];

	if (!HMAC(EVP_sha256(), k->key, (int)k->len, (const unsigned char *)text, len, mac, NULL))
		return hash_fault(e);
	memcpy(out, p->keys[key].id, id_len);
	out[id_len] = ':';
	hash_hex(mac, out + id_len + 1);
	return (int)(id_len + 65);
}

void pseudonym_free(struct pseudonym *p)
{
	if (!p)
		return;
	EVP_MAC_CTX_free(p->ctx);
	EVP_MAC_free(p->mac);
	OPENSSL_cleanse(p->key, sizeof p->key);
	OPENSSL_cleanse(p->bytes, sizeof p->bytes);
	free(p);
}

const struct pseudonym_key *pseudonym_keys(const struct pseudonym *p, size_t *n)
{
	*n = p->nkeys;
	return p->keys;
}
