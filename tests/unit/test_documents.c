#include "inspect/documents.h"
#include "unit.h"

#define WORDS "chỉ tiêu"

static void test_documents_a_heading_says_how_many_rows_it_has(void **state)
{
	(void)state;
	assert_int_equal(section_announced("Kinh tế số (06 chỉ tiêu):", WORDS), 6);
	assert_int_equal(section_announced("Chính quyền số (15 chỉ tiêu):", WORDS), 15);
	assert_int_equal(section_announced("Xã hội số (mới) (14 chỉ tiêu)", WORDS), 14);
}

static void test_documents_a_heading_without_a_number_says_nothing(void **state)
{
	static const char *const silent[] = {"", "Hạ tầng số", "3. Hạ tầng số", "Hạ tầng số (mới)",
		"Kinh tế số 06 chỉ tiêu", "Kinh tế số (06 nhiệm vụ)", "Kinh tế số (06 chỉ tiêu",
		"Kinh tế số (06chỉ tiêu)", "Kinh tế số (-6 chỉ tiêu)", "Kinh tế số (6,5 chỉ tiêu)",
		"Kinh tế số ("};

	(void)state;
	for (size_t i = 0; i < sizeof(silent) / sizeof(*silent); i++)
		assert_int_equal(section_announced(silent[i], WORDS), -1);
	assert_int_equal(section_announced("Kinh tế số (06 chỉ tiêu):", ""), -1);
}

/* What is printed in any way of writing comes back. One character changed: the same number, the one that a
 * person would read now, or none. */
static void test_documents_any_number_of_rows_comes_back_and_no_other_is_made_of_it(void **state)
{
	static const char *const before[] = {"A (", "A (0", "A (b) ("}, *const behind[] = {"):", ")", ") c"};
	char text[100], changed[100];

	(void)state;
	for (long n = 0; n < 300; n++)
		for (size_t f = 0; f < 3; f++) {
			snprintf(text, sizeof(text), "%s%ld " WORDS "%s", before[f], n, behind[f]);
			assert_int_equal(section_announced(text, WORDS), n);
			for (size_t i = 0; text[i]; i++) {
				long got, read;
				char *digits;

				memcpy(changed, text, sizeof(text));
				changed[i] = changed[i] == '7' ? '3' : '7';
				got = section_announced(changed, WORDS);
				digits = strpbrk(changed, "0123456789");
				read = strtol(
					strrchr(changed, '(') ? strrchr(changed, '(') + 1 : digits, NULL, 10);
				if (got != -1 && got != n && got != read)
					fail_msg("\"%s\" is read as %ld", changed, got);
			}
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_documents_a_heading_says_how_many_rows_it_has),
		cmocka_unit_test(test_documents_a_heading_without_a_number_says_nothing),
		cmocka_unit_test(test_documents_any_number_of_rows_comes_back_and_no_other_is_made_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
