#include "core/step.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static void kill_server(void)
{
	const char *text = getenv("CHISO_KILL_PID");
	long pid = text != NULL ? strtol(text, NULL, 10) : 0;

	unsetenv("CHISO_KILL_AT"); /* once */
	if (pid > 1)
		kill((pid_t)pid, SIGKILL);
}

static void kill_group(void)
{
	kill(0, SIGKILL);
}

static void kill_script(void)
{
	kill(getppid(), SIGKILL);
	kill(getpid(), SIGKILL);
}

void step(const char *name)
{
	const char *at = getenv("CHISO_KILL_AT"), *what = getenv("CHISO_KILL_WHAT");

	if (!at || strcmp(at, name) != 0)
		return;
	if (what && strcmp(what, "postmaster") == 0)
		kill_server();
	else if (what && strcmp(what, "group") == 0)
		kill_group();
	else
		kill_script();
}
