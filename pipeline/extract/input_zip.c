/* A zip of one file, by libarchive as a stream: it opens nothing, and what is in it is never written
 * anywhere. */
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include "core/limits.h"
#include "extract/input_parts.h"

#define ZIP_END_BYTES 22 /* the last record, without a comment */

struct zip {
	struct archive *archive;
	struct err read_err;
	unsigned entries, files;
	bool is_done;
	unsigned char end[ZIP_END_BYTES]; /* the last bytes that were read */
};

void input_zip_free(struct zip *z)
{
	if (!z)
		return;
	archive_read_free(z->archive);
	free(z);
}

static void keep_end(struct zip *z, const unsigned char *bytes, size_t len)
{
	size_t n = len < ZIP_END_BYTES ? len : ZIP_END_BYTES;

	memmove(z->end, z->end + n, ZIP_END_BYTES - n);
	memcpy(z->end + ZIP_END_BYTES - n, bytes + len - n, n);
}

/* All that is there: its number of bytes, 0 at the end, -1. */
static la_ssize_t on_read(struct archive *a, void *arg, const void **bytes)
{
	struct input *s = arg;
	size_t n;

	if (input_fill(s, 1, &s->zip->read_err) < 0) {
		archive_set_error(a, ARCHIVE_FATAL, "read");
		return -1;
	}
	n = s->left;
	*bytes = s->next;
	keep_end(s->zip, s->next, n);
	s->next += n;
	s->left = 0;
	return (la_ssize_t)n;
}

static int begin(struct input *s, struct err *e)
{
	struct zip *z = s->zip = calloc(1, sizeof(*z));

	if (!z || !(z->archive = archive_read_new()))
		return err_set(e, ERR_NOMEM, "out of memory for a zip");
	if (archive_read_support_format_zip_streamable(z->archive) != ARCHIVE_OK ||
		archive_read_open(z->archive, s, NULL, on_read, NULL) != ARCHIVE_OK)
		return z->read_err.kind != ERR_NONE
			       ? err_set(e, z->read_err.kind, "%s", z->read_err.text)
			       : input_refuse(s, "zip.bad", e,
					 "found a damaged zip, expected a whole zip of one message");
	return 0;
}

static int refuse_bad(struct input *s, struct err *e)
{
	if (s->zip->read_err.kind != ERR_NONE)
		return err_set(e, s->zip->read_err.kind, "%s", s->zip->read_err.text);
	return input_refuse(s, "zip.bad", e,
		"found a zip that is damaged or cut off, expected a whole zip of one message");
}

static unsigned long number(const unsigned char *at, unsigned bytes)
{
	unsigned long n = 0;

	while (bytes-- > 0)
		n = n * 256 + at[bytes];
	return n;
}

/* A reader of streams stops at the list of contents: the zip's last record must be of this very list, and
 * nothing stands behind it. Source: ZIP 4.3.16. */
static int check_end(struct input *s, struct err *e)
{
	const unsigned char *end = s->zip->end;
	const void *ignored;
	la_ssize_t n;

	while ((n = on_read(s->zip->archive, s, &ignored)) > 0)
		;
	if (n < 0)
		return refuse_bad(s, e);
	if (memcmp(end, "PK\5\6", 4) == 0 && number(end + 10, 2) == s->zip->entries &&
		number(end + 12, 4) + number(end + 16, 4) + ZIP_END_BYTES == s->bytes_in)
		return 0;
	return input_refuse(s, "zip.bad", e,
		"found other bytes in or behind a zip than those of its file, expected a zip of one message");
}

/* The next file of the zip: 1, 0 at the end, -1. */
static int next_file(struct input *s, struct err *e)
{
	struct zip *z = s->zip;
	struct archive_entry *entry;
	int rc;

	while ((rc = archive_read_next_header(z->archive, &entry)) == ARCHIVE_OK || rc == ARCHIVE_WARN) {
		if (archive_entry_is_encrypted(entry))
			return input_refuse(
				s, "file.zip", e, "found an encrypted zip, expected a zip of one message");
		if (++z->entries > LIMIT_ZIP_ENTRIES)
			return input_refuse(s, "file.zip", e,
				"found a zip of more than 100 entries, expected a zip of one message");
		if (archive_entry_filetype(entry) == AE_IFDIR)
			continue;
		if (++z->files > 1)
			return input_refuse(s, "file.zip", e,
				"found a zip of more than one file, expected a zip of one message");
		return 1;
	}
	if (rc != ARCHIVE_EOF)
		return refuse_bad(s, e);
	if (z->files == 0)
		return input_refuse(
			s, "file.zip", e, "found a zip without a file, expected a zip of one message");
	z->is_done = true;
	return check_end(s, e);
}

long input_zip_read(struct input *s, char *out, size_t len, struct err *e)
{
	int rc = 1;

	if (!s->zip && (begin(s, e) < 0 || next_file(s, e) < 0))
		return -1;
	while (rc > 0 && !s->zip->is_done) {
		la_ssize_t n = archive_read_data(s->zip->archive, out, len);

		if (n < 0)
			return refuse_bad(s, e);
		if (n > 0)
			return input_check_ratio(s, (uint64_t)n, "zip.ratio", e) < 0 ? -1 : (long)n;
		rc = next_file(s, e);
	}
	return rc < 0 ? -1 : 0;
}
