#include "folder.h"
#include "unit.h"
#include <gmp.h>
#include "compute/reclassify.h"
#include "core/rational.h"

/* Reorganisations: links followed on small catalogues written here, and the law that nothing is lost or made.
 */
#define BODIES 24
#define ROWS 60
#define ROUNDS 300

static struct err e;
static unsigned long seed;

static struct catalog *catalog_with(const char *agencies, const char *links)
{
	static char text[20000];

	snprintf(text, sizeof(text),
		"agency,territory,parent,level,name_vi,kind,valid_from,valid_to,source\n"
		"T,t,,province,T,body,,2025-06-30,t\nN,n,,province,N,body,,,t\n"
		"N.~,n,N,unknown,rest,unattributed,,,t\n~,,,unknown,rest,unattributed,,,t\n%s",
		agencies);
	folder_put("agencies.csv", text);
	snprintf(text, sizeof(text),
		"agency,successor,weight,basis,valid_from,source\nT,N,,found,2025-07-01,t\n%s", links);
	folder_put("agency_successors.csv", text);
	folder_put("measures.csv",
		"measure,kind,over_agencies,over_time,source\nm,sum,sum,sum,t\nk,distinct,union,union,t\n"
		"s,stated,none,none,t\nx,stated,mean,none,t\n");
	folder_put("calendars.csv",
		"calendar,period,kind,starts_on,ends_on,parent,source\n"
		"c,2024,year,2024-01-01,2024-12-31,,t\nc,2024-Q4,quarter,2024-10-01,2024-12-31,2024,t\n"
		"c,2025-Q2,quarter,2025-04-01,2025-06-30,,t\nc,2025-Q4,quarter,2025-10-01,2025-12-31,,t\n");
	return folder_catalog();
}

/* "A=1/2 B=1/2 rest=0" of agency by the agencies of date. */
static const char *followed(struct catalog *c, const char *agency, const char *from, const char *date)
{
	static char out[500];
	struct successors *s;
	struct successor_parts parts;

	assert_int_equal(successors_open(&s, c, date, &e), 0);
	successor_parts_init(&parts);
	assert_int_equal(successors_follow(s, agency, from, &parts, &e), 0);
	*out = '\0';
	for (size_t i = 0; i < parts.n; i++)
		gmp_snprintf(out + strlen(out), sizeof(out) - strlen(out), "%s=%Qd ", parts.list[i].agency,
			parts.list[i].share);
	gmp_snprintf(out + strlen(out), sizeof(out) - strlen(out), "rest=%Qd%s%s", parts.rest,
		*parts.unattributed ? " under " : "", parts.unattributed);
	successor_parts_release(&parts);
	successors_free(s);
	return out;
}

#define BODY(id, from, to) id ",t,T,province," id ",body," from "," to ",t\n"
#define NEW(id, from, to) id ",n,N,province," id ",body," from "," to ",t\n"

static void test_successors_links_are_followed_up_to_the_date(void **state)
{
	struct catalog *c =
		catalog_with(BODY("A", "", "2025-02-28") BODY("B", "", "2025-06-30") NEW("C", "", ""),
			"A,B,,found,2025-03-01,t\nB,C,,found,2025-07-01,t\n");

	(void)state;
	assert_string_equal(followed(c, "A", "2024-10-01", "2025-02-28"), "A=1 rest=0");
	assert_string_equal(followed(c, "A", "2024-10-01", "2025-03-01"), "B=1 rest=0");
	assert_string_equal(followed(c, "A", "2024-10-01", "2026-01-01"), "C=1 rest=0");
	/* still sent under its old code after it ended */
	assert_string_equal(followed(c, "A", "2025-04-01", "2026-01-01"), "C=1 rest=0");
	assert_string_equal(followed(c, "nobody", "2024-10-01", "2026-01-01"), "nobody=1 rest=0");
	catalog_free(c);
}

static void test_successors_split_by_weight_is_exact_and_without_is_nobodys(void **state)
{
	struct catalog *c =
		catalog_with(BODY("A", "", "2025-06-30") BODY("B", "", "2025-06-30")
				     BODY("D", "", "2025-06-30") BODY("E", "", "2025-06-30")
					     BODY("F", "", "2025-06-30") NEW("X", "", "") NEW("Y", "", ""),
			"A,X,1/3,decided,2025-07-01,t\nA,Y,2/3,decided,2025-07-01,t\n"
			"B,X,,memory,2025-07-01,t\nB,Y,,memory,2025-07-01,t\n"
			"D,X,0.25,decided,2025-07-01,t\nD,Y,,memory,2025-07-01,t\n"
			"E,,,found,2025-07-01,t\n");

	(void)state;
	assert_string_equal(followed(c, "A", "2024-10-01", "2026-01-01"), "X=1/3 Y=2/3 rest=0");
	assert_string_equal(followed(c, "B", "2024-10-01", "2026-01-01"), "rest=1 under N.~");
	assert_string_equal(followed(c, "D", "2024-10-01", "2026-01-01"), "X=1/4 rest=3/4 under N.~");
	assert_string_equal(followed(c, "E", "2024-10-01", "2026-01-01"), "rest=1 under N.~");
	assert_string_equal(followed(c, "F", "2024-10-01", "2026-01-01"), "rest=1 under N.~");
	catalog_free(c);
}

static void test_successors_a_body_that_gives_a_part_away_keeps_the_rest_of_it(void **state)
{
	struct catalog *c = catalog_with(NEW("A", "", "") NEW("B", "", ""),
		"A,A,0.7,decided,2025-07-01,t\nA,B,0.3,decided,2025-07-01,t\n");

	(void)state;
	assert_string_equal(followed(c, "A", "2024-10-01", "2026-01-01"), "A=7/10 B=3/10 rest=0");
	/* what it has after the day is its own */
	assert_string_equal(followed(c, "A", "2025-10-01", "2026-01-01"), "A=1 rest=0");
	catalog_free(c);
}

/* Criminal records went to the police; the department of justice goes on. */
static void test_successors_a_task_given_away_moves_no_figure_and_marks_both(void **state)
{
	struct catalog *c;
	struct successors *s;

	(void)state;
	c = catalog_with(BODY("J", "", "") BODY("P", "", ""), "");
	folder_put("agency_successors.csv",
		"agency,successor,weight,scope,basis,valid_from,source\nJ,P,,task,found,2025-03-01,t\n");
	assert_string_equal(followed(c, "J", "2024-10-01", "2025-06-30"), "J=1 rest=0");
	assert_int_equal(successors_open(&s, c, "2025-06-30", &e), 0);
	assert_string_equal(successors_given(s, "J", "2024-10-01", "2025-06-30"), "2025-03-01");
	assert_string_equal(successors_given(s, "J", "2025-03-01", "2025-06-30"), "");
	assert_string_equal(successors_given(s, "P", "2024-10-01", "2025-06-30"), "");
	assert_string_equal(successors_break(s, "J", "2024-10-01", "2025-06-30", false), "");
	assert_string_equal(successors_break(s, "P", "2024-10-01", "2025-06-30", false), "2025-03-01");
	assert_string_equal(successors_break(s, "J", "2024-10-01", "2025-06-30", true), "");
	assert_string_equal(successors_break(s, "P", "2024-10-01", "2025-06-30", true), "2025-03-01");
	assert_int_equal(successors_count(s, "P", "2024-10-01"), 1);
	successors_free(s);
	catalog_free(c);
}

static void test_successors_larger_scope_under_the_same_name_is_a_break(void **state)
{
	struct catalog *c =
		catalog_with(NEW("A", "", "") BODY("B", "", "2025-02-28") NEW("C", "2025-03-01", ""),
			"A,A,,memory,2025-03-01,t\nB,A,,memory,2025-03-01,t\nB,C,,memory,2025-03-01,t\n");
	struct successors *s;

	(void)state;
	assert_int_equal(successors_open(&s, c, "2026-01-01", &e), 0);
	assert_string_equal(successors_break(s, "A", "", "2024-12-31", false), "");
	assert_string_equal(successors_break(s, "A", "", "2025-03-31", false), "2025-03-01");
	/* new on that day: nothing of its name was there before */
	assert_string_equal(successors_break(s, "C", "", "2026-01-01", false), "");
	assert_string_equal(successors_break(s, "C", "2024-10-01", "2026-01-01", true), "2025-03-01");
	assert_string_equal(successors_break(s, "N", "", "2026-01-01", false), "2025-07-01");
	assert_int_equal(successors_count(s, "N", "2024-10-01"), 1);
	successors_free(s);
	catalog_free(c);
}

static unsigned pick(unsigned below)
{
	seed = seed * 6364136223846793005UL + 1442695040888963407UL;
	return (unsigned)(seed >> 33) % below;
}

/* Bodies 0..BODIES-1; links lead to a higher number on a later day, with all, some or no weights. */
static struct catalog *random_catalog(void)
{
	static const char *const days[] = {"2025-03-01", "2025-07-01"};
	static char bodies[8000], links[8000];

	*bodies = *links = '\0';
	for (unsigned i = 0; i < BODIES; i++) {
		unsigned day = i < BODIES / 2 ? 0 : 1, n = i >= 3 * BODIES / 4 ? 0 : pick(4), mode = pick(3);
		bool has_self = n > 1 && pick(4) == 0, is_lost = i < 3 * BODIES / 4 && !n;
		const char *end = (n && !has_self) || is_lost ? (day ? "2025-06-30" : "2025-02-28") : "";

		snprintf(bodies + strlen(bodies), sizeof(bodies) - strlen(bodies),
			"B%u,%s,%s,province,B%u,body,,%s,t\n", i, i % 2 ? "t" : "n", i % 2 ? "T" : "N", i,
			end);
		for (unsigned k = 0; k < n; k++) {
			unsigned low = day ? 3 * BODIES / 4 : BODIES / 2;
			unsigned to =
				has_self && k == 0 ? i : low + (pick(BODIES / 4) + k * 2) % (BODIES / 4);
			char weight[20] = "";

			if (mode == 0 || (mode == 1 && k == 0))
				snprintf(weight, sizeof(weight), "1/%u", n + (mode == 1));
			snprintf(links + strlen(links), sizeof(links) - strlen(links),
				"B%u,B%u,%s,decided,%s,t\n", i, to, weight, days[day]);
		}
	}
	return catalog_with(bodies, links);
}

static void store_fill(struct store *s)
{
	static const char *const periods[] = {"2024-Q4", "2025-Q2", "2025-Q4"};

	for (unsigned i = 0; i < ROWS; i++) {
		struct measure *m;
		char text[40];

		s->rows = realloc(s->rows, (s->n + 1) * sizeof(*s->rows));
		m = &s->rows[s->n++];
		*m = (struct measure){"m", "", "", "", MEASURE_SUM, "", "", "", "", "", "", "", "", "", ""};
		snprintf(text, sizeof(text), "B%u",
			i % (BODIES + 1)); /* one that the catalogue does not have */
		m->agency = arena_copy(&s->arena, text, strlen(text), &e);
		m->period = periods[i / (BODIES + 1)];
		snprintf(text, sizeof(text), "%u.%02u", pick(1000000), pick(100));
		m->value = arena_copy(&s->arena, text, strlen(text), &e);
	}
	assert_int_equal(store_settle(s, &e), 0);
}

static void total(const struct store *s, const char *period, mpq_t out)
{
	mpq_t v;

	mpq_init(v);
	mpq_set_ui(out, 0, 1);
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->rows[i].period, period) == 0) {
			assert_int_equal(
				rational_parse(v, s->rows[i].value, strlen(s->rows[i].value), &e), 0);
			assert_true(mpq_sgn(v) >= 0); /* nothing is owed */
			mpq_add(out, out, v);
		}
	mpq_clear(v);
}

/* Sum rolled up + unattributed = sum as it was, period by period, and every row stands under a body of the
 * day. */
static void law_holds(struct catalog *c, const char *date)
{
	static const char *const periods[] = {"2024-Q4", "2025-Q2", "2025-Q4"};
	struct store was = {0}, is = {0};
	struct successors *s;
	struct agencies *a;
	struct periods *p;
	size_t moved;
	mpq_t before, after;

	mpq_inits(before, after, NULL);
	store_fill(&was);
	assert_int_equal(successors_open(&s, c, date, &e), 0);
	assert_int_equal(agencies_open(&a, c, &e), 0);
	assert_int_equal(periods_load(&p, c, &e), 0);
	assert_int_equal(store_reclassify(&is, &was, c, p, s, &moved, &e), 0);
	for (size_t i = 0; i < 3; i++) {
		total(&was, periods[i], before);
		total(&is, periods[i], after);
		assert_true(mpq_equal(before, after));
	}
	for (size_t i = 0; i < is.n; i++)
		if (agencies_find(a, is.rows[i].agency, NULL))
			assert_non_null(agencies_find(a, is.rows[i].agency, date));
	for (size_t i = 1; i < is.n; i++)
		assert_true(measure_compare(&is.rows[i - 1], &is.rows[i]) < 0);
	mpq_clears(before, after, NULL);
	periods_free(p);
	agencies_free(a);
	successors_free(s);
	store_release(&is);
	store_release(&was);
}

static void test_successors_random_reorganisations_lose_and_make_nothing(void **state)
{
	(void)state;
	for (unsigned i = 0; i < ROUNDS; i++) {
		struct catalog *c;

		seed = i + 1;
		c = random_catalog();
		law_holds(c, "2025-02-01");
		law_holds(c, "2025-05-01");
		law_holds(c, "2026-11-01");
		catalog_free(c);
	}
}

/* One row a measure and agency, followed to 2026; "agency=value[flags] …". */
static const char *rolled(struct catalog *c, const struct measure *rows, size_t n)
{
	static char out[1000];
	struct store was = {.rows = malloc(n * sizeof(*rows)), .n = n, .cap = n}, is = {0};
	struct successors *s;
	struct periods *p;
	size_t moved;

	memcpy(was.rows, rows, n * sizeof(*rows));
	assert_int_equal(store_settle(&was, &e), 0);
	assert_int_equal(successors_open(&s, c, "2026-11-01", &e), 0);
	assert_int_equal(periods_load(&p, c, &e), 0);
	assert_int_equal(store_reclassify(&is, &was, c, p, s, &moved, &e), 0);
	*out = '\0';
	for (size_t i = 0; i < is.n; i++)
		snprintf(out + strlen(out), sizeof(out) - strlen(out), "%s%s=%s%s%s%s%s", i ? " " : "",
			is.rows[i].agency, is.rows[i].value, *is.rows[i].keys ? ":" : "", is.rows[i].keys,
			*is.rows[i].flags ? "!" : "", is.rows[i].flags);
	periods_free(p);
	successors_free(s);
	store_release(&is);
	store_release(&was);
	return out;
}

#define ROW(m, agency, kind, value, keys, flags)                                                             \
	{                                                                                                    \
		m, "", agency, "2024-Q4", kind, "", value, keys, "", "", "", "", "", flags, ""               \
	}

static void test_successors_merged_bodies_are_added_united_or_left_without_a_value(void **state)
{
	struct catalog *c = catalog_with(BODY("A", "", "2025-06-30") BODY("B", "", "2025-06-30") BODY("S", "",
						 "2025-06-30") NEW("C", "2025-07-01", "") NEW("D", "", ""),
		"A,C,,found,2025-07-01,t\nB,C,,found,2025-07-01,t\nS,C,,memory,2025-07-01,t\nS,D,,memory,"
		"2025-07-01,t\n");
	const struct measure sums[] = {ROW("m", "A", MEASURE_SUM, "1.5", "", "undecided=2"),
		ROW("m", "B", MEASURE_SUM, "2.25", "", "undecided=1 unknown_unit"),
		ROW("m", "S", MEASURE_SUM, "10", "", "")};
	const struct measure sets[] = {ROW("k", "A", MEASURE_DISTINCT, "2", "p q", ""),
		ROW("k", "B", MEASURE_DISTINCT, "2", "q r", ""),
		ROW("k", "S", MEASURE_DISTINCT, "1", "z", "")};
	const struct measure stated[] = {
		ROW("s", "A", MEASURE_STATED, "50", "", ""), ROW("s", "B", MEASURE_STATED, "60", "", "")};

	(void)state;
	assert_string_equal(rolled(c, sums, 3), "C=3.75!unknown_unit undecided=3 N.~=10");
	assert_string_equal(rolled(c, sets, 3), "C=3:p q r N.~=1:z");
	assert_string_equal(rolled(c, stated, 2), "C=!merged");
	assert_string_equal(rolled(c, stated, 1), "C=50");
	catalog_free(c);
}

/* "A=1 rest=0" after what lies outside the top was taken. */
static const char *kept(struct catalog *c, const char *agency, const char *date)
{
	static char out[500];
	struct successors *s;
	struct successor_parts parts;

	assert_int_equal(successors_open(&s, c, date, &e), 0);
	successor_parts_init(&parts);
	assert_int_equal(successors_follow(s, agency, "2024-10-01", &parts, &e), 0);
	assert_int_equal(successors_keep(s, agency, "2024-10-01", &parts, &e), 0);
	*out = '\0';
	for (size_t i = 0; i < parts.n; i++)
		gmp_snprintf(out + strlen(out), sizeof(out) - strlen(out), "%s=%Qd ", parts.list[i].agency,
			parts.list[i].share);
	gmp_snprintf(out + strlen(out), sizeof(out) - strlen(out), "rest=%Qd%s%s", parts.rest,
		*parts.unattributed ? " under " : "", parts.unattributed);
	successor_parts_release(&parts);
	successors_free(s);
	return out;
}

#define OUTSIDE                                                                                              \
	"B.1,t,B,province,B.1,body,,,t\nG,n,,group,G,group,,,t\ncentral,,,central,c,body,,,t\n"              \
	"central.1,,central,central,c.1,body,,,t\n"

static void test_successors_what_leaves_the_province_is_unattributed_in_it(void **state)
{
	struct catalog *c = catalog_with(OUTSIDE BODY("A", "", "2025-06-30") BODY("B", "", "2025-06-30")
						 BODY("D", "", "2025-06-30") BODY("stayed", "", "")
							 BODY("office", "", "2025-06-30") NEW("C", "", ""),
		"A,G,,memory,2025-07-01,t\nB,central,,found,2025-07-01,t\nD,central.1,1/4,decided,2025-07-"
		"01,t\n"
		"D,C,3/4,decided,2025-07-01,t\noffice,C,,found,2025-07-01,t\n");

	(void)state;
	assert_string_equal(kept(c, "A", "2026-01-01"), "rest=1 under N.~");
	assert_string_equal(kept(c, "B", "2026-01-01"), "rest=1 under N.~");
	assert_string_equal(kept(c, "D", "2026-01-01"), "C=3/4 rest=1/4 under N.~");
	assert_string_equal(kept(c, "office", "2026-01-01"), "C=1 rest=0");
	/* it has no end and no link: its province closed over it */
	assert_string_equal(kept(c, "stayed", "2026-01-01"), "rest=1 under N.~");
	assert_string_equal(kept(c, "stayed", "2025-06-30"), "stayed=1 rest=0");
	assert_string_equal(kept(c, "B.1", "2026-01-01"), "rest=1 under N.~"); /* of a province's body */
	/* the nation's own stay where they are, as does what nobody knows */
	assert_string_equal(kept(c, "central.1", "2026-01-01"), "central.1=1 rest=0");
	assert_string_equal(kept(c, "nobody", "2026-01-01"), "nobody=1 rest=0");
	catalog_free(c);
}

static void test_successors_a_set_split_by_weights_is_unattributed_as_a_whole(void **state)
{
	struct catalog *c = catalog_with(BODY("A", "", "2025-06-30") NEW("C", "", "") NEW("D", "", ""),
		"A,C,1/2,decided,2025-07-01,t\nA,D,1/2,decided,2025-07-01,t\n");
	const struct measure sets[] = {ROW("k", "A", MEASURE_DISTINCT, "2", "p q", ""),
		ROW("k", "C", MEASURE_DISTINCT, "1", "p", "")};
	const struct measure sums[] = {ROW("m", "A", MEASURE_SUM, "3", "", "")};

	(void)state;
	assert_string_equal(rolled(c, sets, 2), "C=1:p N.~=2:p q");
	assert_string_equal(rolled(c, sums, 1), "C=1.5 D=1.5");
	catalog_free(c);
}

static void test_successors_mean_is_of_all_that_merged_or_of_none(void **state)
{
	struct catalog *c = catalog_with("", "N,N,,found,2025-07-01,t\n");
	const struct measure both[] = {
		ROW("x", "T", MEASURE_STATED, "61.5", "", ""), ROW("x", "N", MEASURE_STATED, "70.2", "", "")};

	(void)state;
	assert_string_equal(rolled(c, both, 2), "N=65.85!mean");
	assert_string_equal(rolled(c, both, 1), "N=!mean_incomplete");
	assert_string_equal(rolled(c, both + 1, 1), "N=!mean_incomplete");
	catalog_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_successors_links_are_followed_up_to_the_date),
		cmocka_unit_test(test_successors_split_by_weight_is_exact_and_without_is_nobodys),
		cmocka_unit_test(test_successors_a_body_that_gives_a_part_away_keeps_the_rest_of_it),
		cmocka_unit_test(test_successors_a_task_given_away_moves_no_figure_and_marks_both),
		cmocka_unit_test(test_successors_larger_scope_under_the_same_name_is_a_break),
		cmocka_unit_test(test_successors_random_reorganisations_lose_and_make_nothing),
		cmocka_unit_test(test_successors_merged_bodies_are_added_united_or_left_without_a_value),
		cmocka_unit_test(test_successors_what_leaves_the_province_is_unattributed_in_it),
		cmocka_unit_test(test_successors_a_set_split_by_weights_is_unattributed_as_a_whole),
		cmocka_unit_test(test_successors_mean_is_of_all_that_merged_or_of_none)};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
