#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "stream/frames.h"
#include "stream/frames_kinds.h"

#define BLOCK_BYTES (256u << 10)

struct frames {
	int fd;
	struct sink *next;
	bool has_ended, is_done; /* the `end` row came; the file at hand is over */
	char *data;		 /* [at, len) is not yet taken */
	size_t at, len, cap;
	struct buf file, message, sent;
	struct cell *cells;
	size_t ncells_cap;
	struct buf words[3]; /* of a reject, NUL-terminated */
};

/* The body of one frame. */
struct body {
	const unsigned char *p, *end;
	bool is_bad;
};

static uint64_t take_varint(struct body *b)
{
	uint64_t v = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (b->p == b->end)
			break;
		v |= (uint64_t)(*b->p & 127) << shift;
		if (*b->p++ < 128)
			return v;
	}
	b->is_bad = true;
	return 0;
}

static unsigned char take_byte(struct body *b)
{
	if (b->p < b->end)
		return *b->p++;
	b->is_bad = true;
	return 0;
}

static struct slice take_bytes(struct body *b, uint64_t n)
{
	struct slice s = {(const char *)b->p, 0};

	if (n > (uint64_t)(b->end - b->p)) {
		b->is_bad = true;
		return s;
	}
	s.len = (size_t)n;
	b->p += n;
	return s;
}

static struct slice take_slice(struct body *b)
{
	return take_bytes(b, take_varint(b));
}

static struct cell take_cell(struct body *b)
{
	uint64_t v = take_varint(b);
	struct slice s;

	if (v < 3)
		return (struct cell){NULL, 0, (enum cell_state)v};
	s = take_bytes(b, v - 3);
	return (struct cell){s.text, (uint32_t)s.len, CELL_TEXT};
}

static int keep(struct buf *last, struct slice s, struct err *e)
{
	buf_reset(last);
	return buf_add(last, s.text, s.len, e);
}

static int take_origin(struct frames *f, struct body *b, struct record *r, struct err *e)
{
	unsigned char flags = take_byte(b);

	if (((flags & FRAME_HAS_FILE) && keep(&f->file, take_slice(b), e)) ||
		((flags & FRAME_HAS_MESSAGE) && keep(&f->message, take_slice(b), e)) ||
		((flags & FRAME_HAS_SENT) && keep(&f->sent, take_slice(b), e)))
		return -1;
	r->file = buf_slice(&f->file);
	r->message = buf_slice(&f->message);
	r->sent = buf_slice(&f->sent);
	return 0;
}

static int broken(struct err *e)
{
	return err_set(e, ERR_FAULT, "the parser sent a frame that cannot be read");
}

static int need_cells(struct frames *f, size_t n, struct err *e)
{
	struct cell *more;

	if (n <= f->ncells_cap)
		return 0;
	more = realloc(f->cells, n * sizeof *more);
	if (!more)
		return err_set(e, ERR_NOMEM, "out of memory for a record");
	f->cells = more;
	f->ncells_cap = n;
	return 0;
}

static int take_record(struct frames *f, enum record_kind kind, struct body *b, struct err *e)
{
	struct record r = {.kind = kind};
	uint64_t n;

	if (take_origin(f, b, &r, e))
		return -1;
	r.number = take_varint(b);
	r.line = take_varint(b);
	n = take_varint(b);
	if (b->is_bad || n > (uint64_t)(b->end - b->p)) /* a cell has at least one byte */
		return broken(e);
	if (need_cells(f, (size_t)n, e))
		return -1;
	for (size_t i = 0; i < n; i++)
		f->cells[i] = take_cell(b);
	r.cells = f->cells;
	r.ncells = (size_t)n;
	return b->is_bad || b->p != b->end ? broken(e) : f->next->put(f->next, &r, e);
}

static int take_file(struct frames *f, struct body *b, struct err *e)
{
	struct record r = {.kind = RECORD_FILE};

	r.verdict.is_ok = take_byte(b) == 1;
	r.verdict.read = take_varint(b);
	r.verdict.rejected = take_varint(b);
	r.verdict.strangers = take_varint(b);
	r.verdict.dropped = (int64_t)take_varint(b) - 1;
	r.verdict.sent_from = take_slice(b);
	r.verdict.reason = take_slice(b);
	r.sent = take_slice(b);
	r.file = take_slice(b);
	return b->is_bad || b->p != b->end ? broken(e) : f->next->put(f->next, &r, e);
}

static int take_reject(struct frames *f, struct body *b, struct err *e)
{
	struct reject r = {.severity = (enum reject_severity)take_byte(b)};

	r.file = take_slice(b);
	r.number = take_varint(b);
	r.line = take_varint(b);
	for (int i = 0; i < 3; i++)
		if (keep(&f->words[i], take_slice(b), e))
			return -1;
	r.field = f->words[0].data;
	r.code = f->words[1].data;
	r.expected = f->words[2].data;
	r.found = take_slice(b);
	r.agency = take_slice(b);
	r.key = take_slice(b);
	if (b->is_bad || b->p != b->end || r.severity > REJECT_FILE)
		return broken(e);
	return f->next->reject(f->next, &r, e);
}

static int take_error(struct body *b, struct err *e)
{
	enum err_kind kind = (enum err_kind)take_varint(b);
	long line = (long)take_varint(b);
	struct slice file = take_slice(b), text = take_slice(b);
	char name[128];

	if (b->is_bad)
		return broken(e);
	snprintf(name, sizeof name, "%.*s", (int)file.len, file.text);
	return err_at(e, kind, name, line, "%.*s", (int)text.len, text.text);
}

static int take_frame(struct frames *f, const char *data, size_t len, struct err *e)
{
	struct body b = {(const unsigned char *)data + 1, (const unsigned char *)data + len, false};
	struct record end = {.kind = RECORD_END};

	if (len == 0 || (f->has_ended && data[0] != FRAME_DONE))
		return broken(e);
	switch (data[0]) {
	case FRAME_CLEAN:
		return take_record(f, RECORD_CLEAN, &b, e);
	case FRAME_RAW:
		return take_record(f, RECORD_RAW, &b, e);
	case FRAME_REJECT:
		return take_reject(f, &b, e);
	case FRAME_FILE:
		return take_file(f, &b, e);
	case FRAME_ERROR:
		return take_error(&b, e);
	case FRAME_END:
		end.number = take_varint(&b);
		f->has_ended = true;
		return f->next->put(f->next, &end, e);
	case FRAME_DONE:
		f->is_done = true;
		return 0;
	}
	return broken(e);
}

/* Room for at least n more bytes behind len; what is left moves to the front. */
static int make_room(struct frames *f, size_t n, struct err *e)
{
	char *more;

	memmove(f->data, f->data + f->at, f->len - f->at);
	f->len -= f->at;
	f->at = 0;
	if (f->cap - f->len >= n)
		return 0;
	more = realloc(f->data, f->len + n);
	if (!more)
		return err_set(e, ERR_NOMEM, "out of memory for a frame");
	f->data = more;
	f->cap = f->len + n;
	return 0;
}

/* Takes every frame that is whole, up to the end of a file. */
static int take_whole(struct frames *f, struct err *e)
{
	uint32_t n;

	while (f->len - f->at >= sizeof n) {
		memcpy(&n, f->data + f->at, sizeof n);
		if (n > FRAME_BYTES)
			return broken(e);
		if (f->len - f->at - sizeof n < n)
			return make_room(f, n + BLOCK_BYTES, e);
		if (take_frame(f, f->data + f->at + sizeof n, n, e))
			return -1;
		f->at += sizeof n + n;
		if (f->is_done)
			return 0;
	}
	return make_room(f, BLOCK_BYTES, e);
}

int frames_next(struct frames *f, struct sink *next, bool *is_done, struct err *e)
{
	ssize_t n;

	*is_done = f->is_done = f->has_ended = false;
	f->next = next;
	while (!take_whole(f, e)) {
		*is_done = f->is_done;
		if (f->is_done)
			return 0;
		do {
			n = read(f->fd, f->data + f->len, f->cap - f->len);
		} while (n < 0 && errno == EINTR);
		if (n < 0)
			return err_set(e, ERR_FAULT, "reading from the parser failed: %s", strerror(errno));
		if (n == 0)
			return 0; /* a frame cut in the middle: the caller sees that no end came */
		f->len += (size_t)n;
	}
	return -1;
}

int frames_new(struct frames **out, int fd, struct err *e)
{
	struct frames *f = calloc(1, sizeof *f);

	*out = NULL;
	if (f)
		f->data = malloc(BLOCK_BYTES);
	if (!f || !f->data) {
		free(f);
		return err_set(e, ERR_NOMEM, "out of memory for frames");
	}
	f->fd = fd;
	f->cap = BLOCK_BYTES;
	*out = f;
	return 0;
}

void frames_free(struct frames *f)
{
	if (!f)
		return;
	free(f->data);
	free(f->cells);
	buf_release(&f->file);
	buf_release(&f->message);
	buf_release(&f->sent);
	for (int i = 0; i < 3; i++)
		buf_release(&f->words[i]);
	free(f);
}

int frames_read(int fd, struct sink *next, bool *ended, struct err *e)
{
	struct frames *f;
	bool is_done = true;
	int rc;

	*ended = false;
	if (frames_new(&f, fd, e))
		return -1;
	do {
		rc = frames_next(f, next, &is_done, e);
		*ended = *ended || f->has_ended;
	} while (!rc && is_done);
	frames_free(f);
	return rc;
}
