/* stopwatch - runs PROGRAM ARG… and adds a line to LOG: when it began and ended, and its name. A small C
 * program: a shell around every stage would be a part of what is measured.
 *
 * stopwatch LOG NAME PROGRAM ARG… ; its status is the program's. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	double began = now();
	int status = 0;
	pid_t pid;
	FILE *log;

	if (argc < 4)
		return 64;
	pid = fork();
	if (pid == 0) {
		execv(argv[3], argv + 3);
		_exit(70);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		return 70;
	log = fopen(argv[1], "ae");
	if (!log || fprintf(log, "%.6f %.6f %s\n", began, now(), argv[2]) < 0 || fclose(log) != 0)
		return 74;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 70;
}
