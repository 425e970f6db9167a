#include "take/quarantine.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/leftover.h"
#include "core/shown.h"
#include "core/step.h"
#include "model/messages.h"
#include "take/bytes.h"

#define SHOWN_BYTES                                                                                          \
	180 /* of a name: with the hash before it and .txt.new behind it below the system's 255              \
	     */
#define NAME_BYTES (SHOWN_BYTES + 40)
#define EACH 3 /* names of one row: the file, its sidecar, its note */

int quarantine_open(
	struct quarantine *q, const char *dir, const char *received, struct catalog *c, struct err *e)
{
	*q = (struct quarantine){.dir = dir,
		.fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
		.received = received,
		.catalog = c};
	if (q->fd < 0)
		return err_at(
			e, ERR_OUTPUT, dir, 0, "found no quarantine, expected a folder: %s", strerror(errno));
	q->pending = calloc(EACH * QUARANTINE_BATCH, sizeof(*q->pending));
	if (!q->pending)
		return err_set(e, ERR_NOMEM, "out of memory for the quarantine");
	return bytes_clean(q->fd, dir, e) || leftover_add(LEFTOVER_NEW, dir, e) ? -1 : 0;
}

void quarantine_close(struct quarantine *q)
{
	for (size_t i = 0; i < q->n; i++)
		free(q->pending[i]);
	free(q->pending);
	if (q->fd >= 0) {
		close(q->fd);
		leftover_drop(q->dir);
	}
	q->fd = -1;
	q->n = 0;
}

static int file_name(const struct manifest_row *row, char name[NAME_BYTES], struct err *e)
{
	struct slice hash = row->cells[MANIFEST_FILE], shown = row->cells[MANIFEST_NAME];
	struct buf cut = {0};
	int rc = shown_add_cut(&cut, shown.text, shown.len, SHOWN_BYTES, e);

	if (rc == 0)
		snprintf(name, NAME_BYTES, "%.12s-%s", hash.len > 0 ? hash.text : "unknown", cut.data);
	buf_release(&cut);
	for (char *p = name; rc == 0 && *p; p++)
		if (*p == '/')
			*p = '_';
	return rc;
}

bool quarantine_has(const struct quarantine *q, const struct manifest_row *row, struct err *e)
{
	char name[NAME_BYTES];

	return file_name(row, name, e) == 0 && faccessat(q->fd, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static int create(const struct quarantine *q, const char *name, struct err *e)
{
	char fresh[NAME_BYTES + 16];
	int fd;

	snprintf(fresh, sizeof(fresh), "%s.new", name);
	fd = openat(q->fd, fresh, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		err_at(e, errno == ENOSPC || errno == EDQUOT ? ERR_WRITE : ERR_OUTPUT, q->dir, 0,
			"a file cannot be created there: %s", strerror(errno));
	return fd;
}

/* One file of several rows (same bytes, same name) waits once. */
static int wait_for_name(struct quarantine *q, const char *name, struct err *e)
{
	for (size_t i = 0; i < q->n; i++)
		if (strcmp(q->pending[i], name) == 0)
			return 0;
	q->pending[q->n] = strdup(name);
	if (!q->pending[q->n])
		return err_set(e, ERR_NOMEM, "out of memory for the quarantine");
	q->n++;
	return 0;
}

static int finish(struct quarantine *q, int fd, const char *name, int rc, struct err *e)
{
	if (close(fd) && rc == 0)
		rc = err_set(e, ERR_WRITE, "writing failed: %s", strerror(errno));
	return rc ? rc : wait_for_name(q, name, e);
}

/* "Nguồn / feed: hoso-tthc": who reads the note reads one of both. */
static int add_line(
	struct buf *out, const struct table *messages, const char *id, struct slice text, struct err *e)
{
	const char *vi, *en;

	if (message_texts(messages, id, &vi, &en, e))
		return -1;
	return buf_addf(out, e, "%s / %s: %.*s\n", vi, en, (int)text.len, text.len ? text.text : "");
}

static int add_reason(struct buf *out, const struct table *messages, const struct slice *c, struct err *e)
{
	struct buf both = {0};
	int rc = buf_addf(&both, e, "%.*s %.*s", (int)c[MANIFEST_CODE].len, c[MANIFEST_CODE].text,
		(int)c[MANIFEST_REASON].len, c[MANIFEST_REASON].text);

	rc = rc ? rc : add_line(out, messages, "words.reason", buf_slice(&both), e);
	buf_release(&both);
	return rc;
}

static int add_note(
	struct buf *out, const struct quarantine *q, const struct manifest_row *row, struct err *e)
{
	const struct table *t = catalog_get(q->catalog, "messages", e);
	const struct slice *c = row->cells;
	const char *vi, *en;

	if (!t || add_line(out, t, "words.held_back", c[MANIFEST_NAME], e) ||
		buf_addf(out, e, "SHA-256: %.*s\n", (int)c[MANIFEST_FILE].len, c[MANIFEST_FILE].text) ||
		add_line(out, t, "words.feed", c[MANIFEST_FEED].len ? c[MANIFEST_FEED] : SLICE("-"), e) ||
		add_reason(out, t, c, e) || add_line(out, t, "words.received", slice_from(q->received), e) ||
		message_texts(t, "words.what_now", &vi, &en, e))
		return -1;
	return buf_addf(out, e, "\n%s\n%s\n", vi, en);
}

static int put_note(struct quarantine *q, const struct manifest_row *row, const char *name, struct err *e)
{
	char note[NAME_BYTES + 8];
	struct buf text = {0};
	int fd, rc = -1;

	snprintf(note, sizeof(note), "%s.txt", name);
	fd = add_note(&text, q, row, e) ? -1 : create(q, note, e);
	if (fd >= 0)
		rc = finish(q, fd, note, bytes_write(fd, text.data, text.len, e), e);
	buf_release(&text);
	return rc;
}

static int put_copy(struct quarantine *q, int fd, const char *name, struct err *e)
{
	int to = create(q, name, e);

	return to < 0 ? -1 : finish(q, to, name, bytes_copy(fd, to, e), e);
}

int quarantine_put(struct quarantine *q, const struct manifest_row *row, int fd, int sidecar, struct err *e)
{
	char name[NAME_BYTES], beside[NAME_BYTES + 8];

	if (file_name(row, name, e) || (fd >= 0 && put_copy(q, fd, name, e)))
		return -1;
	snprintf(beside, sizeof(beside), "%s.meta", name);
	if ((sidecar >= 0 && put_copy(q, sidecar, beside, e)) || put_note(q, row, name, e))
		return -1;
	return q->n + EACH > EACH * QUARANTINE_BATCH ? quarantine_sync(q, e) : 0;
}

static int name_one(struct quarantine *q, const char *name, struct err *e)
{
	char fresh[NAME_BYTES + 16];

	snprintf(fresh, sizeof(fresh), "%s.new", name);
	if (renameat(q->fd, fresh, q->fd, name))
		return err_at(e, ERR_OUTPUT, q->dir, 0, "a file cannot have its name: %s", strerror(errno));
	return 0;
}

static bool is_note(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && strcmp(name + len - 4, ".txt") == 0;
}

int quarantine_sync(struct quarantine *q, struct err *e)
{
	if (q->n == 0)
		return 0;
	if (syncfs(q->fd))
		return err_at(e, ERR_WRITE, q->dir, 0, "writing failed: %s", strerror(errno));
	for (size_t i = 0; i < q->n; i++) {
		if (name_one(q, q->pending[i], e))
			return -1;
		if (is_note(q->pending[i]))
			step("quarantined");
	}
	if (fsync(q->fd))
		return err_at(e, ERR_WRITE, q->dir, 0, "writing failed: %s", strerror(errno));
	while (q->n > 0)
		free(q->pending[--q->n]);
	return 0;
}
