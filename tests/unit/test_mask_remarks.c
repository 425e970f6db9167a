/* What a province writes beside its figures is read as it was written; who is named in it is not. */
#include "core/buf.h"
#include "model/mask.h"
#include "unit.h"

#define ORDINARY_LEAST 95 /* of a hundred remarks */
#define HELD_OUT_LEAST 70 /* of those that no row was made for: one unknown word is enough to lose one */

static struct catalog *catalog;
static struct mask *mask;
static struct err e;

static bool is_left(enum mask_kept kind, const char *text)
{
	static struct buf out;
	bool is_masked, is_same;

	buf_reset(&out);
	assert_int_equal(mask_keep_text(mask, kind, slice_from(text), &out, &is_masked, &e), 0);
	is_same = strcmp(out.data ? out.data : "", text) == 0;
	assert_int_equal(is_masked, !is_same);
	if (!is_same)
		print_message("masked: %s\n", out.data);
	return is_same;
}

static void read_remarks(const char *path, enum mask_kept kind, size_t least, size_t percent)
{
	FILE *f = fopen(path, "r");
	char line[1000];
	size_t n = 0, left = 0;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		left += is_left(kind, line);
		n++;
	}
	fclose(f);
	assert_true(n >= least);
	print_message("%s: %zu of %zu as they were\n", path, left, n);
	assert_true(left * 100 >= n * percent);
}

static void test_mask_remarks_ordinary_ones_stay_in_texts_and_figures(void **state)
{
	(void)state;
	read_remarks("tests/data/remarks/ordinary.txt", MASK_TEXT, 100, ORDINARY_LEAST);
	read_remarks("tests/data/remarks/ordinary.txt", MASK_FIGURE, 100, ORDINARY_LEAST);
}

static void test_mask_remarks_that_no_row_was_made_for_stay_as_well(void **state)
{
	(void)state;
	read_remarks("tests/data/remarks/held-out.txt", MASK_FIGURE, 40, HELD_OUT_LEAST);
}

/* What is a place, a word and a name: decided by how it is written, and by what stands beside it. */
static void test_mask_remarks_of_names_that_are_words_too(void **state)
{
	static const char *const left[] = {"xã Ngọc Linh", "phường Quang Trung", "huyện Châu Đức",
		"tỉnh Thái Bình", "Thái Bình", "đạt mức trung bình", "Trung tâm đã báo cáo",
		"cơ quan công an", "Công an tỉnh"};
	static const char *const hidden[][2] = {{"Hoàng Mai", "‹5› ‹3›"}, {"quận Hoàng Mai", "quận ‹5› ‹3›"},
		{"Kim Thành", "‹3› ‹5›"}, {"kim thành", "‹3› ‹5›"}, {"Ngọc Linh", "‹4› ‹4›"},
		{"Trung Tâm", "‹5› ‹3›"}, {"Nguyễn Thị Trấn", "‹6› ‹3› ‹4›"},
		{"Nguyễn Thái Bình", "‹6› ‹4› ‹4›"}, {"Võ Công An", "‹2› ‹4› ‹2›"},
		{"Lan Quốc Gia", "‹3› ‹4› ‹3›"}, {"quốc gia hồng", "‹4› ‹3› ‹4›"}};

	(void)state;
	for (size_t i = 0; i < sizeof(left) / sizeof(*left); i++)
		assert_true(is_left(MASK_TEXT, left[i]));
	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++) {
		struct buf out = {0};
		bool is_masked;

		assert_int_equal(
			mask_keep_text(mask, MASK_TEXT, slice_from(hidden[i][0]), &out, &is_masked, &e), 0);
		assert_string_equal(out.data, hidden[i][1]);
		buf_release(&out);
	}
}

static int open_all(void **state)
{
	(void)state;
	return catalog_open(&catalog, NULL, 0, &e) || mask_open(&mask, catalog, &e);
}

static int close_all(void **state)
{
	(void)state;
	mask_free(mask);
	catalog_free(catalog);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mask_remarks_ordinary_ones_stay_in_texts_and_figures),
		cmocka_unit_test(test_mask_remarks_that_no_row_was_made_for_stay_as_well),
		cmocka_unit_test(test_mask_remarks_of_names_that_are_words_too)};

	return cmocka_run_group_tests(tests, open_all, close_all);
}
