#include "extract/input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/limits.h"
#include "extract/input_parts.h"

int input_new(struct input **out, int fd, bool hash_bytes, struct err *e)
{
	struct input *s = malloc(sizeof(*s));

	if (!s)
		return err_set(e, ERR_NOMEM, "out of memory");
	memset(s, 0, offsetof(struct input, in));
	s->fd = fd;
	s->code = "";
	s->next = s->in;
	if (hash_bytes) {
		s->hash = sha256_new(e);
		if (!s->hash || sha256_begin(s->hash, e) < 0) {
			input_free(s);
			return -1;
		}
	}
	*out = s;
	return 0;
}

void input_free(struct input *s)
{
	if (!s)
		return;
	if (s->has_z)
		inflateEnd(&s->z);
	input_zip_free(s->zip);
	sha256_free(s->hash);
	free(s);
}

int input_again(struct input **out, struct input *s, struct err *e)
{
	*out = NULL;
	s->at = lseek(s->fd, 0, SEEK_CUR);
	if (s->at < 0 || lseek(s->fd, 0, SEEK_SET) < 0)
		return 0;
	return input_new(out, s->fd, false, e);
}

void input_again_end(struct input *again, struct input *s)
{
	input_free(again);
	(void)lseek(s->fd, s->at, SEEK_SET); /* it went before */
}

int input_refuse(struct input *s, const char *code, struct err *e, const char *text)
{
	s->code = code;
	return err_set(e, ERR_FILE, "%s", text);
}

int input_fill(struct input *s, size_t want, struct err *e)
{
	if (s->left < want && s->left > 0)
		memmove(s->in, s->next, s->left);
	if (s->left < want)
		s->next = s->in;
	while (s->left < want && !s->at_end) {
		ssize_t n = read(s->fd, s->next + s->left, INPUT_BYTES - s->left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, ERR_NOINPUT, "cannot read: %s", strerror(errno));
		if (n == 0)
			s->at_end = true;
		s->left += (size_t)n;
		s->bytes_in += (uint64_t)n;
	}
	return 0;
}

static bool has_magic(const struct input *s)
{
	return s->left >= 2 && s->next[0] == 0x1f && s->next[1] == 0x8b;
}

static bool is_zip(const struct input *s)
{
	return s->left >= 4 && memcmp(s->next, "PK\3\4", 4) == 0;
}

static int member_begin(struct input *s, struct err *e)
{
	int rc;

	if (s->has_z) {
		rc = inflateReset(&s->z);
	} else {
		rc = inflateInit2(&s->z, 15 + 16);
		s->has_z = rc == Z_OK;
	}
	if (rc != Z_OK)
		return err_set(e, ERR_NOMEM, "out of memory for gzip");
	s->form = FORM_MEMBER;
	return 0;
}

/* After a member: another one, zeros, or the end. */
static int member_next(struct input *s, struct err *e)
{
	for (;;) {
		if (input_fill(s, 2, e) < 0)
			return -1;
		if (has_magic(s))
			return member_begin(s, e);
		if (s->left == 0)
			return 0;
		if (s->next[0] != 0)
			return input_refuse(s, "gzip.bad", e,
				"found other bytes after a gzip member, expected another member or the end");
		s->next++;
		s->left--;
	}
}

int input_check_ratio(struct input *s, uint64_t more, const char *code, struct err *e)
{
	uint64_t out = s->bytes_out + more;

	if (out > LIMIT_GZIP_RATIO_FROM && out / LIMIT_GZIP_RATIO > s->bytes_in)
		return input_refuse(
			s, code, e, "found packed bytes that grow more than 1000 times, expected a feed");
	return 0;
}

static long read_member(struct input *s, char *out, size_t len, struct err *e)
{
	int rc;

	if (input_fill(s, 1, e) < 0)
		return -1;
	if (s->left == 0)
		return input_refuse(s, "gzip.cut_off", e, "found the end of the file inside a gzip member");
	s->z.next_in = s->next;
	s->z.avail_in = (unsigned)s->left;
	s->z.next_out = (unsigned char *)out;
	s->z.avail_out = (unsigned)len;
	rc = inflate(&s->z, Z_NO_FLUSH);
	s->next = s->z.next_in;
	s->left = s->z.avail_in;
	if (rc == Z_MEM_ERROR)
		return err_set(e, ERR_NOMEM, "out of memory for gzip");
	if (rc == Z_STREAM_END)
		s->form = FORM_BETWEEN;
	else if (rc != Z_OK && rc != Z_BUF_ERROR)
		return input_refuse(s, "gzip.bad", e, "found damaged gzip data");
	if (input_check_ratio(s, len - s->z.avail_out, "gzip.ratio", e) < 0)
		return -1;
	return (long)(len - s->z.avail_out);
}

static long read_plain(struct input *s, char *out, size_t len, struct err *e)
{
	size_t n;

	if (input_fill(s, 1, e) < 0)
		return -1;
	n = s->left < len ? s->left : len;
	memcpy(out, s->next, n);
	s->next += n;
	s->left -= n;
	return (long)n;
}

/* Bytes of whichever form the file has; 0 only at its end. */
static long input_step(struct input *s, char *out, size_t len, struct err *e)
{
	for (;;) {
		long n;

		if (s->form == FORM_UNKNOWN) {
			if (input_fill(s, 4, e) < 0)
				return -1;
			s->form = has_magic(s) ? FORM_BETWEEN : is_zip(s) ? FORM_ZIP : FORM_PLAIN;
		}
		if (s->form == FORM_ZIP)
			return input_zip_read(s, out, len, e);
		if (s->form == FORM_PLAIN)
			return read_plain(s, out, len, e);
		if (s->form == FORM_BETWEEN) {
			if (member_next(s, e) < 0)
				return -1;
			if (s->form == FORM_BETWEEN)
				return 0;
		}
		n = read_member(s, out, len, e);
		if (n != 0)
			return n;
	}
}

long input_read(struct input *s, char *out, size_t len, struct err *e)
{
	long n = input_step(s, out, len, e);

	if (n <= 0)
		return n;
	s->bytes_out += (uint64_t)n;
	if (s->bytes_out > LIMIT_FILE_BYTES)
		return input_refuse(
			s, "file.too_large", e, "found more than 64 GiB, expected one file of a feed");
	if (s->hash && sha256_add(s->hash, out, (size_t)n, e) < 0)
		return -1;
	return n;
}

const char *input_code(const struct input *s)
{
	return s->code;
}

int input_drain(struct input *s, struct err *e)
{
	char rest[8192];
	long n;

	do
		n = input_read(s, rest, sizeof(rest), e);
	while (n > 0);
	return n < 0 ? -1 : 0;
}

uint64_t input_bytes_in(const struct input *s)
{
	return s->bytes_in;
}

uint64_t input_bytes_out(const struct input *s)
{
	return s->bytes_out;
}

int input_hash(struct input *s, unsigned char out[32], struct err *e)
{
	memset(out, 0, 32);
	return !s->hash ? 0 : sha256_end(s->hash, out, e);
}
