/* measure - runs a command and says how long it took and how much memory its processes held
 *
 * measure OUT COMMAND ARG… writes to OUT: status=, wall= (seconds), peak_kb= (the largest process), sum_kb=
 * (the peaks of all processes added), and one line a process with its peak and processor seconds. A small C
 * program, because a process started by Python inherits Python's own peak.
 *
 * measure --calm OUT COMMAND ARG… looks at nothing meanwhile, for a command of thousands of processes:
 * status=, wall=, peak_kb= (the largest process that was waited for), user= and system= of all. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PROCESSES_MAX 64
#define POLL_NS 10000000L

struct process {
	long pid, peak_kb;
	unsigned long user, system; /* clock ticks */
	char name[64];
};

static struct process seen[PROCESSES_MAX];
static unsigned nseen;

static struct process *process_find(long pid)
{
	for (unsigned i = 0; i < nseen; i++)
		if (seen[i].pid == pid)
			return &seen[i];
	if (nseen == PROCESSES_MAX)
		return NULL;
	seen[nseen].pid = pid;
	return &seen[nseen++];
}

static long read_peak(long pid)
{
	char path[64], line[256];
	long peak = 0;
	snprintf(path, sizeof(path), "/proc/%ld/status", pid);
	FILE *in = fopen(path, "r");
	if (!in)
		return 0;
	while (fgets(line, sizeof(line), in))
		if (sscanf(line, "VmHWM: %ld", &peak) == 1)
			break;
	fclose(in);
	return peak;
}

/* Notes the process if it belongs to the group. */
static void process_note(long pid, long group)
{
	char path[64], name[64] = "";
	long pgrp = 0;
	unsigned long user = 0, sys = 0;
	snprintf(path, sizeof(path), "/proc/%ld/stat", pid);
	FILE *in = fopen(path, "r");
	if (!in)
		return;
	int n = fscanf(in, "%*d (%63[^)]) %*c %*d %ld %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", name, &pgrp,
		&user, &sys);
	fclose(in);
	struct process *p = n == 4 && pgrp == group ? process_find(pid) : NULL;
	if (!p)
		return;
	/* measure's own image until exec, and the same pid under another name afterwards */
	if (strcmp(p->name, name))
		p->peak_kb = 0;
	snprintf(p->name, sizeof(p->name), "%s", name);
	long peak = read_peak(pid);
	p->peak_kb = peak > p->peak_kb ? peak : p->peak_kb;
	p->user = user;
	p->system = sys;
}

static void look_around(long group)
{
	DIR *proc = opendir("/proc");
	struct dirent *d;
	if (!proc)
		return;
	while ((d = readdir(proc)))
		if (isdigit((unsigned char)d->d_name[0]))
			process_note(strtol(d->d_name, NULL, 10), group);
	closedir(proc);
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int report(const char *path, int status, double wall)
{
	FILE *out = fopen(path, "w");
	double tick = (double)sysconf(_SC_CLK_TCK);
	long peak = 0, sum = 0;
	if (!out)
		return -1;
	for (unsigned i = 0; i < nseen; i++) {
		peak = seen[i].peak_kb > peak ? seen[i].peak_kb : peak;
		sum += seen[i].peak_kb;
	}
	fprintf(out, "status=%d wall=%.3f peak_kb=%ld sum_kb=%ld\n", status, wall, peak, sum);
	for (unsigned i = 0; i < nseen; i++)
		fprintf(out, "process=%s peak_kb=%ld user=%.2f system=%.2f\n", seen[i].name, seen[i].peak_kb,
			(double)seen[i].user / tick, (double)seen[i].system / tick);
	return fclose(out);
}

static int code_of(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static int measure_calmly(const char *path, char **command)
{
	struct rusage used;
	int status = 0;
	double start = now();
	pid_t pid = fork();
	if (!pid) {
		execvp(command[0], command);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) < 0)
		return 71;
	double wall = now() - start;
	FILE *out = fopen(path, "w");
	if (!out || getrusage(RUSAGE_CHILDREN, &used))
		return 74;
	fprintf(out, "status=%d wall=%.3f peak_kb=%ld user=%.2f system=%.2f\n", code_of(status), wall,
		used.ru_maxrss, seconds(used.ru_utime), seconds(used.ru_stime));
	return fclose(out) ? 74 : code_of(status);
}

int main(int argc, char **argv)
{
	bool is_calm = argc > 1 && !strcmp(argv[1], "--calm");
	if (argc < 3 + is_calm) {
		fprintf(stderr, "usage: measure [--calm] OUT COMMAND ARG...\n");
		return 64;
	}
	if (is_calm)
		return measure_calmly(argv[2], argv + 3);
	double start = now();
	pid_t pid = fork();
	if (!pid) {
		setpgid(0, 0);
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	int status = 0;
	struct timespec pause = {0, POLL_NS};
	if (pid < 0)
		return 71;
	while (waitpid(pid, &status, WNOHANG) == 0) {
		look_around(pid);
		nanosleep(&pause, NULL);
	}
	return report(argv[1], code_of(status), now() - start) ? 74 : code_of(status);
}
