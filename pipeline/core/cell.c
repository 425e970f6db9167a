#include "core/cell.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "core/confine.h"
#include "core/leftover.h"
#include "core/limits.h"

#define PIPE_BYTES (1 << 20) /* the most an ordinary user may have */

/* ---- the inside ---- */

static void limit(int what, rlim_t n)
{
	struct rlimit l = {n, n};

	setrlimit((__rlimit_resource_t)what, &l);
}

/* Where the kernel cannot (before 5.9) those named in shut are gone all the same. */
static void shut_all(int to, int out, const int *shut, size_t nshut)
{
	int low = to < out ? to : out, high = to < out ? out : to;

	for (size_t i = 0; i < nshut; i++)
		close(shut[i]);
	close_range(3, (unsigned)low - 1, 0);
	close_range((unsigned)low + 1, (unsigned)high - 1, 0);
	close_range((unsigned)high + 1, ~0u, 0);
}

static void limit_all(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(ERR_FAULT);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, LIMIT_CHILD_FILES);
#ifndef CHISO_SANITIZED /* its report may go to a file, and its shadow is terabytes of address space */
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_AS, LIMIT_CHILD_BYTES);
#endif
}

/* The soft limit alone: it counts from the process's start, and moves on with each file. */
static void allow_time(int fd)
{
	struct rusage used;
	struct rlimit l;
	struct stat st;

	if (getrusage(RUSAGE_SELF, &used) || getrlimit(RLIMIT_CPU, &l) || fstat(fd, &st))
		return;
	l.rlim_cur = !S_ISREG(st.st_mode) /* how long a pipe is, nobody knows */
			     ? l.rlim_max
			     : (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1 +
					LIMIT_CHILD_SECONDS + st.st_size / LIMIT_CHILD_SECOND_BYTES);
	if (l.rlim_cur > l.rlim_max)
		l.rlim_cur = l.rlim_max;
	setrlimit(RLIMIT_CPU, &l);
}

/* One request and its descriptor: 1, 0 at the end, -1 when what came is neither. */
static int take(int to, char *request, ssize_t *len, int *fd)
{
	union {
		struct cmsghdr head;
		char room[CMSG_SPACE(sizeof(int))];
	} control;
	struct iovec io = {request, CELL_REQUEST_BYTES};
	struct msghdr m = {
		.msg_iov = &io, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
	struct cmsghdr *c;

	do
		*len = recvmsg(to, &m, MSG_CMSG_CLOEXEC);
	while (*len < 0 && errno == EINTR);
	if (*len <= 0)
		return (int)*len;
	c = CMSG_FIRSTHDR(&m);
	if (!c || c->cmsg_type != SCM_RIGHTS)
		return -1;
	memcpy(fd, CMSG_DATA(c), sizeof *fd);
	return 1;
}

static int live(cell_fn *work, void *arg, int to, int out)
{
	static char request[CELL_REQUEST_BYTES];
	struct err ignored = {0}; /* whoever waits for the answer is told the status */
	ssize_t len;
	int fd = -1, rc;

	if (confine(to, out, &ignored))
		return err_exit(&ignored);
	while ((rc = take(to, request, &len, &fd)) > 0) {
		allow_time(fd);
		if (work(arg, fd, request, (size_t)len - 1, out)) /* the last byte only makes it none of 0 */
			return ERR_FAULT;
		close(fd);
	}
	return rc ? ERR_FAULT : 0;
}

/* ---- the outside ---- */

static int make_ways(int requests[2], int answers[2], struct err *e)
{
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, requests))
		return err_set(e, ERR_FAULT, "no socket: %s", strerror(errno));
	if (pipe2(answers, O_CLOEXEC)) {
		err_set(e, ERR_FAULT, "no pipe: %s", strerror(errno));
		close(requests[0]);
		close(requests[1]);
		return -1;
	}
	fcntl(answers[1], F_SETPIPE_SZ, PIPE_BYTES); /* a smaller one works too */
	return 0;
}

int cell_start(struct cell_process *c, cell_fn *work, void *arg, const int *shut, size_t nshut, struct err *e)
{
	pid_t parent = getpid();
	int requests[2], answers[2];

	if (make_ways(requests, answers, e))
		return -1;
	fflush(NULL);
	c->pid = fork();
	if (c->pid == 0) {
		shut_all(requests[1], answers[1], shut, nshut);
		leftover_forget();
		limit_all(parent);
		_exit(live(work, arg, requests[1], answers[1]));
	}
	close(requests[1]);
	close(answers[1]);
	c->to = requests[0];
	c->from = answers[0];
	if (c->pid > 0)
		return 0;
	err_set(e, ERR_RETRY, "no process for the parser: %s", strerror(errno));
	close(c->to);
	close(c->from);
	return -1;
}

int cell_give(struct cell_process *c, int fd, const char *request, size_t len, struct err *e)
{
	static char end[1];

	union {
		struct cmsghdr head;
		char room[CMSG_SPACE(sizeof(int))];
	} control = {.room = {0}};
	struct iovec io[2] = {{(void *)(uintptr_t)request, len}, {end, 1}};
	struct msghdr m = {
		.msg_iov = io, .msg_iovlen = 2, .msg_control = &control, .msg_controllen = sizeof control};
	ssize_t n;

	if (len >= CELL_REQUEST_BYTES)
		return err_set(e, ERR_FAULT, "a request of %zu bytes, expected less than %d", len,
			CELL_REQUEST_BYTES);
	*CMSG_FIRSTHDR(&m) = (struct cmsghdr){
		.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof fd)};
	memcpy(CMSG_DATA(CMSG_FIRSTHDR(&m)), &fd, sizeof fd);
	do
		n = sendmsg(c->to, &m, MSG_DONTWAIT | MSG_NOSIGNAL);
	while (n < 0 && errno == EINTR);
	if (n >= 0)
		return 0;
	if (errno == EAGAIN || errno == ENOBUFS || errno == ETOOMANYREFS)
		return 1;
	return err_set(e, ERR_FAULT, "the parser takes no more files: %s", strerror(errno));
}

void cell_finish(struct cell_process *c)
{
	if (c->to >= 0)
		close(c->to);
	c->to = -1;
}

static int describe(const char *name, int status, struct err *e)
{
	if (!WIFSIGNALED(status))
		return err_at(e, ERR_FAULT, name, 0,
			"the parser ended with status %d before its last word, nothing of this file is "
			"stored",
			WEXITSTATUS(status));
	return err_at(e, ERR_FAULT, name, 0,
		"the parser was killed by signal %d (%s), nothing of this file is stored", WTERMSIG(status),
		WTERMSIG(status) == SIGXCPU ? "more processor time than a file of this size may take"
					    : strsignal(WTERMSIG(status)));
}

int cell_end(struct cell_process *c, const char *name, int rc, bool has_ended, struct err *e)
{
	int status = 0;

	cell_finish(c);
	close(c->from);
	if (rc || !has_ended) /* one that has ended by itself keeps its own status */
		kill(c->pid, SIGKILL);
	while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (rc || (has_ended && WIFEXITED(status) && WEXITSTATUS(status) == 0))
		return rc;
	return describe(name, status, e);
}
