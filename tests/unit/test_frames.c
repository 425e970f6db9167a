#include "stream/frames.h"
#include "unit.h"

/* A sink that writes what it is given into one text. */
struct seen {
	struct sink sink;
	struct buf text;
};

static int seen_put(struct sink *self, const struct record *r, struct err *e)
{
	struct seen *s = (struct seen *)self;

	if (buf_addf(&s->text, e, "%d %.*s %.*s %.*s %llu %llu %d;", (int)r->kind, (int)r->file.len,
		    r->file.text, (int)r->message.len, r->message.text ? r->message.text : "",
		    (int)r->sent.len, r->sent.text ? r->sent.text : "", (unsigned long long)r->number,
		    (unsigned long long)r->line, r->verdict.is_ok))
		return -1;
	if (r->kind == RECORD_FILE && buf_addf(&s->text, e, "%lld dropped;", (long long)r->verdict.dropped))
		return -1;
	for (size_t i = 0; i < r->ncells; i++)
		if (buf_addf(&s->text, e, "[%d %.*s]", (int)r->cells[i].state, (int)r->cells[i].len,
			    r->cells[i].text ? r->cells[i].text : ""))
			return -1;
	return 0;
}

static int seen_reject(struct sink *self, const struct reject *r, struct err *e)
{
	struct seen *s = (struct seen *)self;

	return buf_addf(&s->text, e, "reject %d %s %s %s %.*s;", (int)r->severity, r->field, r->code,
		r->expected, (int)r->found.len, r->found.text);
}

static const struct cell cells[] = {{"a\0b", 3, CELL_TEXT}, {NULL, 0, CELL_ABSENT}, {NULL, 0, CELL_EMPTY},
	{NULL, 0, CELL_NIL}, {"", 0, CELL_TEXT}};

static void write_all_kinds(struct frame_writer *w, struct err *e)
{
	struct record r = {.kind = RECORD_CLEAN,
		.file = SLICE("f"),
		.number = 300,
		.line = UINT64_MAX,
		.message = SLICE("m"),
		.sent = SLICE("s"),
		.cells = cells,
		.ncells = 5};
	struct reject j = {SLICE("f"), 1, 2, REJECT_FIELD, "ngay", "date.none", "a date", SLICE("x"),
		SLICE("H34.19"), SLICE("H34.19-1"), NULL};
	struct record file = {.kind = RECORD_FILE,
		.file = SLICE("f"),
		.sent = SLICE("s"),
		.verdict = {true, 2, 1, 7, SLICE("meta"), SLICE(""), 5}};
	struct record end = {.kind = RECORD_END, .number = 1};

	assert_int_equal(w->sink.put(&w->sink, &r, e), 0);
	assert_int_equal(w->sink.put(&w->sink, &r, e), 0);
	assert_int_equal(w->sink.reject(&w->sink, &j, e), 0);
	assert_int_equal(w->sink.put(&w->sink, &file, e), 0);
	assert_int_equal(frame_release_file(w, "HASH", e), 0);
	assert_int_equal(w->sink.put(&w->sink, &end, e), 0);
}

static void test_frames_give_back_what_was_put(void **state)
{
	struct seen seen = {{seen_put, seen_reject}, {0}};
	struct frame_writer w;
	struct err e = {0};
	bool ended;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(frame_writer_init(&w, ends[1], true, &e), 0);
	write_all_kinds(&w, &e);
	close(ends[1]);
	assert_int_equal(frames_read(ends[0], &seen.sink, &ended, &e), 0);
	assert_true(ended);
	assert_non_null(strstr(seen.text.data, "1 f m s 300 18446744073709551615 0;[3 a"));
	assert_non_null(strstr(seen.text.data, "[0 ][1 ][2 ][3 ]1 f m s 300"));
	assert_non_null(strstr(seen.text.data, "reject 0 ngay date.none a date x;"));
	assert_non_null(strstr(seen.text.data, "2 HASH  s 0 0 1;5 dropped;3 "));
	close(ends[0]);
	frame_writer_release(&w);
	buf_release(&seen.text);
}

static void test_frames_cut_off_have_no_end(void **state)
{
	struct seen seen = {{seen_put, seen_reject}, {0}};
	struct err e = {0};
	bool ended = true;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "\20\0\0\0Cabc", 8), 8);
	close(ends[1]);
	assert_int_equal(frames_read(ends[0], &seen.sink, &ended, &e), 0);
	assert_false(ended);
	close(ends[0]);
	buf_release(&seen.text);
}

static void test_frames_of_rubbish_are_refused_and_read_nothing_beyond(void **state)
{
	static const char *const bad[] = {"\1\0\0\0?", "\2\0\0\0C\377", "\6\0\0\0C\1\377\377\377\377",
		"\377\377\377\377", "\5\0\0\0R\3\1f\1"};
	static const size_t len[] = {5, 6, 10, 4, 9};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct seen seen = {{seen_put, seen_reject}, {0}};
		struct err e = {0};
		bool ended;
		int ends[2];

		assert_int_equal(pipe(ends), 0);
		assert_int_equal(write(ends[1], bad[i], len[i]), (ssize_t)len[i]);
		close(ends[1]);
		assert_int_equal(frames_read(ends[0], &seen.sink, &ended, &e), -1);
		assert_int_equal(e.kind, ERR_FAULT);
		close(ends[0]);
		buf_release(&seen.text);
	}
}

static void test_frames_carry_the_parsers_own_error(void **state)
{
	struct seen seen = {{seen_put, seen_reject}, {0}};
	struct frame_writer w;
	struct err said = {0}, e = {0};
	bool ended;
	int ends[2];

	(void)state;
	err_at(&said, ERR_NOMEM, "x.xml", 7, "out of memory for a record");
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(frame_writer_init(&w, ends[1], false, &e), 0);
	assert_int_equal(frame_write_error(&w, &said, &e), 0);
	close(ends[1]);
	assert_int_equal(frames_read(ends[0], &seen.sink, &ended, &e), -1);
	assert_int_equal(e.kind, ERR_NOMEM);
	assert_string_equal(e.file, "x.xml");
	assert_int_equal(e.line, 7);
	assert_string_equal(e.text, "out of memory for a record");
	close(ends[0]);
	frame_writer_release(&w);
	buf_release(&seen.text);
}

static void test_frames_stop_at_the_end_of_each_file(void **state)
{
	struct seen first = {{seen_put, seen_reject}, {0}}, second = {{seen_put, seen_reject}, {0}};
	struct record raw = {
		.kind = RECORD_RAW, .file = SLICE("g"), .number = 7, .cells = cells, .ncells = 5};
	struct frame_writer w;
	struct frames *f = NULL;
	struct err e = {0};
	bool is_done;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(frame_writer_init(&w, ends[1], true, &e), 0);
	write_all_kinds(&w, &e);
	assert_int_equal(frame_done(&w, &e), 0);
	assert_int_equal(w.sink.put(&w.sink, &raw, &e), 0);
	assert_int_equal(frame_done(&w, &e), 0);
	close(ends[1]);
	assert_int_equal(frames_new(&f, ends[0], &e), 0);
	assert_int_equal(frames_next(f, &first.sink, &is_done, &e), 0);
	assert_true(is_done);
	assert_null(strstr(first.text.data, " 7 "));
	assert_int_equal(frames_next(f, &second.sink, &is_done, &e), 0);
	assert_true(is_done);
	assert_non_null(strstr(second.text.data, "0 g   7 0 0;[3 a"));
	assert_int_equal(frames_next(f, &second.sink, &is_done, &e), 0);
	assert_false(is_done);
	close(ends[0]);
	frames_free(f);
	frame_writer_release(&w);
	buf_release(&first.text);
	buf_release(&second.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_frames_give_back_what_was_put),
		cmocka_unit_test(test_frames_stop_at_the_end_of_each_file),
		cmocka_unit_test(test_frames_cut_off_have_no_end),
		cmocka_unit_test(test_frames_of_rubbish_are_refused_and_read_nothing_beyond),
		cmocka_unit_test(test_frames_carry_the_parsers_own_error)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
