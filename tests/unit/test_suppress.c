#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "suppress/suppress.h"

#define CELLS "cell,value,protect,cost,shown\n"
#define RELATIONS "relation,is,cell,coefficient\n"

static FILE *text(const char *content)
{
	FILE *f = fmemopen((void *)content, strlen(content), "r");

	assert_non_null(f);
	return f;
}

/* The states of the cells, a letter each: o, s, c; or what was wrong. */
static const char *states(const char *cells, const char *relations)
{
	static char out[4096];
	char *written = NULL, *at = out;
	size_t len = 0;
	struct suppress *s = NULL;
	struct err e = {0};
	FILE *a = text(cells), *b = text(relations), *to = open_memstream(&written, &len);

	if (suppress_read(&s, a, "cells", b, "relations", &e) || suppress_work(s, &e) ||
		suppress_write(s, to, &e)) {
		snprintf(out, sizeof out, "%s:%ld: %s", e.file, e.line, e.text);
	} else {
		fflush(to);
		for (char *comma = strchr(written, '\n'); comma && (comma = strchr(comma, ','));
			comma = strchr(comma, '\n'))
			*at++ = comma[1];
		*at = '\0';
	}
	suppress_free(s);
	fclose(a);
	fclose(b);
	fclose(to);
	free(written);
	return out;
}

static void test_a_small_part_of_a_total_takes_one_more_with_it(void **state)
{
	(void)state;
	/* 9 = 2 + 4 + 3: the cheapest other one */
	assert_string_equal(states(CELLS "1,9,0,10,1\n2,2,3,1,1\n3,4,0,2,1\n4,3,0,3,1\n",
				    RELATIONS "t,=,1,1\nt,=,2,-1\nt,=,3,-1\nt,=,4,-1\n"),
		"osco");
}

static void test_parts_of_one_each_take_the_total_with_them(void **state)
{
	(void)state;
	/* 3 = 1 + 1 + 1: whoever sees the total knows them all */
	assert_string_equal(states(CELLS "1,3,0,1000,1\n2,1,3,1,1\n3,1,3,1,1\n4,1,3,1,1\n",
				    RELATIONS "t,=,1,1\nt,=,2,-1\nt,=,3,-1\nt,=,4,-1\n"),
		"csss");
}

static void test_two_small_ones_that_make_each_other_up_are_enough_only_when_they_can_be_far_apart(
	void **state)
{
	(void)state;
	/* 4 = 2 + 2: each can be 1 to 3 at most, not three apart */
	assert_string_equal(
		states(CELLS "1,4,0,5,1\n2,2,3,1,1\n3,2,3,1,1\n", RELATIONS "t,=,1,1\nt,=,2,-1\nt,=,3,-1\n"),
		"css");
}

static void test_a_zero_stays(void **state)
{
	(void)state;
	assert_string_equal(
		states(CELLS "1,2,3,9,1\n2,2,3,1,1\n3,0,0,1,1\n", RELATIONS "t,=,1,1\nt,=,2,-1\nt,=,3,-1\n"),
		"sso");
}

static void test_what_is_shown_to_nobody_costs_nothing(void **state)
{
	(void)state;
	assert_string_equal(
		states(CELLS "1,9,0,1,1\n2,2,3,1,1\n3,7,0,1,0\n", RELATIONS "t,=,1,1\nt,=,2,-1\nt,=,3,-1\n"),
		"oso");
}

static void test_a_table_of_two_ways_needs_a_square(void **state)
{
	const char *found;

	(void)state;
	/* rows a, b, total of columns x, y, total; one small one */
	found = states(CELLS "1,2,3,1,1\n2,8,0,1,1\n3,10,0,9,1\n4,7,0,1,1\n5,6,0,1,1\n6,13,0,9,1\n7,9,0,9,"
			     "1\n8,14,0,9,1\n9,23,0,99,1\n",
		RELATIONS
		"a,=,3,1\na,=,1,-1\na,=,2,-1\nb,=,6,1\nb,=,4,-1\nb,=,5,-1\nx,=,7,1\nx,=,1,-1\nx,=,4,-1\n"
		"y,=,8,1\ny,=,2,-1\ny,=,5,-1\nt,=,9,1\nt,=,3,-1\nt,=,6,-1\nu,=,9,1\nu,=,7,-1\nu,=,8,-1\n");
	assert_string_equal(found, "scoccoooo");
}

static void test_what_can_be_no_more_than_another_takes_it_with_it(void **state)
{
	(void)state;
	/* 2 of 3: it cannot be 5 unless the 3 may be more */
	assert_string_equal(states(CELLS "1,3,0,9,1\n2,2,3,1,1\n", RELATIONS "t,<=,2,1\nt,<=,1,-1\n"), "cs");
	/* 2 of 30: it can */
	assert_string_equal(states(CELLS "1,30,0,9,1\n2,2,3,1,1\n", RELATIONS "t,<=,2,1\nt,<=,1,-1\n"), "os");
}

static void test_what_hangs_together_with_nothing_is_left_out_alone(void **state)
{
	(void)state;
	assert_string_equal(states(CELLS "1,1,3,1,1\n2,7,0,1,1\n", RELATIONS), "so");
	assert_string_equal(states(CELLS, RELATIONS), "");
}

static void test_halves_are_no_move(void **state)
{
	(void)state;
	/* a = 2b: a move of 3 is none of a half */
	assert_string_equal(states(CELLS "1,2,3,1,1\n2,1,0,1,1\n", RELATIONS "t,=,1,1\nt,=,2,-2\n"), "sc");
}

static void test_what_is_wrong_is_said_at_its_line(void **state)
{
	(void)state;
	assert_string_equal(
		states("cell,value\n", RELATIONS), "cells:1: found another header, expected cell,value,…");
	assert_string_equal(states("", RELATIONS), ":0: cells: found nothing, expected a header");
	assert_string_equal(states(CELLS "2,1,0,1,1\n", RELATIONS),
		"cells:2: cell: found '2', expected numbers from 1 in their order");
	assert_string_equal(states(CELLS "1,1.5,0,1,1\n", RELATIONS),
		"cells:2: value: found '1.5', expected a whole number within its bounds");
	assert_string_equal(states(CELLS "1,-1,0,1,1\n", RELATIONS),
		"cells:2: value: found '-1', expected a whole number within its bounds");
	assert_string_equal(
		states(CELLS "1,,0,1,1\n", RELATIONS), "cells:2: value: found '', expected a whole number");
	assert_string_equal(states(CELLS "1,0,3,1,1\n", RELATIONS),
		"cells:2: protect: found '3', expected 0 of a value of 0 and of one that is not shown");
	assert_string_equal(states(CELLS "1,5,0,1\n", RELATIONS), "cells:2: found 4 cells, expected 5");
	assert_string_equal(states(CELLS "1,5,0,1,1\n", RELATIONS "t,=,2,1\n"),
		"relations:2: cell: found '2', expected a whole number within its bounds");
	assert_string_equal(states(CELLS "1,5,0,1,1\n", RELATIONS "t,==,1,1\n"),
		"relations:2: is: found '==', expected = or <=");
	assert_string_equal(states(CELLS "1,5,0,1,1\n", RELATIONS "t,=,1,1\nt,<=,1,1\n"),
		"relations:3: is: found '<=', expected what the rows of the relation before have");
	assert_string_equal(states(CELLS "1,5,0,1,1\n2,4,0,1,1\n", RELATIONS "t,=,1,1\nt,=,2,-1\n"),
		":0: relations: relation 1: found a sum of 1, expected exactly 0");
	assert_string_equal(states(CELLS "1,5,0,1,1\n2,4,0,1,1\n", RELATIONS "t,<=,1,1\nt,<=,2,-1\n"),
		":0: relations: relation 1: found a sum of 1, expected at most 0");
	assert_string_equal(states(CELLS "1,0,0,1,1\n", RELATIONS "t,=,1,1\nt,=,1,1\n"),
		":0: relations: relation 1: found cell 1 twice, expected it once");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_small_part_of_a_total_takes_one_more_with_it),
		cmocka_unit_test(test_parts_of_one_each_take_the_total_with_them),
		cmocka_unit_test(
			test_two_small_ones_that_make_each_other_up_are_enough_only_when_they_can_be_far_apart),
		cmocka_unit_test(test_a_zero_stays),
		cmocka_unit_test(test_what_is_shown_to_nobody_costs_nothing),
		cmocka_unit_test(test_a_table_of_two_ways_needs_a_square),
		cmocka_unit_test(test_what_can_be_no_more_than_another_takes_it_with_it),
		cmocka_unit_test(test_what_hangs_together_with_nothing_is_left_out_alone),
		cmocka_unit_test(test_halves_are_no_move),
		cmocka_unit_test(test_what_is_wrong_is_said_at_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
