#include "stream/frames.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "stream/frames_kinds.h"

#define FLUSH_BYTES 65536

#define VARINT_BYTES 10 /* the most that 64 bits need */

static char *write_varint(char *p, uint64_t v)
{
	for (; v >= 128; v >>= 7)
		*p++ = (char)(v | 128);
	*p++ = (char)v;
	return p;
}

static int add_varint(struct buf *b, uint64_t v, struct err *e)
{
	char bytes[VARINT_BYTES];

	return buf_add(b, bytes, (size_t)(write_varint(bytes, v) - bytes), e);
}

static int add_slice(struct buf *b, struct slice s, struct err *e)
{
	return add_varint(b, s.len, e) || buf_add(b, s.text, s.len, e) ? -1 : 0;
}

static int add_text(struct buf *b, const char *text, struct err *e)
{
	return add_slice(b, slice_from(text), e);
}

/* Absent, empty, nil, or the text with its length and three. */
static char *write_cell(char *p, const struct cell *c)
{
	if (c->state != CELL_TEXT) {
		*p++ = (char)c->state;
		return p;
	}
	p = write_varint(p, (uint64_t)c->len + 3);
	memcpy(p, c->text, c->len);
	return p + c->len;
}

/* Most of what a parser sends: room is made once for all of a record's cells. */
static int add_cells(struct buf *b, const struct record *r, struct err *e)
{
	size_t most = VARINT_BYTES * r->ncells;
	char *p;

	for (size_t i = 0; i < r->ncells; i++)
		most += r->cells[i].len;
	if (buf_reserve(b, most, e))
		return -1;
	p = b->data + b->len;
	for (size_t i = 0; i < r->ncells; i++)
		p = write_cell(p, &r->cells[i]);
	b->len = (size_t)(p - b->data);
	return 0;
}

/* The frame's head; its length is written over by end_frame. */
static int begin_frame(struct buf *b, enum frame_kind kind, size_t *at, struct err *e)
{
	char head[5] = {0, 0, 0, 0, (char)kind};

	*at = b->len;
	return buf_add(b, head, sizeof head, e);
}

static int end_frame(struct buf *b, size_t at, struct err *e)
{
	uint32_t n = (uint32_t)(b->len - at - 4);

	if (n > FRAME_BYTES)
		return err_set(
			e, ERR_FILE, "found a record of %u bytes, expected at most %u", n, FRAME_BYTES);
	memcpy(b->data + at, &n, sizeof n);
	return 0;
}

static int write_all(int fd, const char *data, size_t len, struct err *e)
{
	while (len) {
		ssize_t n = write(fd, data, len);

		if (n < 0 && errno != EINTR)
			return err_set(e, ERR_WRITE, "writing to the loader failed: %s", strerror(errno));
		if (n > 0) {
			data += n;
			len -= (size_t)n;
		}
	}
	return 0;
}

int frame_flush(struct frame_writer *w, struct err *e)
{
	int rc = write_all(w->fd, w->out.data, w->out.len, e);

	buf_reset(&w->out);
	return rc;
}

static int flush_if_full(struct frame_writer *w, struct err *e)
{
	return w->out.len >= FLUSH_BYTES ? frame_flush(w, e) : 0;
}

/* Adds s unless it is what went before; returns the flag in *flags. */
static int remember(struct buf *last, struct slice s, char flag, char *flags, struct err *e)
{
	if (slice_same(buf_slice(last), s))
		return 0;
	*flags = (char)(*flags | flag);
	buf_reset(last);
	return buf_add(last, s.text, s.len, e);
}

static int add_origin(struct frame_writer *w, struct buf *b, const struct record *r, struct err *e)
{
	char flags = 0;

	if (remember(&w->file, r->file, FRAME_HAS_FILE, &flags, e) ||
		remember(&w->message, r->message, FRAME_HAS_MESSAGE, &flags, e) ||
		remember(&w->sent, r->sent, FRAME_HAS_SENT, &flags, e) || buf_add_char(b, flags, e))
		return -1;
	if ((flags & FRAME_HAS_FILE) && add_slice(b, r->file, e))
		return -1;
	if ((flags & FRAME_HAS_MESSAGE) && add_slice(b, r->message, e))
		return -1;
	return (flags & FRAME_HAS_SENT) ? add_slice(b, r->sent, e) : 0;
}

static int put_record(struct frame_writer *w, const struct record *r, struct err *e)
{
	struct buf *b = &w->out;
	size_t at;

	if (begin_frame(b, r->kind == RECORD_RAW ? FRAME_RAW : FRAME_CLEAN, &at, e) ||
		add_origin(w, b, r, e) || add_varint(b, r->number, e) || add_varint(b, r->line, e) ||
		add_varint(b, r->ncells, e) || add_cells(b, r, e))
		return -1;
	return end_frame(b, at, e) ? -1 : flush_if_full(w, e);
}

/* All but the file's name, which comes last. */
static int add_file(struct buf *b, const struct record *r, struct err *e)
{
	const struct file_verdict *v = &r->verdict;

	if (buf_add_char(b, v->is_ok ? 1 : 0, e) || add_varint(b, v->read, e) ||
		add_varint(b, v->rejected, e) || add_varint(b, v->strangers, e) ||
		add_varint(b, (uint64_t)(v->dropped + 1), e) || add_slice(b, v->sent_from, e) ||
		add_slice(b, v->reason, e))
		return -1;
	return add_slice(b, r->sent, e);
}

static int write_file(struct frame_writer *w, struct slice file, struct err *e)
{
	size_t at;

	if (begin_frame(&w->out, FRAME_FILE, &at, e) || buf_add(&w->out, w->held.data, w->held.len, e) ||
		add_slice(&w->out, file, e) || end_frame(&w->out, at, e))
		return -1;
	buf_reset(&w->held);
	return frame_flush(w, e);
}

static int put_file(struct frame_writer *w, const struct record *r, struct err *e)
{
	buf_reset(&w->held);
	if (add_file(&w->held, r, e))
		return -1;
	return w->holds_files ? 0 : write_file(w, r->file, e);
}

int frame_release_file(struct frame_writer *w, const char *file, struct err *e)
{
	return w->held.len ? write_file(w, slice_from(file), e) : 0;
}

static int put_end(struct frame_writer *w, const struct record *r, struct err *e)
{
	size_t at;

	if (begin_frame(&w->out, FRAME_END, &at, e) || add_varint(&w->out, r->number, e) ||
		end_frame(&w->out, at, e))
		return -1;
	return frame_flush(w, e);
}

static int put_frame(struct sink *self, const struct record *r, struct err *e)
{
	struct frame_writer *w = (struct frame_writer *)self;

	switch (r->kind) {
	case RECORD_RAW:
	case RECORD_CLEAN:
		return put_record(w, r, e);
	case RECORD_FILE:
		return put_file(w, r, e);
	case RECORD_END:
		return put_end(w, r, e);
	}
	return err_set(e, ERR_FAULT, "a record of no kind reached the frames");
}

static int reject_frame(struct sink *self, const struct reject *r, struct err *e)
{
	struct frame_writer *w = (struct frame_writer *)self;
	struct buf *b = &w->out;
	size_t at;

	if (begin_frame(b, FRAME_REJECT, &at, e) || buf_add_char(b, (char)r->severity, e) ||
		add_slice(b, r->file, e) || add_varint(b, r->number, e) || add_varint(b, r->line, e) ||
		add_text(b, r->field, e) || add_text(b, r->code, e) || add_text(b, r->expected, e) ||
		add_slice(b, r->found, e) || add_slice(b, r->agency, e) || add_slice(b, r->key, e) ||
		end_frame(b, at, e))
		return -1;
	return flush_if_full(w, e);
}

int frame_done(struct frame_writer *w, struct err *e)
{
	size_t at;

	if (begin_frame(&w->out, FRAME_DONE, &at, e) || end_frame(&w->out, at, e))
		return -1;
	return frame_flush(w, e);
}

int frame_write_error(struct frame_writer *w, const struct err *what, struct err *e)
{
	size_t at;

	buf_reset(&w->out); /* a frame may be half there; what was whole is rolled back anyway */
	if (begin_frame(&w->out, FRAME_ERROR, &at, e) || add_varint(&w->out, (uint64_t)what->kind, e) ||
		add_varint(&w->out, (uint64_t)what->line, e) || add_text(&w->out, what->file, e) ||
		add_text(&w->out, what->text, e) || end_frame(&w->out, at, e))
		return -1;
	return frame_flush(w, e);
}

int frame_writer_init(struct frame_writer *w, int fd, bool holds_files, struct err *e)
{
	*w = (struct frame_writer){.sink = {put_frame, reject_frame}, .fd = fd, .holds_files = holds_files};
	return buf_reserve(&w->out, FLUSH_BYTES * 2, e);
}

void frame_writer_release(struct frame_writer *w)
{
	buf_release(&w->out);
	buf_release(&w->file);
	buf_release(&w->message);
	buf_release(&w->sent);
	buf_release(&w->held);
}
