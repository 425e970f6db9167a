/* Formulas: exact, three-valued, typed when parsed, bounded. */
#include "core/rational.h"
#include "formula/formula.h"
#include "formula/formula_steps.h"
#include "unit.h"

/* Names of the tests: a = 3, b = 0, x missing, kenh = 'online', none a missing text, yes, ngay. */
static bool find(void *arg, const char *name, struct formula_name *out)
{
	static const struct {
		const char *name;
		enum value_type type;
	} names[] = {{"a", VALUE_NUMBER}, {"b", VALUE_NUMBER}, {"x", VALUE_NUMBER}, {"kenh", VALUE_TEXT},
		{"none", VALUE_TEXT}, {"yes", VALUE_BOOL}, {"unknown", VALUE_BOOL}, {"ngay", VALUE_TEXT}};

	(void)arg;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, name) == 0) {
			*out = (struct formula_name){i, names[i].type};
			return true;
		}
	return false;
}

static const char *setting(void *arg, const char *name)
{
	(void)arg;
	if (strcmp(name, "states") == 0)
		return "9 10";
	if (strcmp(name, "sum") == 0)
		return "a + 1";
	if (strcmp(name, "loop") == 0)
		return "$loop";
	return NULL;
}

static bool join(void *arg, const char *feed, const char *column, struct formula_name *out)
{
	(void)arg;
	*out = (struct formula_name){7, VALUE_TEXT};
	return strcmp(feed, "list") == 0 && strcmp(column, "level") == 0;
}

static void get(void *arg, size_t index, struct value *out)
{
	static const char *const texts[] = {"", "", "", "online", "", "", "", "2024-03-31T23:59:59+07:00"};

	(void)arg;
	out->is_missing = index == 2 || index == 4 || index == 6;
	out->reason = index == 2 ? "x not received" : NULL;
	out->text = slice_from(texts[index]);
	out->is_true = true;
	if (index < 2)
		mpq_set_ui(out->number, index == 0 ? 3 : 0, 1);
}

static void lookup(void *arg, size_t index, struct slice key, struct value *out)
{
	(void)arg;
	assert_int_equal(index, 7);
	out->is_missing = !slice_equals(key, "online");
	out->text = slice_from("4");
}

static const struct formula_names names = {NULL, find, setting, join};

/* The value as text: a number, 'text', true, false, or ?reason. */
static const char *value_of(const char *text)
{
	static const struct formula_env env = {NULL, get, lookup};
	static char out[200];
	struct formula *f = NULL;
	struct buf b = {0};
	struct err e = {0};
	const struct value *v;

	if (formula_parse(&f, text, &names, "m.csv", 7, &e))
		fail_msg("%s", e.text);
	v = formula_eval(f, &env);
	v = formula_eval(f, &env); /* parsed once, evaluated many times */
	if (v->is_missing)
		snprintf(out, sizeof out, "?%s", v->reason ? v->reason : "");
	else if (v->type == VALUE_BOOL)
		snprintf(out, sizeof out, "%s", v->is_true ? "true" : "false");
	else if (v->type == VALUE_TEXT)
		snprintf(out, sizeof out, "'%.*s'", (int)v->text.len, v->text.text);
	else {
		assert_int_equal(rational_write(v->number, &b, &e), 0);
		snprintf(out, sizeof out, "%s", b.data);
	}
	buf_release(&b);
	formula_free(f);
	return out;
}

static void refused(const char *text, const char *message)
{
	struct formula *f = NULL;
	struct err e = {0};

	assert_int_equal(formula_parse(&f, text, &names, "m.csv", 7, &e), -1);
	assert_int_equal(e.kind, ERR_CATALOG);
	assert_string_equal(e.file, "m.csv");
	assert_int_equal(e.line, 7);
	if (!strstr(e.text, message))
		fail_msg("%s: found \"%s\", expected \"%s\"", text, e.text, message);
}

static void test_formula_arithmetic_is_exact(void **state)
{
	(void)state;
	assert_string_equal(value_of("1 + 2 * 3 - 4 / 8"), "6.5");
	assert_string_equal(value_of("(1 + 2) * 3"), "9");
	assert_string_equal(value_of("10 - 3 - 2"), "5");
	assert_string_equal(value_of("-a + 1"), "-2");
	assert_string_equal(value_of("0.1 + 0.2"), "0.3");
	assert_string_equal(value_of("1 / 3 * 3"), "1");
	assert_string_equal(value_of("785281 / 911125"), "785281/911125");
	assert_string_equal(value_of("9885295762 * 11291115716"), "111616018335626395592");
}

static void test_formula_compares_numbers_and_texts(void **state)
{
	(void)state;
	assert_string_equal(
		value_of("0.80 = 0.8 and 1 < 2 and 2 <= 2 and 3 > 2 and 2 >= 2 and 1 != 2"), "true");
	assert_string_equal(value_of("2 <= 1"), "false");
	assert_string_equal(value_of("kenh = 'online'"), "true");
	assert_string_equal(value_of("kenh != 'post'"), "true");
	assert_string_equal(value_of("day(ngay) <= '2024-03-31'"), "true");
	assert_string_equal(value_of("ngay <= '2024-03-31'"), "false");
}

static void test_formula_missing_stays_missing_with_its_reason(void **state)
{
	(void)state;
	assert_string_equal(value_of("x + 1"), "?x not received");
	assert_string_equal(value_of("1 + x"), "?x not received");
	assert_string_equal(value_of("x = 1"), "?x not received");
	assert_string_equal(value_of("a / b"), "?zero denominator");
	assert_string_equal(value_of("0 / b"), "?zero denominator");
	assert_string_equal(value_of("max(a, x)"), "?x not received");
	assert_string_equal(value_of("if(x > 1, 1, 2)"), "?x not received");
	assert_string_equal(value_of("missing(x)"), "true");
	assert_string_equal(value_of("coalesce(x, a)"), "3");
	assert_string_equal(value_of("missing(b)"), "false");
}

static void test_formula_and_or_are_kleenes(void **state)
{
	(void)state;
	assert_string_equal(value_of("unknown and 1 = 2"), "false");
	assert_string_equal(value_of("1 = 2 and unknown"), "false");
	assert_string_equal(value_of("unknown and yes"), "?");
	assert_string_equal(value_of("unknown or yes"), "true");
	assert_string_equal(value_of("yes or unknown"), "true");
	assert_string_equal(value_of("unknown or 1 = 2"), "?");
	assert_string_equal(value_of("not unknown"), "?");
	assert_string_equal(value_of("not 1 = 2"), "true");
}

static void test_formula_chooses(void **state)
{
	(void)state;
	assert_string_equal(value_of("if(a >= 3, 'many', 'few')"), "'many'");
	assert_string_equal(value_of("case(a < 1 -> 0; a < 5 -> 0.5; else 1)"), "0.5");
	assert_string_equal(value_of("case(else 1)"), "1");
	assert_string_equal(value_of("min(2, 1, 3) + max(2, 1, 3) * 10 + sum(2, 1, 3) * 100"), "631");
	assert_string_equal(value_of("lookup('list', kenh, 'level') = '4'"), "true");
	assert_string_equal(value_of("missing(lookup('list', none, 'level'))"), "true");
}

static void test_formula_settings_are_in_brackets_or_words(void **state)
{
	(void)state;
	assert_string_equal(value_of("$sum * 2"), "8");
	assert_string_equal(value_of("in('9', $states)"), "true");
	assert_string_equal(value_of("in('1', $states, '1')"), "true");
	assert_string_equal(value_of("in('8', $states)"), "false");
	assert_string_equal(value_of("in(none, $states)"), "?");
	refused("$nothing", "formula column 1: expected a setting that settings.csv has, found 'nothing'");
	refused("$loop", "settings nested less deep");
}

static void test_formula_errors_name_file_line_and_column(void **state)
{
	(void)state;
	refused("1 +", "formula column 4: expected a number, text, name or bracket, found the end");
	refused("1 2", "formula column 3: expected an operator or the end, found '2'");
	refused("nowhere + 1", "formula column 1: expected a name that is known here, found 'nowhere'");
	refused("power(2, 3)", "expected a function of the language, found 'power'");
	refused("'open", "expected a number, text, name or bracket");
	refused("1e5", "expected a number, text, name or bracket");
	refused("1.2.3", "expected a number, text, name or bracket");
	refused("", "found the end");
	refused("(1", "expected a closing bracket");
	refused("lookup('list', kenh, 'other')", "expected a column of the joined feed, found 'other'");
}

static void test_formula_types_are_checked_when_parsed(void **state)
{
	(void)state;
	refused("a = 'x'", "two values of one type");
	refused("a + kenh", "a number");
	refused("a and yes", "a claim");
	refused("if(a, 1, 2)", "if(claim, a, b)");
	refused("if(yes, 1, 'x')", "if(claim, a, b)");
	refused("case(yes -> 1; else 'x')", "cases of one type");
	refused("in(a, 'x')", "members of the type");
	refused("-kenh", "a number after -");
	refused("yes < yes", "two values of one type");
	refused("coalesce(a, kenh)", "other arguments");
	refused("missing(a, b)", "other arguments");
}

static void test_formula_depth_is_limited(void **state)
{
	char deep[200], chain[400] = "1";

	(void)state;
	memset(deep, '(', 60);
	deep[60] = '1';
	memset(deep + 61, ')', 60);
	deep[121] = '\0';
	assert_string_equal(value_of(deep), "1");
	memset(deep, '(', 121);
	refused(deep, "less deep than 64");
	memset(deep, '-', 121);
	refused(deep, "less deep than 64");
	for (size_t i = 0; i < 80; i++)
		memcpy(chain + 1 + 2 * i, "+1", 3);
	refused(chain, "less deep than 64");
}

static long moving; /* a, in thousandths */

static void get_moving(void *arg, size_t index, struct value *out)
{
	(void)arg;
	out->is_missing = index != 0;
	mpq_set_si(out->number, moving, 1000);
	mpq_canonicalize(out->number);
}

static uint64_t path_at(struct formula *f, long thousandths)
{
	static const struct formula_env env = {NULL, get_moving, lookup};
	uint64_t path;

	moving = thousandths;
	formula_eval_path(f, &env, &path);
	return path;
}

/* Whatever two numbers: they share a path when no threshold lies between them, and only then. */
static void test_formula_a_path_tells_the_sides_of_all_thresholds(void **state)
{
	static const struct {
		const char *text;
		long thresholds[4];
	} cases[] = {{"case(a >= 10 -> 1; a >= 7 -> 0.7; a >= 3 -> 0.3; else 0)", {3000, 7000, 10000}},
		{"if(a >= 0.80, 1, a / 0.80)", {800}}, {"if(a < 5, a, 5) + if(a >= 2, 1, 0)", {2000, 5000}},
		{"a * 2", {0}}};

	(void)state;
	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
		struct formula *f = NULL;
		struct err e = {0};

		assert_int_equal(formula_parse(&f, cases[c].text, &names, "m.csv", 7, &e), 0);
		for (long x = 1; x < 11000; x += 37)
			for (long y = x; y < x + 400; y += 11) {
				bool crosses = false;

				for (size_t t = 0; t < 4; t++)
					crosses = crosses ||
						  (cases[c].thresholds[t] > x && cases[c].thresholds[t] <= y);
				if ((path_at(f, x) != path_at(f, y)) != crosses)
					fail_msg("%s: %ld and %ld", cases[c].text, x, y);
			}
		formula_free(f);
	}
}

/* ---- told step by step ---- */

static const char *name_of(void *arg, size_t index)
{
	static const char *const called[] = {"a", "b", "x", "kenh", "none", "yes", "unknown", "ngay"};

	(void)arg;
	return called[index];
}

static int note_step(void *arg, const struct formula_step *s, struct err *e)
{
	const char *outcome = s->value->is_missing	       ? "?"
			      : s->value->type == VALUE_BOOL   ? s->value->is_true ? "true" : "false"
			      : s->value->type == VALUE_NUMBER ? "number"
							       : "text";

	return buf_addf(arg, e, "%s | %s | %s\n", s->text, s->filled, outcome);
}

static void assert_told(const char *text, const char *expected)
{
	struct err e = {0};
	struct formula *f = NULL;
	struct formula_env env = {.get = get, .lookup = lookup};
	struct buf out = {0};
	struct formula_telling t = {NULL, name_of, note_step, &out};

	assert_int_equal(formula_parse(&f, text, &names, "f", 1, &e), 0);
	assert_int_equal(formula_tell(f, &env, &t, &e), 0);
	assert_string_equal(out.data, expected);
	buf_release(&out);
	formula_free(f);
}

static void steps_are_told_with_their_numbers(void **state)
{
	(void)state;
	assert_told("100 * a / (a + 5)", "100 \xc3\x97 a / (a + 5) | 100 \xc3\x97 3 / (3 + 5) | number\n");
	assert_told("a - (a - 1)", "a - (a - 1) | 3 - (3 - 1) | number\n");
	assert_told("if(a >= 4, 1, case(a > 2 -> a / 9; else 0))",
		"a \xe2\x89\xa5 4 | 3 \xe2\x89\xa5 4 | false\na > 2 | 3 > 2 | true\na / 9 | 3 / 9 | "
		"number\n");
	assert_told("case(x > 1 -> 1; else 0)", "x > 1 | ? > 1 | ?\n");
	assert_told("min(a, 2.5)", "min(a; 2,5) | min(3; 2,5) | number\n");
	assert_told("in(kenh, $states)", "in(kenh; '9'; '10') | in('online'; '9'; '10') | false\n");
}

static void a_number_is_shown_exactly(void **state)
{
	static const struct {
		const char *number, *shown;
	} cases[] = {{"7/9", "7/9"}, {"0.875", "0,875"}, {"-12", "-12"}, {"1/3", "1/3"},
		{"0.123456789", "123456789/1000000000"}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct err e = {0};
		struct buf out = {0};
		mpq_t q;

		mpq_init(q);
		assert_int_equal(rational_parse(q, cases[i].number, strlen(cases[i].number), &e), 0);
		assert_int_equal(formula_show_number(q, &out, &e), 0);
		assert_string_equal(out.data, cases[i].shown);
		mpq_clear(q);
		buf_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(steps_are_told_with_their_numbers),
		cmocka_unit_test(a_number_is_shown_exactly),
		cmocka_unit_test(test_formula_arithmetic_is_exact),
		cmocka_unit_test(test_formula_compares_numbers_and_texts),
		cmocka_unit_test(test_formula_missing_stays_missing_with_its_reason),
		cmocka_unit_test(test_formula_and_or_are_kleenes), cmocka_unit_test(test_formula_chooses),
		cmocka_unit_test(test_formula_settings_are_in_brackets_or_words),
		cmocka_unit_test(test_formula_errors_name_file_line_and_column),
		cmocka_unit_test(test_formula_types_are_checked_when_parsed),
		cmocka_unit_test(test_formula_depth_is_limited),
		cmocka_unit_test(test_formula_a_path_tells_the_sides_of_all_thresholds)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
