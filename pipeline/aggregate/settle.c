#include "aggregate/settle.h"

#include <stdlib.h>
#include <string.h>
#include "aggregate/files.h"
#include "core/clock.h"
#include "core/hash.h"
#include "core/sort.h"
#include "stream/record_hash.h"

/* What a sorted item says of itself before its cells. */
struct item {
	uint32_t file, key; /* number of the file; length of the record's key in the sort key */
	uint32_t message;
	int64_t sent;
	unsigned char hash[32];
};

struct settler {
	struct sink sink; /* first */
	const struct feed *feed;
	struct settle_options options;
	settled_fn *fn;
	void *arg;
	struct sorter *sorter;
	struct files files;
	struct sha256 *sha;
	struct buf key, body, scratch;
	struct buf last, last_key; /* the greatest version of the key so far */
	struct cell *cells;
	struct settle_counts counts;
};

/* A text in a sort key: 00 becomes 00 FF, the end is 00 00, so that no text is the beginning of another. */
static int add_key(struct buf *b, const char *text, size_t len, struct err *e)
{
	for (size_t i = 0; i < len; i++)
		if (buf_add_char(b, text[i], e) || (!text[i] && buf_add_char(b, '\xff', e)))
			return -1;
	return buf_add(b, "\0\0", 2, e);
}

static int record_key(struct settler *s, const struct record *r, struct err *e)
{
	buf_reset(&s->key);
	for (size_t i = 0; i < s->feed->nkey; i++) {
		const struct cell *c = &r->cells[s->feed->key[i]];

		if (add_key(&s->key, c->text, cell_is_missing(c) ? 0 : c->len, e))
			return -1;
	}
	return 0;
}

static bool is_of_part(const struct settler *s)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < s->key.len; i++)
		h = (h ^ (unsigned char)s->key.data[i]) * 1099511628211u;
	h ^= h >> 32;
	return s->options.parts == 0 || h % s->options.parts == s->options.part - 1;
}

static int read_sent(const struct record *r, int64_t *sent, struct err *e)
{
	struct err bad = {0};

	*sent = INT64_MIN;
	if (r->sent.len && clock_parse(r->sent.text, r->sent.len, sent, &bad))
		return err_set(
			e, ERR_FILE, "record %llu: _sent: %s", (unsigned long long)r->number, bad.text);
	return 0;
}

static int add_order(struct settler *s, const struct record *r, const struct item *it, struct err *e)
{
	uint64_t n = (uint64_t)it->sent ^ (UINT64_C(1) << 63);
	unsigned char big[8];

	for (int i = 0; i < 8; i++)
		big[i] = (unsigned char)(n >> (56 - 8 * i));
	if (buf_add(&s->key, big, 8, e) || add_key(&s->key, r->message.text, r->message.len, e))
		return -1;
	for (int i = 0; i < 8; i++)
		big[i] = (unsigned char)(r->number >> (56 - 8 * i));
	return buf_add(&s->key, big, 8, e) || buf_add(&s->key, it->hash, 32, e) ? -1 : 0;
}

static int add_body(struct settler *s, const struct record *r, const struct item *it, struct err *e)
{
	buf_reset(&s->body);
	if (buf_add(&s->body, it, sizeof(*it), e) ||
		buf_add(&s->body, r->message.text ? r->message.text : "", r->message.len, e))
		return -1;
	for (size_t i = 0; i < r->ncells; i++) {
		const struct cell *c = &r->cells[i];
		uint32_t len = cell_is_missing(c) ? UINT32_MAX : c->len;

		if (buf_add(&s->body, &len, sizeof(len), e) ||
			(len != UINT32_MAX && buf_add(&s->body, c->text, len, e)))
			return -1;
	}
	return 0;
}

static int give(
	struct settler *s, const struct record *r, int64_t sent, const unsigned char hash[32], struct err *e)
{
	char text[26] = "";

	if (sent != INT64_MIN)
		clock_format(sent, text);
	s->counts.kept++;
	return s->fn(s->arg, r, text, hash, e);
}

static int put_settled(struct settler *s, const struct record *r, const struct item *it, struct err *e)
{
	if (s->last_key.len && slice_compare(buf_slice(&s->last_key), buf_slice(&s->key)) >= 0)
		return err_set(e, ERR_FILE,
			"record %llu: found keys out of order or twice, expected a settled stream",
			(unsigned long long)r->number);
	buf_reset(&s->last_key);
	if (buf_add(&s->last_key, s->key.data, s->key.len, e))
		return -1;
	return give(s, r, it->sent, it->hash, e);
}

static int put_clean(struct settler *s, const struct record *r, struct err *e)
{
	struct item it = {0};

	if (r->ncells != s->feed->nclean)
		return err_set(e, ERR_FAULT, "a record of %zu cells reached a feed of %zu", r->ncells,
			s->feed->nclean);
	if (record_key(s, r, e))
		return -1;
	if (!is_of_part(s))
		return 0;
	s->counts.read++;
	it.key = (uint32_t)s->key.len;
	it.message = (uint32_t)r->message.len;
	if (s->options.is_trusted)
		return read_sent(r, &it.sent, e) ? -1 : give(s, r, it.sent, it.hash, e);
	if (read_sent(r, &it.sent, e) || record_hash(s->sha, r, &s->scratch, it.hash, e))
		return -1;
	if (s->options.is_settled)
		return put_settled(s, r, &it, e);
	if (files_find(&s->files, r->file, &it.file, e) || add_order(s, r, &it, e) || add_body(s, r, &it, e))
		return -1;
	return sorter_add(s->sorter, buf_slice(&s->key), buf_slice(&s->body), e);
}

static int put_file(struct settler *s, const struct record *r, struct err *e)
{
	uint32_t number;

	s->counts.files++;
	if (r->verdict.is_ok)
		return 0;
	s->counts.bad_files++;
	if (s->options.is_settled)
		return err_set(e, ERR_FILE, "found the row of a bad file, expected a settled stream");
	if (files_find(&s->files, r->file, &number, e))
		return -1;
	files_void(&s->files, number);
	return 0;
}

static int put_settler(struct sink *self, const struct record *r, struct err *e)
{
	struct settler *s = (struct settler *)self;

	if (r->kind == RECORD_CLEAN)
		return put_clean(s, r, e);
	if (r->kind == RECORD_FILE)
		return put_file(s, r, e);
	if (r->kind == RECORD_RAW)
		return err_set(e, ERR_FILE, "found raw records, expected clean ones");
	return 0;
}

static int reject_settler(struct sink *self, const struct reject *r, struct err *e)
{
	(void)self, (void)r, (void)e;
	return 0;
}

int settler_new(struct settler **out, const struct feed *f, const struct settle_options *o, settled_fn *fn,
	void *arg, struct err *e)
{
	struct settler *s = calloc(1, sizeof(*s));
	int rc = -1;

	if (!s)
		return err_set(e, ERR_NOMEM, "out of memory for settling");
	s->sink = (struct sink){put_settler, reject_settler};
	s->feed = f;
	s->options = *o;
	s->fn = fn;
	s->arg = arg;
	s->cells = calloc(f->nclean + 1, sizeof(*s->cells));
	s->sha = sha256_new(e);
	if (!s->cells || !s->sha || sorter_new(&s->sorter, o->sort_bytes, e)) {
		err_set(e, ERR_NOMEM, "out of memory for settling");
		goto out;
	}
	*out = s;
	s = NULL;
	rc = 0;
out:
	settler_free(s);
	return rc;
}

void settler_free(struct settler *s)
{
	if (!s)
		return;
	sorter_free(s->sorter);
	files_release(&s->files);
	sha256_free(s->sha);
	buf_release(&s->key);
	buf_release(&s->body);
	buf_release(&s->scratch);
	buf_release(&s->last);
	buf_release(&s->last_key);
	free(s->cells);
	free(s);
}

struct sink *settler_sink(struct settler *s)
{
	return &s->sink;
}

/* Gives the greatest version of the key that ended. */
static int give_last(struct settler *s, struct err *e)
{
	struct item it;
	struct record r = {.kind = RECORD_CLEAN, .cells = s->cells, .ncells = s->feed->nclean};

	if (!s->last.len)
		return 0;
	memcpy(&it, s->last.data, sizeof(it));
	const char *at = s->last.data + sizeof(it);
	r.message = (struct slice){at, it.message};
	at += it.message;
	for (size_t i = 0; i < r.ncells; i++) {
		uint32_t len;

		memcpy(&len, at, sizeof(len));
		at += sizeof(len);
		s->cells[i] = len == UINT32_MAX ? (struct cell){NULL, 0, CELL_ABSENT}
						: (struct cell){at, len, CELL_TEXT};
		at += len == UINT32_MAX ? 0 : len;
	}
	return give(s, &r, it.sent, it.hash, e);
}

static int take_item(void *arg, struct slice key, struct slice body, struct err *e)
{
	struct settler *s = arg;
	struct item it;

	memcpy(&it, body.text, sizeof(it));
	if (files_is_void(&s->files, it.file)) {
		s->counts.rejected++;
		return 0;
	}
	struct slice own = {key.text, it.key};
	if (s->last.len && slice_same(own, buf_slice(&s->last_key)))
		s->counts.duplicate++;
	else if (give_last(s, e))
		return -1;
	buf_reset(&s->last);
	buf_reset(&s->last_key);
	return buf_add(&s->last, body.text, body.len, e) || buf_add(&s->last_key, own.text, own.len, e) ? -1
													: 0;
}

int settler_finish(struct settler *s, struct settle_counts *counts, struct err *e)
{
	int rc = sorter_read(s->sorter, take_item, s, e);

	if (rc == 0)
		rc = give_last(s, e);
	*counts = s->counts;
	return rc;
}
