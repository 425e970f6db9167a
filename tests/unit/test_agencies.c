#include "model/agencies.h"
#include "model/agencies_rows.h"
#include "unit.h"

static struct catalog *catalog;
static struct agencies *agencies;
static struct err e;

static int open_catalog(void **state)
{
	const char *dirs[] = {
		"pipeline/catalog/base", "pipeline/catalog/ba-ria-vung-tau", "pipeline/catalog/kon-tum"};

	(void)state;
	return catalog_open(&catalog, dirs, 3, &e) || agencies_open(&agencies, catalog, &e);
}

static int close_catalog(void **state)
{
	(void)state;
	agencies_free(agencies);
	catalog_free(catalog);
	return 0;
}

static const char *matched(const char *territory, const char *date, const char *text)
{
	static char out[600];
	static const char *const states[] = {"found", "list", "unknown"};
	struct agency_match m;

	assert_int_equal(agencies_match(agencies, territory, date, slice_from(text), &m, &e), 0);
	snprintf(out, sizeof(out), "%s %s", states[m.state], m.ids);
	return out;
}

static void test_agencies_both_forms_of_code_are_one_unit(void **state)
{
	static const char *const same[] = {"000.00.19.H34", "H34.19", " H34.19 "};
	char path[40];

	(void)state;
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(matched("kon-tum", "2024-02-01", same[i]), "found H34.19");
	assert_string_equal(matched("kon-tum", "2024-02-01", "000.00.00.H34"), "found H34");
	assert_string_equal(matched("kon-tum", "2024-02-01", "000.03.41.H34"), "found H34.41.03");
	assert_int_equal(agency_code_path(SLICE("001.05.41.H34"), path), 13);
	assert_string_equal(path, "H34.41.05.001");
}

static void test_agencies_what_is_no_code_has_no_path(void **state)
{
	static const char *const bad[] = {"", "H3", "h34.19", "H34..19", "H34.", "H34.1-2", "00.00.19.H34",
		"H34X", "000.00.1A.H34", "H34.0123456789.0123456789.0123456789.01"};
	char path[40];

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_int_equal(agency_code_path(slice_from(bad[i]), path), 0);
}

static void test_agencies_names_match_on_the_folded_key(void **state)
{
	(void)state;
	assert_string_equal(matched("kon-tum", "2024-02-01", "Sở Tư pháp"), "found H34.19");
	assert_string_equal(matched("kon-tum", "2024-02-01", "SỞ TƯ PHÁP"), "found H34.19");
	assert_string_equal(matched("kon-tum", "2024-02-01", "Sở Công thương"), "found H34.05");
	assert_string_equal(
		matched("kon-tum", "2024-02-01", "Sở Lao động- Thương binh và Xã hội"), "found H34.11");
	assert_string_equal(
		matched("kon-tum", "2024-02-01", "Bộ Tài Chính"), "found trung-uong/bo-tai-chinh");
}

static void test_agencies_one_name_is_another_body_in_another_territory(void **state)
{
	(void)state;
	assert_string_equal(matched("kon-tum", "2024-02-01", "Sở Y tế"), "found H34.15");
	assert_string_equal(
		matched("ba-ria-vung-tau", "2024-02-01", "Sở Y tế"), "found ba-ria-vung-tau/so-y-te");
	assert_string_equal(
		matched("kon-tum/kon-ray", "2024-02-01", "Phòng Y tế"), "found kon-tum/kon-ray/phong-y-te");
	assert_string_equal(matched("kon-tum", "2024-02-01", "Phòng Y tế"), "unknown H34.?");
	/* a district falls back on its province */
	assert_string_equal(matched("kon-tum/kon-ray", "2024-02-01", "Sở Y tế"), "found H34.15");
}

static void test_agencies_unknown_unit_counts_under_its_territory(void **state)
{
	(void)state;
	assert_string_equal(matched("kon-tum", "2024-02-01", "Sở Lạ Hoắc"), "unknown H34.?");
	assert_string_equal(matched("kon-tum", "2024-02-01", "H34.99"), "unknown H34.?");
	assert_string_equal(matched("kon-tum/kon-ray", "2024-02-01", "Sở Lạ Hoắc"), "unknown H34.?");
	assert_string_equal(matched("nowhere", "2024-02-01", "Sở Y tế"), "unknown ");
	assert_string_equal(matched("kon-tum", "2024-02-01", "S\xE9"), "unknown H34.?");
}

static void test_agencies_near_miss_is_suggested_never_matched(void **state)
{
	const struct agency *near[3];

	(void)state;
	assert_string_equal(matched("kon-tum", "2024-02-01", "Sở Tư phap"), "unknown H34.?");
	assert_true(agencies_suggest(agencies, "kon-tum", "2024-02-01", SLICE("Sở Tư phap"), near, 3) >= 1);
	assert_string_equal(near[0]->id, "H34.19");
	assert_int_equal(
		agencies_suggest(agencies, "kon-tum", "2024-02-01", SLICE("Quán phở Thìn"), near, 3), 0);
}

static void test_agencies_are_those_of_the_date(void **state)
{
	(void)state;
	assert_string_equal(matched("kon-tum", "2025-02-28", "Sở Thông tin và Truyền thông"), "found H34.10");
	assert_string_equal(
		matched("kon-tum", "2025-03-01", "Sở Thông tin và Truyền thông"), "unknown H34.?");
	assert_string_equal(matched("kon-tum", "2025-03-01", "Sở Nông nghiệp và Môi trường"), "found H34.31");
	assert_string_equal(
		matched("kon-tum", "2024-03-01", "Sở Nông nghiệp và Môi trường"), "unknown H34.?");
	assert_int_not_equal(
		agencies_epoch(agencies, SLICE("2025-02-28")), agencies_epoch(agencies, SLICE("2025-03-01")));
	assert_int_equal(
		agencies_epoch(agencies, SLICE("2024-01-02")), agencies_epoch(agencies, SLICE("2024-03-31")));
}

static void test_agencies_lists_are_split_by_longest_match(void **state)
{
	(void)state;
	assert_string_equal(matched("kon-tum", "2024-02-01", "Sở Y tế, Sở Tư pháp; UBND cấp huyện"),
		"list H34.15 H34.19 kon-tum/nhom-uy-ban-nhan-dan-cap-huyen");
	assert_string_equal(
		matched("kon-tum", "2024-02-01", "Sở TTTT Văn phòng UBND tỉnh"), "list H34.10 H34.01");
	assert_string_equal(
		matched("kon-tum", "2024-02-01", "Lãnh đạo: Sở Y tế - Sở Tư pháp"), "list H34.15 H34.19");
	assert_string_equal(matched("kon-tum", "2024-02-01", "Các sở, ban, ngành"),
		"found kon-tum/nhom-cac-so-ban-nganh");
	assert_string_equal(matched("kon-tum", "2024-02-01", "Sở Y tế, Sở Lạ"), "unknown H34.?");
}

/* Rows that name a whole list prove the splitting: without them it must say the same. */
static void test_agencies_every_list_of_the_documents_is_split_or_marked(void **state)
{
	const struct table *t = catalog_get(catalog, "agency_aliases", &e);
	size_t n = 0, wrong = 0;

	(void)state;
	for (size_t i = 0; i < t->nrows; i++) {
		struct agency_match m;

		if (strcmp(table_get(t, i, "context"), "list") != 0 ||
			strstr(table_get(t, i, "source"), "by hand"))
			continue;
		assert_int_equal(agencies_split(agencies, table_get(t, i, "territory"), "2024-02-01",
					 slice_from(table_get(t, i, "alias")), &m, &e),
			0);
		n++;
		if (strcmp(m.ids, table_get(t, i, "agencies")) == 0)
			continue;
		wrong++;
		print_message("%s: found %s, expected %s\n", table_get(t, i, "alias"), m.ids,
			table_get(t, i, "agencies"));
	}
	assert_int_equal(wrong, 0);
	assert_true(n >= 40);
}

static void test_agencies_all_strings_of_the_documents_are_known(void **state)
{
	const struct table *t = catalog_get(catalog, "agency_aliases", &e);
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < t->nrows; i++) {
		const char *context = table_get(t, i, "context");
		struct agency_match m;

		if (*context && strcmp(context, "list") != 0)
			continue;
		assert_int_equal(agencies_match(agencies, table_get(t, i, "territory"), "2024-02-01",
					 slice_from(table_get(t, i, "alias")), &m, &e),
			0);
		assert_string_equal(m.ids, table_get(t, i, "agencies"));
		n++;
	}
	assert_true(n >= 267);
}

static void test_agencies_roll_up_over_three_levels(void **state)
{
	const struct agency *commune = agencies_find(agencies, "H34.41.03", "2024-02-01"), *district,
			    *province;

	(void)state;
	assert_non_null(commune);
	district = agencies_find(agencies, commune->parent, "2024-02-01");
	assert_string_equal(district->id, "H34.41");
	province = agencies_find(agencies, district->parent, "2024-02-01");
	assert_string_equal(province->id, "H34");
	assert_string_equal(province->parent, "");
}

static void test_agencies_group_expands_by_membership(void **state)
{
	size_t at = 0, n = 0;

	(void)state;
	while (agencies_member(agencies, "kon-tum/nhom-uy-ban-nhan-dan-cap-huyen", "2024-02-01", &at))
		n++;
	assert_int_equal(n, 10);
	at = 0;
	assert_null(agencies_member(agencies, "kon-tum/nhom-uy-ban-nhan-dan-cap-huyen", "2026-01-01", &at));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agencies_both_forms_of_code_are_one_unit),
		cmocka_unit_test(test_agencies_what_is_no_code_has_no_path),
		cmocka_unit_test(test_agencies_names_match_on_the_folded_key),
		cmocka_unit_test(test_agencies_one_name_is_another_body_in_another_territory),
		cmocka_unit_test(test_agencies_unknown_unit_counts_under_its_territory),
		cmocka_unit_test(test_agencies_near_miss_is_suggested_never_matched),
		cmocka_unit_test(test_agencies_are_those_of_the_date),
		cmocka_unit_test(test_agencies_lists_are_split_by_longest_match),
		cmocka_unit_test(test_agencies_every_list_of_the_documents_is_split_or_marked),
		cmocka_unit_test(test_agencies_all_strings_of_the_documents_are_known),
		cmocka_unit_test(test_agencies_roll_up_over_three_levels),
		cmocka_unit_test(test_agencies_group_expands_by_membership),
	};

	return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
