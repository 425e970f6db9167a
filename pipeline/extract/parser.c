#include "extract/parser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/cell.h"
#include "core/clock.h"
#include "core/mask_runs.h"
#include "extract/probe.h"
#include "stream/frames.h"
#include "stream/meta.h"

struct parser {
	struct sink sink; /* first: what the frames go into; counts, and passes on */
	struct sink *next;
	const struct extract_options *options;
	struct probe *probe; /* in the cell */
	struct extraction *extraction;
	bool is_probe, is_running, has_refused; /* has_refused: what is next, not the cell, failed */
	struct frame_writer writer; /* the cell's, with its memory taken here: its last word needs none */
	struct cell_process cell;
	struct frames *frames;
	struct meta meta;    /* of the file at hand; here and, from the request, in the cell */
	uint64_t seen, kept; /* records of the file at hand */
	bool has_end;	     /* its RECORD_FILE came */
	char request[4200 + META_BYTES];
};

/* ---- in the cell ---- */

static int probe(struct parser *p, int fd, const char *name, struct err *e)
{
	const struct extract_options *o = p->options;
	struct record row = {.kind = RECORD_FILE, .file = slice_from(name)};
	const char *feed;

	if ((!p->probe && probe_new(&p->probe, o->catalog, o->date, e) < 0) ||
		probe_read(p->probe, fd, &feed, e) < 0)
		return -1;
	row.verdict.is_ok = feed != NULL;
	row.verdict.reason = slice_from(feed);
	return p->writer.sink.put(&p->writer.sink, &row, e);
}

static int extract(struct parser *p, int fd, const char *name, struct err *e)
{
	struct extract_options o = *p->options;
	struct extract_result result;

	o.meta = &p->meta;
	o.kept = &p->extraction;
	return extract_file(fd, name, &o, &p->writer.sink, &result, e);
}

/* The request: the file's name, a NUL, its sidecar. */
static int work(void *arg, int fd, const char *request, size_t len, int out)
{
	struct parser *p = arg;
	size_t name_len = strnlen(request, len);
	struct err e = {0}, ignored = {0};
	int rc;

	p->writer.fd = out;
	p->meta.len = len - name_len - 1;
	memcpy(p->meta.text, request + name_len + 1, p->meta.len);
	if (p->meta.len < META_BYTES)
		p->meta.text[p->meta.len] = '\0';
	rc = p->is_probe ? probe(p, fd, request, &e) : extract(p, fd, request, &e);
	if (rc == 0 && frame_done(&p->writer, &e) == 0)
		return 0;
	frame_write_error(&p->writer, &e, &ignored);
	return -1;
}

/* ---- outside ---- */

static int put_pass(struct sink *self, const struct record *r, struct err *e)
{
	struct parser *p = (struct parser *)self;

	p->has_end |= r->kind == RECORD_FILE;
	if (r->kind == RECORD_RAW) {
		p->seen = r->number;
		p->kept++;
	}
	p->has_refused = p->next->put(p->next, r, e) < 0;
	return p->has_refused ? -1 : 0;
}

static int reject_pass(struct sink *self, const struct reject *r, struct err *e)
{
	struct parser *p = (struct parser *)self;

	p->seen = r->number > p->seen ? r->number : p->seen;
	p->has_refused = p->next->reject(p->next, r, e) < 0;
	return p->has_refused ? -1 : 0;
}

int parser_new(struct parser **out, const struct extract_options *o, bool is_probe, struct err *e)
{
	struct parser *p = calloc(1, sizeof(*p));

	*out = p;
	if (!p)
		return err_set(e, ERR_NOMEM, "out of memory");
	p->sink = (struct sink){put_pass, reject_pass};
	p->options = o;
	p->is_probe = is_probe;
	return frame_writer_init(&p->writer, -1, false, e);
}

static int stop(struct parser *p, const char *name, int rc, bool has_ended, struct err *e)
{
	frames_free(p->frames);
	p->frames = NULL;
	p->is_running = false;
	return cell_end(&p->cell, name, rc, has_ended, e);
}

void parser_free(struct parser *p)
{
	struct err ignored = {0}; /* every file has had its last word */

	if (!p)
		return;
	if (p->is_running) {
		cell_finish(&p->cell);
		(void)stop(p, "", 0, true, &ignored);
	}
	probe_free(p->probe);
	extraction_free(p->extraction);
	frame_writer_release(&p->writer);
	free(p);
}

static int start(struct parser *p, struct err *e)
{
	if (extract_prepare(p->options->catalog, e) < 0 || cell_start(&p->cell, work, p, NULL, 0, e) < 0)
		return -1;
	p->is_running = true;
	return frames_new(&p->frames, p->cell.from, e);
}

/* The sidecar is read here, where files may be opened; what is wrong with it is found in the cell. */
static int make_request(struct parser *p, const char *name, size_t *len, struct err *e)
{
	size_t name_len = strlen(name);
	struct err why = {0};

	if (name_len + 1 + META_BYTES > sizeof(p->request))
		return err_at(e, ERR_NOINPUT, name, 0, "found a name over %zu bytes",
			sizeof(p->request) - 1 - META_BYTES);
	p->meta.len = 0;
	if (!p->is_probe && meta_read(&p->meta, name, &why) < 0 && why.kind != ERR_FILE) {
		*e = why;
		return -1;
	}
	memcpy(p->request, name, name_len + 1);
	memcpy(p->request + name_len + 1, p->meta.text, p->meta.len);
	*len = name_len + 1 + p->meta.len;
	return 0;
}

static int put_lost(struct parser *p, const char *name, const struct err *why, struct err *e)
{
	const struct extract_options *o = p->options;
	const char *base = basename(name);
	char sent[26], reason[800];
	struct slice file = slice_from(o->file_id ? o->file_id : base);
	struct reject bad = {.file = file,
		.severity = REJECT_FILE,
		.field = "",
		.code = "file.parser",
		.expected = "a file that can be read to its end",
		.found = slice_from(why->text)};
	struct record row = {.kind = RECORD_FILE, .file = file, .sent = slice_from(sent)};

	clock_format(o->now, sent);
	snprintf(reason, sizeof(reason), "%s: found %s", strcmp(base, "-") == 0 ? "stdin" : base, why->text);
	mask_line(reason);
	row.verdict = (struct file_verdict){.read = p->seen,
		.rejected = p->seen - p->kept,
		.sent_from = SLICE("arrival"),
		.reason = slice_from(reason),
		.dropped = -1};
	return p->next->reject(p->next, &bad, e) < 0 ? -1 : p->next->put(p->next, &row, e);
}

/* It died, or says what nobody can read. */
static int lose(struct parser *p, const char *name, struct err *e)
{
	struct err why = {0};

	(void)stop(p, name, 0, false, &why);
	err_clear(e);
	if (p->is_probe) {
		struct record row = {.kind = RECORD_FILE, .file = slice_from(name)};

		row.verdict.reason = slice_from(why.text);
		return p->next->put(p->next, &row, e);
	}
	return put_lost(p, name, &why, e);
}

/* One that died in between is no file's loss. */
static int give(struct parser *p, int fd, size_t len, struct err *e)
{
	struct err ignored = {0};

	if (p->is_running && cell_give(&p->cell, fd, p->request, len, &ignored) == 0)
		return 0;
	if (p->is_running)
		(void)stop(p, "", 0, false, &ignored);
	return start(p, e) < 0 || cell_give(&p->cell, fd, p->request, len, e) != 0 ? -1 : 0;
}

int parser_read(struct parser *p, int fd, const char *name, struct sink *next, struct err *e)
{
	bool is_done = false;
	size_t len;

	p->next = next;
	p->seen = p->kept = 0;
	p->has_end = p->has_refused = false;
	if (make_request(p, name, &len, e) < 0 || give(p, fd, len, e) < 0)
		return -1;
	if (frames_next(p->frames, &p->sink, &is_done, e) < 0 && (p->has_refused || e->kind != ERR_FAULT))
		return stop(p, name, -1, false, e);
	return is_done && p->has_end ? 0 : lose(p, name, e);
}
