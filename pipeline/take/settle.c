#include "take/settle.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "core/clock.h"
#include "core/shown.h"
#include "core/step.h"
#include "stream/manifest.h"
#include "take/place.h"
#include "take/quarantine.h"
#include "take/sidecar.h"

struct settling {
	const struct settling_options *options;
	struct settling_counts *counts;
	FILE *in;
	struct stat written; /* of the verdicts: what is newer lies there for the next night */
	char received[26];
	struct place place;
	struct quarantine quarantine;
	int raw;
	char (*needed)[64]; /* hashes whose bytes in the raw zone are some other row's, sorted */
	size_t nneeded, cap;
	struct buf path;
	struct manifest_writer out;
};

static bool verdict_is(const struct manifest_row *row, const char *word)
{
	return slice_equals(row->cells[MANIFEST_VERDICT], word);
}

static bool is_settled(const struct manifest_row *row)
{
	return verdict_is(row, "loaded") || verdict_is(row, "duplicate") || verdict_is(row, "bad");
}

static int each_row(struct settling *s, manifest_row_fn *fn, struct err *e)
{
	rewind(s->in);
	return manifest_read(s->in, s->options->verdicts, fn, s, e);
}

/* The row's path as bytes; it leads down from the inbox and nowhere else. */
static int row_path(struct settling *s, const struct manifest_row *row, struct err *e)
{
	struct slice shown = row->cells[MANIFEST_PATH];
	char quoted[200];

	buf_reset(&s->path);
	if (shown_undo(&s->path, shown.text, shown.len, e))
		return -1;
	for (const char *at = s->path.data; at;) {
		size_t n = strcspn(at, "/");

		if (n == 0 || (n == 1 && at[0] == '.') || (n == 2 && at[0] == '.' && at[1] == '.'))
			return err_at(e, ERR_FILE, s->options->verdicts, row->line,
				"column path: found %s, expected a path below the inbox",
				err_quote(quoted, shown.text, shown.len));
		at = at[n] ? at + n + 1 : NULL;
	}
	return 0;
}

/* ---- first: whose bytes stay ---- */

static int note_needed(void *arg, const struct manifest_row *row, struct err *e)
{
	struct settling *s = arg;

	void *more;

	if (row_path(s, row, e) || verdict_is(row, "bad") || row->cells[MANIFEST_RAW].len == 0)
		return e->kind == ERR_NONE ? 0 : -1;
	if (s->nneeded == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 1024;
		more = realloc(s->needed, s->cap * sizeof(*s->needed));
		if (!more)
			return err_set(e, ERR_NOMEM, "out of memory for the verdicts");
		s->needed = more;
	}
	memcpy(s->needed[s->nneeded++], row->cells[MANIFEST_FILE].text, sizeof(*s->needed));
	return 0;
}

static int compare(const void *a, const void *b)
{
	return memcmp(a, b, 64);
}

static bool is_needed(const struct settling *s, struct slice hash)
{
	return s->nneeded > 0 &&
	       bsearch(hash.text, s->needed, s->nneeded, sizeof(*s->needed), compare) != NULL;
}

/* ---- then: the bad ones ---- */

static bool is_same_file(const struct stat *st, const struct manifest_row *row)
{
	char text[80];

	place_stat_text(st, text);
	return S_ISREG(st->st_mode) && slice_equals(row->cells[MANIFEST_STAT], text);
}

/* The bytes of a bad file: the raw zone's, which nobody changes, else the inbox's; -1: they are nowhere. */
static int open_bad(struct settling *s, const struct manifest_row *row)
{
	struct slice raw = row->cells[MANIFEST_RAW];
	const char *base;
	char name[80];
	struct stat st;
	int folder, fd = -1;

	if (raw.len > 0 && raw.len < sizeof(name)) {
		snprintf(name, sizeof(name), "%.*s", (int)raw.len, raw.text);
		fd = openat(s->raw, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	}
	if (fd >= 0)
		return fd;
	folder = place_folder(&s->place, s->path.data, &base);
	fd = folder < 0 ? -1
			: openat(folder, base, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0 || (fstat(fd, &st) == 0 && is_same_file(&st, row)))
		return fd;
	close(fd);
	return -1;
}

/* The raw zone's sidecar has the sender's lines and the name; a file that never came there has its own. */
static int open_beside(struct settling *s, const struct manifest_row *row)
{
	const char *base;
	char name[80];
	int folder;

	if (row->cells[MANIFEST_RAW].len > 0) {
		snprintf(name, sizeof(name), "%.64s.meta", row->cells[MANIFEST_FILE].text);
		return openat(s->raw, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	}
	folder = place_folder(&s->place, s->path.data, &base);
	return folder < 0 ? -1 : sidecar_open(folder, base);
}

static int quarantine_row(void *arg, const struct manifest_row *row, struct err *e)
{
	struct settling *s = arg;
	bool is_there;
	int fd, sidecar, rc;

	if (!verdict_is(row, "bad"))
		return 0;
	if (row_path(s, row, e))
		return -1;
	is_there = quarantine_has(&s->quarantine, row, e);
	if (e->kind != ERR_NONE)
		return -1;
	fd = is_there ? -1 : open_bad(s, row);
	sidecar = fd < 0 ? -1 : open_beside(s, row);
	s->counts->quarantined += is_there || fd >= 0;
	s->counts->lost += !is_there && fd < 0;
	rc = quarantine_put(&s->quarantine, row, fd, sidecar, e);
	if (fd >= 0)
		close(fd);
	if (sidecar >= 0)
		close(sidecar);
	return rc;
}

/* After the quarantine is on the disk. */
static int forget_raw(void *arg, const struct manifest_row *row, struct err *e)
{
	struct settling *s = arg;
	struct slice hash = row->cells[MANIFEST_FILE], raw = row->cells[MANIFEST_RAW];
	char name[80];

	if (!verdict_is(row, "bad") || raw.len == 0 || raw.len >= sizeof(name) || is_needed(s, hash))
		return 0;
	snprintf(name, sizeof(name), "%.*s", (int)raw.len, raw.text);
	if (unlinkat(s->raw, name, 0) == 0 || errno == ENOENT) {
		snprintf(name, sizeof(name), "%.64s.meta", hash.text);
		if (unlinkat(s->raw, name, 0) == 0 || errno == ENOENT)
			return 0;
	}
	return err_at(e, ERR_OUTPUT, s->options->raw, 0, "the bytes of a bad file cannot be removed: %s",
		strerror(errno));
}

/* ---- last: the inbox ---- */

static int remove_marker(int folder, const char *base)
{
	char name[NAME_MAX + 8];

	snprintf(name, sizeof(name), "%s.done", base);
	if (unlinkat(folder, name, 0) == 0 || errno == ENOENT || errno == ENAMETOOLONG)
		return 0;
	return errno;
}

/* What came after the verdicts belongs to a file that is still to come. */
static bool is_newer(const struct settling *s, int folder, const char *base)
{
	static const char *const tails[] = {".meta", ".done"};
	char name[NAME_MAX + 8];
	struct stat st;

	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		snprintf(name, sizeof(name), "%s%s", base, tails[i]);
		if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && st.st_mtime > s->written.st_mtime)
			return true;
	}
	return false;
}

/* The file first: with its marker gone it would wait for ever, with its sidecar gone be another.
 * Shape: 0, or the errno of what stays that should not. */
static int remove_file(struct settling *s, const struct manifest_row *row)
{
	const char *base;
	int folder = place_folder(&s->place, s->path.data, &base), why = 0;
	bool is_gone;
	struct stat st;

	if (folder < 0 && errno != ENOENT && errno != ENOTDIR && errno != ELOOP)
		return errno;
	is_gone = folder < 0 || (fstatat(folder, base, &st, AT_SYMLINK_NOFOLLOW) && errno == ENOENT);
	s->counts->gone += is_gone;
	if (folder < 0 || (is_gone && is_newer(s, folder, base)))
		return 0;
	if (!is_gone && !is_same_file(&st, row)) {
		s->counts->replaced++;
		return 0;
	}
	if (!is_gone && unlinkat(folder, base, 0)) {
		if (errno != ENOENT)
			return errno;
	} else if (!is_gone) {
		s->counts->unlinked++;
		step("unlinked");
	}
	why = sidecar_remove(folder, base);
	return why ? why : remove_marker(folder, base);
}

/* The first is named in the log: they mostly have one cause. */
static int tell_stuck(struct settling *s, const struct manifest_row *row, const char *why, struct err *e)
{
	struct slice path = row->cells[MANIFEST_PATH];
	struct buf cut = {0};
	int rc = 0;

	if (s->counts->stuck++ == 0) {
		rc = shown_add_cut(&cut, path.text, path.len, 120, e);
		if (rc == 0)
			snprintf(s->counts->first_stuck, sizeof(s->counts->first_stuck), "%s (%s)", cut.data,
				why);
		buf_release(&cut);
	}
	return rc;
}

static int remove_row(void *arg, const struct manifest_row *row, struct err *e)
{
	struct settling *s = arg;
	struct manifest_row told = *row;
	char reason[200];
	int why = 0;

	if (row_path(s, row, e))
		return -1;
	if (is_settled(row) && !s->options->keep)
		why = remove_file(s, row);
	if (why) {
		if (tell_stuck(s, row, strerror(why), e))
			return -1;
		snprintf(reason, sizeof(reason), "found a file that could not be removed from the inbox (%s)",
			strerror(why));
		told.cells[MANIFEST_CODE] = SLICE("left.stuck");
		told.cells[MANIFEST_REASON] = slice_from(reason);
	} else if (is_settled(row)) {
		s->counts->settled++;
	} else {
		s->counts->open++;
	}
	return s->options->out ? manifest_write(&s->out, &told, e) : 0;
}

static int open_all(struct settling *s, struct err *e)
{
	const struct settling_options *o = s->options;

	s->in = fopen(o->verdicts, "re");
	if (!s->in || fstat(fileno(s->in), &s->written))
		return err_at(e, ERR_NOINPUT, o->verdicts, 0, "cannot be opened: %s", strerror(errno));
	if (place_open(&s->place, o->inbox, e))
		return -1;
	s->raw = open(o->raw, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (s->raw < 0)
		return err_at(e, ERR_OUTPUT, o->raw, 0, "found no raw zone, expected a folder: %s",
			strerror(errno));
	return quarantine_open(&s->quarantine, o->quarantine, s->received, o->catalog, e);
}

static int settle_all(struct settling *s, struct err *e)
{
	if (each_row(s, note_needed, e))
		return -1;
	if (s->nneeded > 0)
		qsort(s->needed, s->nneeded, sizeof(*s->needed), compare);
	if (each_row(s, quarantine_row, e) || quarantine_sync(&s->quarantine, e) ||
		each_row(s, forget_raw, e) ||
		(s->options->out && manifest_begin(&s->out, s->options->out, e)) ||
		each_row(s, remove_row, e))
		return -1;
	return s->options->out ? manifest_end(&s->out, e) : 0;
}

int settle_run(const struct settling_options *o, struct settling_counts *c, struct err *e)
{
	struct settling s = {.options = o,
		.counts = c,
		.raw = -1,
		.place = {.top = -1, .folder = -1},
		.quarantine.fd = -1};
	int rc;

	memset(c, 0, sizeof(*c));
	clock_format(o->now, s.received);
	rc = open_all(&s, e);
	if (rc == 0)
		rc = settle_all(&s, e);
	quarantine_close(&s.quarantine);
	place_close(&s.place);
	if (s.in)
		fclose(s.in); /* read only */
	if (s.raw >= 0)
		close(s.raw);
	free(s.needed);
	buf_release(&s.path);
	return rc;
}
