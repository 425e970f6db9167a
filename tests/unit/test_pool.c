#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "load/pool.h"
#include "stream/frames.h"

/* What a cell is told of each file: "row" it says the file's row and is done, "long" as much as no pipe holds
 * before, "die" it dies behind the row, "lost" before it, "none" it says no row, "twice" two. */
struct plan {
	const char *const *words; /* NULL: cannot be opened */
	unsigned opened;
};

struct heard {
	struct sink sink; /* first */
	char rows[4096];
	unsigned rejects;
};

static int put_row(struct frame_writer *w, const char *name, struct err *e)
{
	struct record r = {.kind = RECORD_FILE, .file = slice_from(name)};

	r.verdict.is_ok = true;
	return w->sink.put(&w->sink, &r, e);
}

static int say(void *arg, int fd, const char *request, size_t len, int out)
{
	static struct frame_writer w;
	struct reject why = {.severity = REJECT_FIELD, .field = "", .code = "", .expected = ""};
	char word[16], name[24];
	struct err e = {0};

	(void)arg;
	(void)fd;
	if (!w.sink.put && frame_writer_init(&w, out, false, &e))
		return -1;
	if (sscanf(request, "%15s %23s", word, name) != 2 || len == 0)
		return -1;
	why.found = slice_from(request);
	for (int i = 0; strcmp(word, "long") == 0 && i < 60000; i++)
		w.sink.reject(&w.sink, &why, &e);
	if (strcmp(word, "lost") == 0)
		raise(SIGKILL);
	if (strcmp(word, "none") != 0 && put_row(&w, name, &e))
		return -1;
	if (strcmp(word, "twice") == 0)
		put_row(&w, name, &e);
	if (strcmp(word, "die") == 0)
		raise(SIGKILL);
	return frame_done(&w, &e);
}

static int open_one(void *arg, size_t i, int *fd, struct buf *request, struct err *e)
{
	struct plan *p = arg;

	p->opened++;
	if (!p->words[i])
		return err_set(e, ERR_NOINPUT, "cannot be opened");
	*fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	return buf_addf(request, e, "%s f%zu", p->words[i], i) || buf_add_char(request, '\0', e) ? -1 : 0;
}

static int hear(struct sink *self, const struct record *r, struct err *e)
{
	struct heard *h = (struct heard *)self;
	size_t len = strlen(h->rows);

	(void)e;
	snprintf(h->rows + len, sizeof h->rows - len, "%.*s ", (int)r->file.len, r->file.text);
	return 0;
}

static int hear_reject(struct sink *self, const struct reject *r, struct err *e)
{
	(void)r;
	(void)e;
	((struct heard *)self)->rejects++;
	return 0;
}

static struct pool *begin(struct plan *plan, size_t n, size_t cells)
{
	struct pool_options o = {.cells = cells, .work = say, .shut = -1, .open = open_one, .arg = plan};
	struct err e = {0};
	struct pool *p;

	assert_int_equal(pool_new(&p, &o, &e), 0);
	pool_begin(p, 0, n);
	return p;
}

static enum pool_word read_one(struct pool *p, struct heard *h, struct err *e)
{
	enum pool_word word;

	*e = (struct err){0};
	h->sink = (struct sink){hear, hear_reject};
	pool_read(p, "x", &h->sink, &word, e);
	return word;
}

static void test_a_cell_that_dies_behind_the_row_costs_nothing(void **state)
{
	const char *const words[] = {"row", "die", "row", "die", "row"};
	struct plan plan = {words, 0};
	struct heard h = {0};
	struct pool *p = begin(&plan, 5, 2);
	struct err e;

	(void)state;
	for (int i = 0; i < 5; i++)
		assert_int_equal(read_one(p, &h, &e), POOL_DONE);
	assert_string_equal(h.rows, "f0 f1 f2 f3 f4 ");
	pool_free(p);
}

static void test_a_cell_that_dies_before_it_costs_that_file(void **state)
{
	const char *const words[] = {"row", "lost", "lost", "row"};
	struct plan plan = {words, 0};
	struct heard h = {0};
	struct pool *p = begin(&plan, 4, 2);
	struct err e;

	(void)state;
	assert_int_equal(read_one(p, &h, &e), POOL_DONE);
	assert_int_equal(read_one(p, &h, &e), POOL_LOST);
	assert_non_null(strstr(e.text, "killed by signal 9"));
	assert_int_equal(read_one(p, &h, &e), POOL_LOST);
	assert_int_equal(read_one(p, &h, &e), POOL_DONE);
	assert_string_equal(h.rows, "f0 f3 ");
	pool_free(p);
}

static void test_a_file_without_a_row_is_lost_and_one_with_two_has_the_first(void **state)
{
	const char *const words[] = {"none", "twice", "row", "row"};
	struct plan plan = {words, 0};
	struct heard h = {0};
	struct pool *p = begin(&plan, 4, 1);
	struct err e;

	(void)state;
	assert_int_equal(read_one(p, &h, &e), POOL_LOST);
	for (int i = 0; i < 3; i++)
		assert_int_equal(read_one(p, &h, &e), POOL_DONE);
	assert_string_equal(h.rows, "f1 f2 f3 ");
	pool_free(p);
}

static void test_what_cannot_be_opened_is_told_when_its_turn_comes(void **state)
{
	const char *const words[] = {"row", NULL, "row"};
	struct plan plan = {words, 0};
	struct heard h = {0};
	struct pool *p = begin(&plan, 3, 2);
	struct err e;

	(void)state;
	assert_int_equal(read_one(p, &h, &e), POOL_DONE);
	assert_int_equal(read_one(p, &h, &e), POOL_REFUSED);
	assert_int_equal(e.kind, ERR_NOINPUT);
	assert_string_equal(h.rows, "f0 ");
	pool_free(p);
}

static void test_more_than_a_pipe_or_a_queue_holds_comes_in_order(void **state)
{
	const char *words[400];
	struct plan plan = {words, 0};
	struct heard h = {0};
	struct pool *p;
	struct err e;
	char expected[4096] = "";

	(void)state;
	for (size_t i = 0, at = 0; i < 400; i++) {
		words[i] = i % 50 == 1 ? "long" : "row";
		at += (size_t)snprintf(expected + at, sizeof expected - at, "f%zu ", i);
	}
	p = begin(&plan, 400, 3);
	for (int i = 0; i < 400; i++)
		assert_int_equal(read_one(p, &h, &e), POOL_DONE);
	assert_string_equal(h.rows, expected);
	assert_int_equal(h.rejects, 8 * 60000);
	pool_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_cell_that_dies_behind_the_row_costs_nothing),
		cmocka_unit_test(test_a_cell_that_dies_before_it_costs_that_file),
		cmocka_unit_test(test_a_file_without_a_row_is_lost_and_one_with_two_has_the_first),
		cmocka_unit_test(test_what_cannot_be_opened_is_told_when_its_turn_comes),
		cmocka_unit_test(test_more_than_a_pipe_or_a_queue_holds_comes_in_order)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
