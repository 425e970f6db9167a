#include "door/options.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/leftover.h"
#include "door/progress.h"

/* A device or pipe is written as it is: a rename would put a file in the place of /dev/null. */
static bool is_special(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static FILE *open_special(struct options *o, struct err *e)
{
	FILE *f = fopen(o->output, "we");

	o->temp[0] = '\0';
	if (!f)
		err_at(e, ERR_OUTPUT, o->output, 0, "cannot be created: %s", strerror(errno));
	return f;
}

static FILE *open_temp(struct options *o, struct err *e)
{
	int n = snprintf(o->temp, sizeof o->temp, "%s.XXXXXX", o->output), fd;
	FILE *f = NULL;
	struct err why = {0};

	if (n < 0 || n >= (int)sizeof o->temp) {
		err_set(e, ERR_USAGE, "the output's name is too long");
		return NULL;
	}
	fd = leftover_make_file(o->temp, &why);
	if (fd < 0) /* of the name that was asked for */
		err_at(e, why.kind, o->output, 0, "%s", why.text);
	else if (!(f = fdopen(fd, "w")))
		err_at(e, ERR_OUTPUT, o->output, 0, "cannot be created: %s", strerror(errno));
	return f;
}

static bool is_standard(const char *name)
{
	return strcmp(name, "-") == 0;
}

FILE *options_input(const char *name, struct err *e)
{
	FILE *f = is_standard(name) ? stdin : fopen(name, "re");

	if (!f)
		err_at(e, ERR_NOINPUT, name, 0, "cannot be opened: %s", strerror(errno));
	else
		progress_file(fileno(f));
	return f;
}

void options_close_input(FILE *f)
{
	if (f && f != stdin)
		fclose(f);
}

int options_input_fd(const char *name, struct err *e)
{
	int fd = is_standard(name) ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
				   : open(name, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		err_at(e, ERR_NOINPUT, name, 0, "cannot be opened: %s", strerror(errno));
	else
		progress_file(fd);
	return fd;
}

int options_check_inputs(const struct options *o, struct err *e)
{
	for (int i = 0; i < o->nargs; i++)
		if (!is_standard(o->args[i]) && access(o->args[i], R_OK))
			return err_at(e, ERR_NOINPUT, o->args[i], 0, "cannot be opened: %s", strerror(errno));
	return 0;
}

int options_open(struct options *o, FILE **in, FILE **out, FILE **rejects, struct err *e)
{
	*in = stdin;
	*out = stdout;
	*rejects = NULL;
	if (o->input && !(*in = options_input(o->input, e)))
		return -1;
	if (!o->input && !o->nargs)
		progress_file(STDIN_FILENO);
	if (o->output && !(*out = is_special(o->output) ? open_special(o, e) : open_temp(o, e)))
		return -1;
	if (o->rejects && !(*rejects = fopen(o->rejects, "we")))
		return err_at(e, ERR_OUTPUT, o->rejects, 0, "cannot be created: %s", strerror(errno));
	setvbuf(*out, NULL, _IOFBF, 1 << 16);
	if (!o->is_quiet)
		progress_start(o->program, o->args, o->nargs, o->output != NULL);
	return 0;
}

static int close_checked(FILE *f, const char *name, struct err *e)
{
	int bad = ferror(f) | fflush(f);

	if (f != stdout)
		bad |= fclose(f);
	return bad ? err_at(e, ERR_WRITE, name, 0, "writing failed: %s", strerror(errno)) : 0;
}

int options_commit(struct options *o, FILE *in, FILE *out, FILE *rejects, struct err *e)
{
	mode_t mask = umask(0);
	int rc = 0;

	umask(mask);
	options_close_input(in);
	if (rejects)
		rc |= close_checked(rejects, o->rejects, e);
	if (!o->output || !*o->temp)
		return close_checked(out, o->output ? o->output : "standard output", e) | rc;
	if (fflush(out) || fsync(fileno(out)) || fchmod(fileno(out), 0666 & ~mask))
		rc = err_at(e, ERR_WRITE, o->output, 0, "writing failed: %s", strerror(errno));
	rc |= close_checked(out, o->output, e);
	if (!rc && rename(o->temp, o->output))
		rc = err_at(e, ERR_OUTPUT, o->output, 0, "cannot be renamed into place: %s", strerror(errno));
	if (rc)
		unlink(o->temp);
	leftover_drop(o->temp);
	return rc;
}

void options_abandon(struct options *o, FILE *in, FILE *out, FILE *rejects)
{
	options_close_input(in);
	if (rejects)
		fclose(rejects);
	if (out && out != stdout)
		fclose(out);
	if (o->output && *o->temp) {
		unlink(o->temp);
		leftover_drop(o->temp);
	}
}
