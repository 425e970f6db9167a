#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include "core/limits.h"
#include "form/sheet_part.h"

static int refuse_package(struct archive *a, const char *name, struct err *e)
{
	const char *why = archive_error_string(a);

	return err_at(
		e, ERR_FILE, name, 0, "found no whole workbook (%s), expected XLSX", why ? why : "no reason");
}

static bool is_bomb(size_t unpacked, size_t packed)
{
	return unpacked > LIMIT_SHEET_PART_BYTES ||
	       (unpacked > LIMIT_SHEET_RATIO_FROM && unpacked / LIMIT_SHEET_RATIO > packed);
}

static int unpack(struct archive *a, struct slice package, struct buf *out, const char *name, struct err *e)
{
	char block[1 << 14];
	la_ssize_t n;

	while ((n = archive_read_data(a, block, sizeof(block))) > 0) {
		if (is_bomb(out->len + (size_t)n, package.len))
			return err_at(e, ERR_FILE, name, 0,
				"found a part that unpacks to more than %zu bytes, expected a form",
				out->len);
		if (buf_add(out, block, (size_t)n, e) < 0)
			return -1;
	}
	return n < 0 ? refuse_package(a, name, e) : 0;
}

static bool is_named(struct archive_entry *entry, const char *part)
{
	const char *path = archive_entry_pathname(entry);

	return path && strcmp(path, part) == 0;
}

static int find_part(struct archive *a, struct slice package, const char *part, struct buf *out,
	const char *name, struct err *e)
{
	struct archive_entry *entry;
	int rc, found = 1;

	for (size_t n = 0; (rc = archive_read_next_header(a, &entry)) == ARCHIVE_OK || rc == ARCHIVE_WARN;) {
		if (++n > LIMIT_SHEET_ENTRIES)
			return err_at(e, ERR_FILE, name, 0, "found more than %d files in the workbook",
				LIMIT_SHEET_ENTRIES);
		if (!is_named(entry, part))
			continue;
		if (found == 0)
			return err_at(e, ERR_FILE, name, 0, "found %s twice, expected it once", part);
		if (unpack(a, package, out, name, e) < 0)
			return -1;
		found = 0;
	}
	return rc == ARCHIVE_EOF ? found : refuse_package(a, name, e);
}

int sheet_part_read(struct slice package, const char *part, struct buf *out, const char *name, struct err *e)
{
	struct archive *a = archive_read_new();
	int rc;

	if (!a)
		return err_set(e, ERR_NOMEM, "out of memory for a workbook");
	out->max_bytes = LIMIT_SHEET_PART_BYTES + (1u << 16);
	/* by its directory, which stands at its end: what was cut off is seen */
	if (archive_read_support_format_zip_seekable(a) != ARCHIVE_OK ||
		archive_read_open_memory(a, package.text, package.len) != ARCHIVE_OK)
		rc = refuse_package(a, name, e);
	else
		rc = find_part(a, package, part, out, name, e);
	archive_read_free(a);
	return rc;
}
