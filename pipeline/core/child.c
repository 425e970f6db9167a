#include "core/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "core/limits.h"

#define PIPE_BYTES (1 << 20) /* the most an ordinary user may have */

static void limit(int what, rlim_t n)
{
	struct rlimit l = {n, n};

	setrlimit((__rlimit_resource_t)what, &l);
}

static void confine(pid_t parent, int shut)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(ERR_FAULT);
	close(shut);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_NOFILE, LIMIT_CHILD_FILES);
#ifndef CHISO_SANITIZED /* its report may go to a file, and its shadow is terabytes of address space */
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_AS, LIMIT_CHILD_BYTES);
#endif
}

int child_start(struct child *c, int (*run)(void *arg, int out), void *arg, int shut, struct err *e)
{
	pid_t parent = getpid();
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		return err_set(e, ERR_FAULT, "no pipe: %s", strerror(errno));
	fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES); /* a smaller one works too */
	fflush(NULL);
	c->pid = fork();
	if (c->pid == 0) {
		close(ends[0]);
		confine(parent, shut);
		_exit(run(arg, ends[1]));
	}
	close(ends[1]);
	c->from = ends[0];
	if (c->pid > 0)
		return 0;
	err_set(e, ERR_RETRY, "no process for the parser: %s", strerror(errno));
	close(c->from);
	return -1;
}

int child_end(struct child *c, const char *name, int rc, bool has_ended, struct err *e)
{
	int status = 0;

	close(c->from);
	if (rc)
		kill(c->pid, SIGKILL);
	while (waitpid(c->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (rc || (has_ended && WIFEXITED(status) && WEXITSTATUS(status) == 0))
		return rc;
	if (WIFSIGNALED(status))
		return err_at(e, ERR_FAULT, name, 0,
			"the parser was killed by signal %d (%s), nothing of this file is stored",
			WTERMSIG(status), strsignal(WTERMSIG(status)));
	return err_at(e, ERR_FAULT, name, 0,
		"the parser ended with status %d before its last word, nothing of this file is stored",
		WEXITSTATUS(status));
}
