#include "core/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Whatever their arguments: they reach nothing but what is open, and the process itself. */
static const int harmless[] = {SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(lseek),
	SCMP_SYS(fstat), SCMP_SYS(close), SCMP_SYS(munmap), SCMP_SYS(brk), SCMP_SYS(mremap),
	SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(restart_syscall), SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrusage), SCMP_SYS(getpid), SCMP_SYS(gettid),
	SCMP_SYS(getrandom)};

#define ALLOW(filter, call, ...) seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(call), __VA_ARGS__)

static int allow(scmp_filter_ctx f, int from, int to)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof harmless / sizeof *harmless; i++)
		rc = seccomp_rule_add(f, SCMP_ACT_ALLOW, harmless[i], 0);
	if (rc == 0)
		rc = ALLOW(f, write, 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)to, 0));
	if (rc == 0)
		rc = ALLOW(f, recvmsg, 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)from, 0));
	if (rc == 0) /* fstat of newer C libraries */
		rc = ALLOW(f, newfstatat, 1, SCMP_A3(SCMP_CMP_EQ, AT_EMPTY_PATH, 0));
	if (rc == 0) /* its own limits alone */
		rc = ALLOW(f, prlimit64, 1, SCMP_A0(SCMP_CMP_EQ, 0, 0));
	if (rc == 0) /* asking what is open */
		rc = ALLOW(f, fcntl, 1, SCMP_A1(SCMP_CMP_EQ, F_GETFD, 0));
	if (rc == 0) /* abort */
		rc = ALLOW(f, tgkill, 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
	if (rc == 0)
		rc = ALLOW(f, mmap, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	if (rc == 0)
		rc = ALLOW(f, mprotect, 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	return rc;
}

/* No rule at all: no file of any name. For kernels, and calls to come, that the filter does not reach. */
static void shut_files(void)
{
	struct landlock_ruleset_attr all = {.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
	int fd = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);

	if (fd < 0)
		return; /* a kernel without it */
	syscall(SYS_landlock_restrict_self, fd, 0);
	close(fd);
}

static int shut_calls(int from, int to, struct err *e)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int rc;

	if (!f)
		return err_set(e, ERR_NOMEM, "out of memory for the parser's filter");
	rc = allow(f, from, to);
	if (rc == 0)
		rc = seccomp_load(f);
	seccomp_release(f);
	if (rc == 0 || rc == -EINVAL || rc == -ENOSYS || rc == -EOPNOTSUPP) /* a kernel without it */
		return 0;
	return err_set(e, ERR_FAULT, "the parser cannot be confined: %s", strerror(-rc));
}

int confine(int from, int to, struct err *e)
{
#ifdef CHISO_SANITIZED
	(void)shut_files;
	(void)shut_calls;
	(void)from;
	(void)to;
	(void)e;
	return 0;
#else
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		return err_set(e, ERR_FAULT, "the parser cannot be confined: %s", strerror(errno));
	shut_files();
	return shut_calls(from, to, e);
#endif
}
