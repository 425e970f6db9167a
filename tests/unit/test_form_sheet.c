/* Spreadsheets as they come back: every cell is what a person saw in it, or the file is refused. */
#include <archive.h>
#include <archive_entry.h>
#include "core/limits.h"
#include "form/sheet.h"
#include "form/sheet_book.h"
#include "unit.h"

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE_BYTES (1u << 20)

/* What a workbook of a test holds; NULL: the part is not there. */
struct workbook {
	const char *properties, *texts, *styles, *rows, *behind;
};

static char package[PACKAGE_BYTES];
static char seen[8000];

static void add_part(struct archive *a, const char *name, const char *text, size_t len)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, (la_int64_t)len);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	assert_int_equal(archive_write_header(a, entry), ARCHIVE_OK);
	assert_int_equal(archive_write_data(a, text, len), (la_ssize_t)len);
	archive_entry_free(entry);
}

static void add_textf(
	struct archive *a, const char *name, const char *before, const char *text, const char *after)
{
	static char part[100000];
	int n = snprintf(part, sizeof(part), "%s%s%s", before, text, after);

	add_part(a, name, part, (size_t)n);
}

static struct archive *begin_package(size_t *used)
{
	struct archive *a = archive_write_new();

	assert_int_equal(archive_write_set_format_zip(a), ARCHIVE_OK);
	assert_int_equal(archive_write_open_memory(a, package, sizeof(package), used), ARCHIVE_OK);
	return a;
}

static struct slice end_package(struct archive *a, const size_t *used)
{
	assert_int_equal(archive_write_close(a), ARCHIVE_OK);
	archive_write_free(a);
	return (struct slice){package, *used};
}

static struct slice make(const struct workbook *w)
{
	size_t used = 0;
	struct archive *a = begin_package(&used);

	add_textf(a, "xl/workbook.xml", "<workbook " MAIN " xmlns:r=\"" RELATION "\">",
		w->properties ? w->properties : "",
		"<sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"rId7\"/><sheet name=\"B\" sheetId=\"2\" "
		"r:id=\"rId8\"/></sheets></workbook>");
	add_textf(a, "xl/_rels/workbook.xml.rels",
		"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
		"<Relationship Id=\"rId8\" Target=\"worksheets/other.xml\"/><Relationship Id=\"rId7\" "
		"Target=\"worksheets/one.xml\"/>",
		"</Relationships>");
	if (w->texts)
		add_textf(a, "xl/sharedStrings.xml", "<sst " MAIN ">", w->texts, "</sst>");
	if (w->styles)
		add_textf(a, "xl/styles.xml", "<styleSheet " MAIN ">", w->styles, "</styleSheet>");
	add_textf(a, "xl/worksheets/one.xml", "<worksheet " MAIN "><sheetData>", w->rows,
		"</sheetData></worksheet>");
	return end_package(a, &used);
}

/* The cells as [a][b], a row a line behind its number; of a bad one the error. */
static const char *read_bytes(struct slice bytes)
{
	struct sheet s = {0};
	struct err e = {0};
	size_t at = 0;

	*seen = '\0';
	if (sheet_read(&s, bytes, "x", &e) < 0) {
		assert_int_equal(e.kind, ERR_FILE);
		snprintf(seen, sizeof(seen), "%s", e.text);
	}
	for (size_t i = 0; !e.kind && i < s.nrows; i++) {
		at += (size_t)snprintf(seen + at, sizeof(seen) - at, "%ld:", s.rows[i].number);
		for (size_t k = 0; k < s.rows[i].n; k++)
			at += (size_t)snprintf(seen + at, sizeof(seen) - at, "[%.*s]",
				(int)s.rows[i].cells[k].len, s.rows[i].cells[k].text);
		at += (size_t)snprintf(seen + at, sizeof(seen) - at, "\n");
	}
	if (*s.merged)
		snprintf(seen + at, sizeof(seen) - at, "merged %s\n", s.merged);
	sheet_release(&s);
	return seen;
}

static const char *read_workbook(struct workbook w)
{
	return read_bytes(make(&w));
}

static const char *read_rows(const char *rows)
{
	return read_workbook((struct workbook){.rows = rows});
}

static const char *read_text(const char *text)
{
	return read_bytes(slice_from(text));
}

static void test_form_sheet_texts_are_shared_inline_or_rich(void **state)
{
	(void)state;
	assert_string_equal(
		read_workbook((struct workbook){
			.texts = "<si><t>mot</t></si><si><r><rPr><b/></rPr><t>ha</t></r><r><t>i</t></r>"
				 "<rPh sb=\"0\" eb=\"1\"><t>doc</t></rPh></si>",
			.rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"C1\" "
				"t=\"s\"><v>0</v></c></row>"
				"<row r=\"3\"><c r=\"A3\" "
				"t=\"inlineStr\"><is><r><t>a&amp;</t></r><r><t>b</t></r></is></c>"
				"<c t=\"str\"><f>A1&amp;\"x\"</f><v>hai x</v></c></row>"}),
		"1:[hai][][mot]\n3:[a&b][hai x]\n");
}

static void test_form_sheet_shared_text_out_of_range_is_refused(void **state)
{
	(void)state;
	assert_non_null(strstr(read_workbook((struct workbook){.texts = "<si><t>mot</t></si>",
				       .rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c></row>"}),
		"expected one of 1"));
	assert_non_null(strstr(read_rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"), "one of 0"));
	assert_non_null(
		strstr(read_rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>"), "one of 0"));
}

static void test_form_sheet_formula_is_its_saved_value_or_an_error(void **state)
{
	(void)state;
	assert_string_equal(
		read_rows("<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\"><f>1/0</f></c>"
			  "<c r=\"C1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"
			  "<c r=\"D1\" t=\"b\"><f>A1=2</f><v>1</v></c></row>"),
		"1:[2][#?][#DIV/0!][TRUE]\n");
}

static void test_form_sheet_merged_cells_are_told(void **state)
{
	struct workbook w = {
		.rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"/></row></sheetData><mergeCells>"
			"<mergeCell ref=\"A1:B1\"/><mergeCell ref=\"C1:D1\"/></mergeCells><sheetData>"};

	(void)state;
	assert_string_equal(read_workbook(w), "1:[1]\nmerged A1:B1\n");
}

static const char *number(const char *text, enum sheet_shown shown, bool is_1904)
{
	struct buf out = {0};
	struct err e = {0};

	assert_int_equal(sheet_number_write(slice_from(text), shown, is_1904, &out, &e), 0);
	snprintf(seen, sizeof(seen), "%s", out.data);
	buf_release(&out);
	return seen;
}

static void test_form_sheet_numbers_have_the_fifteen_digits_that_were_typed(void **state)
{
	static const char *const pairs[][2] = {{"1250", "1250"}, {"0.10000000000000001", "0.1"},
		{"1.1000000000000001", "1.1"}, {"8.5000000000000006E-2", "0.085"}, {"1E3", "1000"},
		{"-0.5", "-0.5"}, {"0", "0"}, {"-0", "0"}, {"000.500", "0.5"},
		{"99999999999999.99", "100000000000000"}, {"123456789012345678", "123456789012346000"},
		{"9.9999999999999999E2", "1000"}, {"1.5E+2", "150"}, {"1E+300", "1E+300"}, {"abc", "abc"},
		{"1.2.3", "1.2.3"}, {"1E", "1E"}, {".", "."}};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		assert_string_equal(number(pairs[i][0], SHOWN_PLAIN, false), pairs[i][1]);
	assert_string_equal(number("0.85", SHOWN_PERCENT, false), "85%");
	assert_string_equal(number("1.2344999999999999", SHOWN_PERCENT, false), "123.45%");
	assert_string_equal(number("0", SHOWN_PERCENT, false), "0%");
}

static void test_form_sheet_days_are_serial_numbers(void **state)
{
	(void)state;
	assert_string_equal(number("45382", SHOWN_DAY, false), "31/03/2024");
	assert_string_equal(number("45382.75", SHOWN_DAY, false), "31/03/2024");
	assert_string_equal(number("1", SHOWN_DAY, false), "01/01/1900");
	assert_string_equal(number("59", SHOWN_DAY, false), "28/02/1900");
	assert_string_equal(number("60", SHOWN_DAY, false), "#");
	assert_string_equal(number("61", SHOWN_DAY, false), "01/03/1900");
	assert_string_equal(number("2958465", SHOWN_DAY, false), "31/12/9999");
	assert_string_equal(number("2958466", SHOWN_DAY, false), "#");
	assert_string_equal(number("-1", SHOWN_DAY, false), "#");
	assert_string_equal(number("0", SHOWN_DAY, false), "#");
}

static void test_form_sheet_days_may_be_counted_from_1904(void **state)
{
	struct workbook w = {.properties = "<workbookPr date1904=\"1\"/>",
		.styles =
			"<numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-42A]dd/mm/yyyy\"/><numFmt "
			"numFmtId=\"171\" "
			"formatCode=\"[Red]0&quot;day&quot;\\d\"/><numFmt numFmtId=\"172\" "
			"formatCode=\"0.00%\"/></numFmts>"
			"<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf "
			"numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/><xf "
			"numFmtId=\"172\"/></cellXfs>",
		.rows = "<row r=\"1\"><c r=\"A1\"><v>43920</v></c><c r=\"B1\" s=\"1\"><v>43920</v></c><c "
			"r=\"C1\" "
			"s=\"2\"><v>43920</v></c><c r=\"D1\" s=\"3\"><v>7</v></c><c r=\"E1\" "
			"s=\"4\"><v>0.5</v></c><c r=\"F1\" "
			"s=\"99\"><v>8</v></c></row>"};

	(void)state;
	assert_string_equal(number("0", SHOWN_DAY, true), "01/01/1904");
	assert_string_equal(read_workbook(w), "1:[43920][31/03/2024][31/03/2024][7][50%][8]\n");
	w.properties = "";
	assert_string_equal(read_workbook(w), "1:[43920][30/03/2020][30/03/2020][7][50%][8]\n");
}

static void test_form_sheet_cut_workbook_is_refused_wherever_it_was_cut(void **state)
{
	struct workbook w = {.rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"};
	struct slice whole = make(&w);

	(void)state;
	assert_string_equal(read_bytes(whole), "1:[1]\n");
	for (size_t n = 2; n < whole.len; n++)
		assert_non_null(strstr(read_bytes((struct slice){whole.text, n}), "found"));
}

static void test_form_sheet_bomb_is_refused(void **state)
{
	size_t used = 0, len = 8u << 20;
	char *blanks = malloc(len);
	struct archive *a = begin_package(&used);

	(void)state;
	assert_non_null(blanks);
	memset(blanks, ' ', len);
	add_part(a, "xl/workbook.xml", blanks, len);
	free(blanks);
	assert_non_null(strstr(read_bytes(end_package(a, &used)), "unpacks to more than"));
}

static void test_form_sheet_hostile_parts_are_refused(void **state)
{
	static const char *const bad[] = {"<row r=\"1\"><c r=\"A1\"><v>1</v></row>",
		"<row r=\"2\"/><row r=\"1\"/>", "<row r=\"1\"/><row r=\"1\"/>", "<row r=\"x\"/>",
		"<c r=\"A1\"><v>1</v></c>", "<row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row>",
		"<row r=\"1\"><c r=\"A1\" t=\"zz\"><v>1</v></c></row>",
		"<row r=\"1\"><c r=\"A1\"><v>&x;</v></c></row>",
		"<row r=\"1\"><c r=\"A1\"><v>\001</v></c></row>",
		"<row r=\"1\"><c r=\"A1\"><v>\xff</v></c></row>"};
	char deep[2000] = "";

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_non_null(strstr(read_rows(bad[i]), "found"));
	for (int i = 0; i < 70; i++)
		snprintf(deep + strlen(deep), sizeof(deep) - strlen(deep), "<x>");
	assert_non_null(strstr(read_rows(deep), "too deep"));
}

static void test_form_sheet_dtd_is_refused(void **state)
{
	static const char dtd[] = "<!DOCTYPE w [<!ENTITY a \"aaaa\">]><workbook " MAIN "/>";
	size_t used = 0;
	struct archive *a = begin_package(&used);

	(void)state;
	add_part(a, "xl/workbook.xml", dtd, sizeof(dtd) - 1);
	assert_non_null(strstr(read_bytes(end_package(a, &used)), "found a DTD, expected none"));
}

static void test_form_sheet_package_without_a_sheet_is_refused(void **state)
{
	size_t used = 0;
	struct archive *a = begin_package(&used);

	(void)state;
	add_part(a, "word/document.xml", "<x/>", 4);
	assert_non_null(strstr(read_bytes(end_package(a, &used)), "expected a workbook"));
}

static void test_form_sheet_csv_has_the_mark_that_its_first_row_has_most_of(void **state)
{
	(void)state;
	assert_string_equal(read_text("\xEF\xBB\xBF"
				      "a;b,c\r\n1;\" x \"\r\n"),
		"1:[a][b,c]\n2:[1][x]\n");
	assert_string_equal(read_text("a,b\n\n1,\"2\n3\"\n"), "1:[a][b]\n2:\n3:[1][2\n3]\n");
	assert_string_equal(read_text("a\tb\n"), "1:[a][b]\n");
	assert_string_equal(read_text("sep=|\r\na;x|b\r\n"), "1:[a;x][b]\n");
	assert_string_equal(read_text("a;\\N;b\"c\n"), "1:[a][\\N][b\"c]\n");
	assert_string_equal(read_text(""), "");
}

static void test_form_sheet_csv_may_be_utf16(void **state)
{
	static const char little[] = "\xFF\xFE"
				     "a\0;\0\xA1\x1E\n",
			  big[] = "\xFE\xFF"
				  "\0a\0;\x1E\xA1\0\n";

	(void)state;
	assert_string_equal(read_bytes((struct slice){little, 10}), "1:[a][\u1EA1]\n");
	assert_string_equal(read_bytes((struct slice){big, 10}), "1:[a][\u1EA1]\n");
	assert_non_null(strstr(read_text("a;\xE1\n"), "no UTF-8"));
	assert_string_equal(read_text("a;\xE1\xBA"), "1:[a]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_form_sheet_texts_are_shared_inline_or_rich),
		cmocka_unit_test(test_form_sheet_shared_text_out_of_range_is_refused),
		cmocka_unit_test(test_form_sheet_formula_is_its_saved_value_or_an_error),
		cmocka_unit_test(test_form_sheet_merged_cells_are_told),
		cmocka_unit_test(test_form_sheet_numbers_have_the_fifteen_digits_that_were_typed),
		cmocka_unit_test(test_form_sheet_days_are_serial_numbers),
		cmocka_unit_test(test_form_sheet_days_may_be_counted_from_1904),
		cmocka_unit_test(test_form_sheet_cut_workbook_is_refused_wherever_it_was_cut),
		cmocka_unit_test(test_form_sheet_bomb_is_refused),
		cmocka_unit_test(test_form_sheet_hostile_parts_are_refused),
		cmocka_unit_test(test_form_sheet_dtd_is_refused),
		cmocka_unit_test(test_form_sheet_package_without_a_sheet_is_refused),
		cmocka_unit_test(test_form_sheet_csv_has_the_mark_that_its_first_row_has_most_of),
		cmocka_unit_test(test_form_sheet_csv_may_be_utf16)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
