/* What a confined process can still do, and what it cannot. */
#include "unit.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "core/confine.h"

#ifndef CHISO_SANITIZED
static int ends[2], other;

static bool is_refused(long rc)
{
	return rc == -1 && errno == EPERM;
}

/* Each returns whether it is as it should be; run in a process of its own behind confine(). */
static bool opens_no_file(void)
{
	return is_refused(open("/dev/null", O_RDONLY | O_CLOEXEC)) &&
	       is_refused(open("/tmp/x", O_CREAT | O_RDWR | O_CLOEXEC, 0600)) &&
	       is_refused(unlink("/tmp/x")) && is_refused(mkdir("/tmp/x", 0700));
}

static bool reaches_no_one(void)
{
	return is_refused(socket(AF_INET, SOCK_STREAM, 0)) && is_refused(kill(getppid(), 0)) &&
	       is_refused(fork()) && is_refused(execl("/bin/true", "true", (char *)NULL));
}

static bool writes_into_its_pipe_alone(void)
{
	return is_refused(write(other, "x", 1)) && is_refused(write(2, "x", 1)) &&
	       write(ends[1], "x", 1) == 1;
}

static bool makes_no_code(void)
{
	void *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return p != MAP_FAILED && is_refused(mprotect(p, 4096, PROT_READ | PROT_EXEC)) &&
	       mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED &&
	       errno == EPERM;
}

static bool has_memory_and_what_is_open(void)
{
	char *large = malloc(64u << 20), c;
	struct stat st;

	if (large == NULL)
		return false;
	memset(large, 1, 64u << 20);
	free(large);
	return read(other, &c, 1) == 1 && c == '#' && lseek(other, 0, SEEK_SET) == 0 &&
	       fstat(other, &st) == 0;
}

static void holds(bool (*what)(void))
{
	int status = 0;
	struct err e = {0};
	pid_t pid;

	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	other = open("/usr/bin/ldd", O_RDONLY | O_CLOEXEC); /* a script that every Debian has */
	assert_true(other >= 0);
	pid = fork();
	if (pid == 0)
		_exit(confine(ends[0], ends[1], &e) ? 2 : !what());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(ends[0]);
	close(ends[1]);
	close(other);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}
#endif

#ifdef CHISO_SANITIZED
#define HOLDS(what) skip()
#else
#define HOLDS(what) holds(what)
#endif

static void test_confine_no_file_can_be_opened_or_removed(void **state)
{
	(void)state;
	HOLDS(opens_no_file);
}

static void test_confine_no_process_and_no_network_can_be_reached(void **state)
{
	(void)state;
	HOLDS(reaches_no_one);
}

static void test_confine_only_its_pipe_is_written_into(void **state)
{
	(void)state;
	HOLDS(writes_into_its_pipe_alone);
}

static void test_confine_no_memory_becomes_code(void **state)
{
	(void)state;
	HOLDS(makes_no_code);
}

static void test_confine_memory_and_what_is_open_are_left(void **state)
{
	(void)state;
	HOLDS(has_memory_and_what_is_open);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_confine_no_file_can_be_opened_or_removed),
		cmocka_unit_test(test_confine_no_process_and_no_network_can_be_reached),
		cmocka_unit_test(test_confine_only_its_pipe_is_written_into),
		cmocka_unit_test(test_confine_no_memory_becomes_code),
		cmocka_unit_test(test_confine_memory_and_what_is_open_are_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
