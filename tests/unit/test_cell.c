#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include "core/cell.h"
#include "core/limits.h"

static int memory_file(const char *text)
{
	char name[] = "/tmp/chiso-cell-XXXXXX";
	int fd = mkstemp(name);

	assert_true(fd >= 0);
	unlink(name);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	lseek(fd, 0, SEEK_SET);
	return fd;
}

/* Says the request and what the file holds. */
static int echo(void *arg, int fd, const char *request, size_t len, int out)
{
	char text[200];
	ssize_t n = read(fd, text, sizeof text);

	(void)arg;
	if (len == 4 && memcmp(request, "fail", 4) == 0)
		return -1;
	if (len == 3 && memcmp(request, "die", 3) == 0)
		raise(SIGKILL);
	if (len == 4 && memcmp(request, "open", 4) == 0)
		n = open("/tmp/chiso-cell-none", O_CREAT | O_WRONLY, 0600) >= 0 && write(3, "x", 1) == 1;
	dprintf(out, "%.*s=%.*s;", (int)len, request, (int)n, text);
	return 0;
}

static void give(struct cell_process *c, const char *request, const char *text)
{
	struct err e = {0};
	int fd = memory_file(text);

	assert_int_equal(cell_give(c, fd, request, strlen(request), &e), 0);
	close(fd);
}

static const char *answers(struct cell_process *c)
{
	static char text[4096];
	size_t len = 0;
	ssize_t n;

	while ((n = read(c->from, text + len, sizeof text - 1 - len)) > 0)
		len += (size_t)n;
	text[len] = '\0';
	return text;
}

static void test_files_are_answered_in_the_order_of_giving(void **state)
{
	struct err e = {0};
	struct cell_process c;

	(void)state;
	assert_int_equal(cell_start(&c, echo, NULL, NULL, 0, &e), 0);
	give(&c, "a", "one");
	give(&c, "", "two");
	give(&c, "c", "");
	cell_finish(&c);
	assert_string_equal(answers(&c), "a=one;=two;c=;");
	assert_int_equal(cell_end(&c, "x", 0, true, &e), 0);
}

static void test_a_killed_cell_is_told_with_its_signal(void **state)
{
	struct err e = {0};
	struct cell_process c;

	(void)state;
	assert_int_equal(cell_start(&c, echo, NULL, NULL, 0, &e), 0);
	give(&c, "a", "one");
	give(&c, "die", "two");
	assert_string_equal(answers(&c), "a=one;");
	assert_int_equal(cell_end(&c, "two.xml", 0, false, &e), -1);
	assert_int_equal(e.kind, ERR_FAULT);
	assert_string_equal(e.file, "two.xml");
	assert_non_null(strstr(e.text, "killed by signal 9"));
}

static void test_a_cell_that_fails_is_told_with_its_status(void **state)
{
	struct err e = {0};
	struct cell_process c;

	(void)state;
	assert_int_equal(cell_start(&c, echo, NULL, NULL, 0, &e), 0);
	give(&c, "fail", "one");
	assert_string_equal(answers(&c), "");
	assert_int_equal(cell_end(&c, "one.xml", 0, false, &e), -1);
	assert_non_null(strstr(e.text, "status 70"));
}

static void test_the_first_error_stands(void **state)
{
	struct err e = {0};
	struct cell_process c;

	(void)state;
	assert_int_equal(cell_start(&c, echo, NULL, NULL, 0, &e), 0);
	err_set(&e, ERR_DATABASE, "away");
	assert_int_equal(cell_end(&c, "one.xml", -1, false, &e), -1);
	assert_int_equal(e.kind, ERR_DATABASE);
}

/* Whether any descriptor but the standard ones and its own two is open. */
static int count_open(void *arg, int fd, const char *request, size_t len, int out)
{
	int n = 0;

	(void)arg;
	(void)request;
	(void)len;
	for (int i = 3; i < 64; i++)
		n += fcntl(i, F_GETFD) >= 0;
	(void)fd;
	dprintf(out, "%d", n);
	return 0;
}

static void test_no_descriptor_of_the_parent_is_left_in_it(void **state)
{
	struct err e = {0};
	int strange[2] = {memory_file("secret"), fcntl(memory_file("far"), F_DUPFD, 40)};
	struct cell_process c;

	(void)state;
	assert_int_equal(cell_start(&c, count_open, NULL, strange, 1, &e), 0);
	give(&c, "", "x");
	cell_finish(&c);
	assert_string_equal(answers(&c), "3"); /* requests, answers, the file */
	assert_int_equal(cell_end(&c, "x", 0, true, &e), 0);
}

static void test_a_full_queue_is_no_error_and_loses_nothing(void **state)
{
	struct err e = {0};
	char request[8192];
	unsigned given = 0;
	struct cell_process c;
	int fd = memory_file("t"), rc = 0;

	(void)state;
	memset(request, 'r', sizeof request);
	assert_int_equal(cell_start(&c, count_open, NULL, NULL, 0, &e), 0);
	kill(c.pid, SIGSTOP);
	while ((rc = cell_give(&c, fd, request, sizeof request, &e)) == 0)
		given++;
	assert_int_equal(rc, 1);
	assert_true(given > 2);
	kill(c.pid, SIGCONT);
	cell_finish(&c);
	assert_int_equal(strlen(answers(&c)), given);
	assert_int_equal(cell_end(&c, "x", 0, true, &e), 0);
}

/* Leaves the pipe and goes on: nobody would ever hear of it again. */
static int hide(void *arg, int fd, const char *request, size_t len, int out)
{
	(void)arg;
	(void)fd;
	(void)request;
	(void)len;
	close(out);
	for (volatile unsigned long i = 1; i != 0; i++)
		;
	return 0;
}

static void test_one_that_left_its_pipe_is_not_waited_for(void **state)
{
	struct err e = {0};
	struct cell_process c;

	(void)state;
	assert_int_equal(cell_start(&c, hide, NULL, NULL, 0, &e), 0);
	give(&c, "", "x");
	assert_string_equal(answers(&c), "");
	assert_int_equal(cell_end(&c, "x", 0, false, &e), -1);
	assert_non_null(strstr(e.text, "killed by signal 9"));
}

#ifndef CHISO_SANITIZED
/* Says what it may take, then takes more than a limit that nobody has to wait for. */
static int spin(void *arg, int fd, const char *request, size_t len, int out)
{
	struct rlimit l;

	(void)arg;
	(void)fd;
	(void)request;
	(void)len;
	getrlimit(RLIMIT_CPU, &l);
	dprintf(out, "%ld", (long)l.rlim_cur);
	l.rlim_cur = 1;
	setrlimit(RLIMIT_CPU, &l);
	for (volatile unsigned long i = 1; i != 0; i++)
		;
	return 0;
}

static void test_time_over_the_limit_is_named(void **state)
{
	struct err e = {0};
	struct cell_process c;

	(void)state;
	assert_int_equal(cell_start(&c, spin, NULL, NULL, 0, &e), 0);
	give(&c, "", "x");
	assert_in_range(strtol(answers(&c), NULL, 10), LIMIT_CHILD_SECONDS, LIMIT_CHILD_SECONDS + 2);
	assert_int_equal(cell_end(&c, "x", 0, false, &e), -1);
	assert_non_null(strstr(e.text, "more processor time than a file of this size may take"));
}

static void test_it_writes_no_file(void **state)
{
	struct err e = {0};
	struct cell_process c;

	(void)state;
	assert_int_equal(cell_start(&c, echo, NULL, NULL, 0, &e), 0);
	give(&c, "open", "x");
	cell_finish(&c);
	answers(&c);
	cell_end(&c, "x", 0, false, &e);
	unlink("/tmp/chiso-cell-none");
	assert_int_equal(e.kind, ERR_FAULT); /* killed by SIGXFSZ, or its descriptor is refused */
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files_are_answered_in_the_order_of_giving),
		cmocka_unit_test(test_a_killed_cell_is_told_with_its_signal),
		cmocka_unit_test(test_a_cell_that_fails_is_told_with_its_status),
		cmocka_unit_test(test_the_first_error_stands),
		cmocka_unit_test(test_no_descriptor_of_the_parent_is_left_in_it),
		cmocka_unit_test(test_a_full_queue_is_no_error_and_loses_nothing),
		cmocka_unit_test(test_one_that_left_its_pipe_is_not_waited_for),
#ifndef CHISO_SANITIZED
		cmocka_unit_test(test_time_over_the_limit_is_named),
		cmocka_unit_test(test_it_writes_no_file),
#endif
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
