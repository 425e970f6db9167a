/* Bytes as a returned spreadsheet: no crash; what is accepted has rows in order and cells without blanks
 * around them. A seed that begins with "<" is the sheet of a workbook: the fuzzer need not learn to pack. */
#include <archive.h>
#include <archive_entry.h>
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "core/text.h"
#include "form/sheet.h"
#include "fuzz.h"

static void add_part(struct archive *a, const char *name, const void *text, size_t len)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, (la_int64_t)len);
	archive_entry_set_filetype(entry, AE_IFREG);
	if (archive_write_header(a, entry) != ARCHIVE_OK ||
		archive_write_data(a, text, len) != (la_ssize_t)len)
		abort();
	archive_entry_free(entry);
}

/* The sheet in a package of its own, not compressed. */
static size_t pack(const uint8_t *data, size_t size, char *out, size_t room)
{
	static const char book
		[] = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
		     "xmlns:r=\"r\"><sheets><sheet r:id=\"a\"/></sheets></workbook>",
	    links[] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
		      "<Relationship Id=\"a\" Target=\"a.xml\"/></Relationships>";
	struct archive *a = archive_write_new();
	size_t used = 0;

	if (archive_write_set_format_zip(a) != ARCHIVE_OK ||
		archive_write_open_memory(a, out, room, &used) != ARCHIVE_OK)
		abort();
	add_part(a, "xl/workbook.xml", book, sizeof(book) - 1);
	add_part(a, "xl/_rels/workbook.xml.rels", links, sizeof(links) - 1);
	add_part(a, "xl/a.xml", data, size);
	archive_write_close(a);
	archive_write_free(a);
	return used;
}

static void read_sheet(struct slice bytes)
{
	struct sheet s = {0};
	struct err e = {0};
	int rc = sheet_read(&s, bytes, "fuzz", &e);
	long last = 0;

	assert(rc == 0 || e.kind != ERR_NONE);
	for (size_t i = 0; rc == 0 && i < s.nrows; i++) {
		assert(s.rows[i].number > last);
		last = s.rows[i].number;
		for (size_t k = 0; k < s.rows[i].n; k++)
			assert(slice_same(text_trim(s.rows[i].cells[k]), s.rows[i].cells[k]));
	}
	sheet_release(&s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t room = size + 4096;
	char *package;

	read_sheet((struct slice){(const char *)data, size});
	if (!size || *data != '<')
		return 0;
	package = malloc(room);
	if (!package)
		abort();
	read_sheet((struct slice){package, pack(data, size, package, room)});
	free(package);
	return 0;
}
