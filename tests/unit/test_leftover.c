#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include "core/leftover.h"

static char dir[] = "/tmp/chiso-leftover-XXXXXX";

static const char *in_dir(const char *name)
{
	static char path[4][200];
	static int n;

	n = (n + 1) % 4;
	snprintf(path[n], sizeof path[n], "%s/%s", dir, name);
	return path[n];
}

static void make(const char *name)
{
	int fd = open(in_dir(name), O_CREAT | O_WRONLY, 0600);

	assert_true(fd >= 0);
	close(fd);
}

static bool is_there(const char *name)
{
	return access(in_dir(name), F_OK) == 0;
}

/* What a child does before the signal comes; how it ended. */
static int end_by(int number, void (*work)(void))
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		signal(number, SIG_DFL); /* whoever runs the tests may ignore it */
		work();
		raise(number);
		_exit(1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void add_three(void)
{
	struct err e = {0};

	leftover_add(LEFTOVER_FILE, in_dir("file.part"), &e);
	leftover_add(LEFTOVER_TREE, in_dir("tree"), &e);
	leftover_add(LEFTOVER_NEW, in_dir("zone"), &e);
	leftover_add(LEFTOVER_FILE, in_dir("finished"), &e);
	leftover_drop(in_dir("finished"));
}

static void make_all(void)
{
	make("file.part");
	make("finished");
	mkdir(in_dir("tree"), 0700);
	mkdir(in_dir("tree/base"), 0700);
	make("tree/base/feeds.csv");
	make("tree/names");
	mkdir(in_dir("zone"), 0700);
	make("zone/.a.new");
	make("zone/a.xml");
}

static void test_leftover_is_removed_by_a_signal_that_ends_it(void **state)
{
	static const int signals[] = {SIGTERM, SIGINT, SIGHUP};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		make_all();
		int status = end_by(signals[i], add_three);

		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), signals[i]);
		assert_false(is_there("file.part"));
		assert_false(is_there("tree"));
		assert_false(is_there("zone/.a.new"));
		assert_true(is_there("zone/a.xml"));
		assert_true(is_there("finished"));
	}
}

static void make_two(void)
{
	char file[200], tree[200];
	struct err e = {0};

	snprintf(file, sizeof file, "%s/out.XXXXXX", dir);
	snprintf(tree, sizeof tree, "%s/world.XXXXXX", dir);
	if (leftover_make_file(file, &e) < 0 || leftover_make_tree(tree, &e) < 0)
		_exit(2);
}

static void test_leftover_has_the_name_that_was_found(void **state)
{
	(void)state;
	assert_int_equal(WTERMSIG(end_by(SIGTERM, make_two)), SIGTERM);
	unlink(in_dir("finished"));
	unlink(in_dir("zone/a.xml"));
	rmdir(in_dir("zone"));
	assert_int_equal(rmdir(dir), 0); /* nothing else is in it */
	assert_int_equal(mkdir(dir, 0700), 0);
}

/* Its own child is ended by the signal, and removes nothing. */
static void add_and_fork(void)
{
	struct err e = {0};
	pid_t pid;
	int status = 0;

	leftover_add(LEFTOVER_FILE, in_dir("file.part"), &e);
	pid = fork();
	if (pid == 0) {
		raise(SIGTERM);
		_exit(1);
	}
	waitpid(pid, &status, 0);
	_exit(WIFSIGNALED(status) && is_there("file.part") ? 3 : 4);
}

static void test_leftover_of_a_parent_is_not_its_childs(void **state)
{
	(void)state;
	make("file.part");
	assert_int_equal(WEXITSTATUS(end_by(SIGTERM, add_and_fork)), 3);
	unlink(in_dir("file.part"));
}

static void ignore_and_add(void)
{
	struct err e = {0};

	signal(SIGHUP, SIG_IGN);
	leftover_add(LEFTOVER_FILE, in_dir("file.part"), &e);
}

static void test_leftover_leaves_an_ignored_signal_ignored(void **state)
{
	(void)state;
	make("file.part");
	assert_int_equal(WEXITSTATUS(end_by(SIGHUP, ignore_and_add)), 1);
	assert_true(is_there("file.part"));
	unlink(in_dir("file.part"));
}

static void test_leftover_of_a_folder_that_is_not_there_is_an_error(void **state)
{
	char file[] = "/nowhere/at/all.XXXXXX";
	struct err e = {0};

	(void)state;
	assert_int_equal(leftover_make_file(file, &e), -1);
	assert_int_equal(e.kind, ERR_OUTPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_leftover_is_removed_by_a_signal_that_ends_it),
		cmocka_unit_test(test_leftover_has_the_name_that_was_found),
		cmocka_unit_test(test_leftover_of_a_parent_is_not_its_childs),
		cmocka_unit_test(test_leftover_leaves_an_ignored_signal_ignored),
		cmocka_unit_test(test_leftover_of_a_folder_that_is_not_there_is_an_error)};
	int rc;

	if (!mkdtemp(dir))
		return 1;
	rc = cmocka_run_group_tests(tests, NULL, NULL);
	rmdir(dir);
	return rc;
}
