#include "load/session.h"

#include <string.h>

/* Whatever a server, ALTER DATABASE or ALTER ROLE may have changed and a statement or a text of ours relies
 * on. Planner settings other than jit, tablespaces and logging stay the administrator's. Every value is
 * known to PostgreSQL 13 and may be set by any role, else psql could not even connect. */
static const struct session_setting settings[] = {
	/* first: a limit of 1 ms would end what follows. A night's one statement may take minutes */
	{"statement_timeout", "0", SESSION_ALL, NULL},
	/* whoever may create in public plants functions and operators of better fit than the system's;
	 * pg_temp last, or a temporary table could stand before a system catalogue */
	{"search_path", "pg_catalog, pg_temp", SESSION_ALL, NULL},
	/* 17 times slower: hundreds of short statements over many small parts of a view */
	{"jit", "off", SESSION_ALL, NULL},
	/* a lock that never comes is 75, not a night that hangs; a limit of the administrator's stays */
	{"lock_timeout", "60s", SESSION_DEFAULT, "0"},
	/* the loader waits in its transaction for the parser, the holder of the lock for the night */
	{"idle_in_transaction_session_timeout", "0", SESSION_ALL, NULL},
	{"idle_session_timeout", "0", SESSION_PROGRAM, NULL}, /* PostgreSQL 14 */
	{"transaction_timeout", "0", SESSION_PROGRAM, NULL},  /* PostgreSQL 17 */
	/* the loader unlinks what it has committed */
	{"synchronous_commit", "on", SESSION_PROGRAM, "off"},
	{"default_transaction_read_only", "off", SESSION_ALL, NULL},
	{"default_transaction_deferrable", "off", SESSION_ALL, NULL},
	/* the marks rely on reading again what another transaction changed */
	{"default_transaction_isolation", "read committed", SESSION_ALL, NULL},
	/* rows that a policy hides are an error, not rows that are not there */
	{"row_security", "off", SESSION_ALL, NULL},
	/* bytes in and out */
	{"client_encoding", "UTF8", SESSION_ALL, NULL},
	{"standard_conforming_strings", "on", SESSION_ALL, NULL}, {"bytea_output", "hex", SESSION_ALL, NULL},
	{"array_nulls", "on", SESSION_ALL, NULL}, {"transform_null_equals", "off", SESSION_ALL, NULL},
	{"quote_all_identifiers", "off", SESSION_ALL, NULL},
	/* times, dates and numbers as text. Published times are Vietnam's; the offset is written out, the
	 * zone's own history has others (POSIX counts west, hence the sign) */
	{"TimeZone", "<+07>-07", SESSION_ALL, NULL}, {"DateStyle", "ISO, YMD", SESSION_ALL, NULL},
	{"IntervalStyle", "postgres", SESSION_ALL, NULL}, {"extra_float_digits", "1", SESSION_ALL, NULL},
	{"lc_numeric", "C", SESSION_ALL, NULL}, {"lc_time", "C", SESSION_ALL, NULL},
	{"lc_monetary", "C", SESSION_ALL, NULL}, {"xmloption", "content", SESSION_ALL, NULL},
	/* one failed statement is one failed statement, a notice is no news */
	{"exit_on_error", "off", SESSION_ALL, NULL}, {"client_min_messages", "warning", SESSION_ALL, NULL}};

const struct session_setting *session_settings(size_t *n)
{
	*n = sizeof settings / sizeof *settings;
	return settings;
}

/* Those that a server need not know, and those that stay when somebody set them. */
static bool is_conditional(const struct session_setting *s)
{
	return s->scope != SESSION_ALL;
}

/* A statement made by a loop over the settings: it has no file. */
static int add_condition(const struct session_setting *s, struct buf *out, struct err *e)
{
	if (buf_addf(out, e, "SELECT pg_catalog.set_config('%s', '%s', false)", s->name, s->value) ||
		buf_addf(out, e, " WHERE pg_catalog.current_setting('%s', true) ", s->name))
		return -1;
	return s->unset ? buf_addf(out, e, "= '%s';", s->unset) : buf_add_str(out, "IS NOT NULL;", e);
}

/* set_config takes search_path and DateStyle as one text; its arguments' types are its own, so that it is
 * found whatever else has its name. The conditions come when search_path is safe. */
int session_sql(struct buf *out, struct err *e)
{
	size_t n = sizeof settings / sizeof *settings, k = 0;

	for (size_t i = 0; i < n; i++)
		if (!is_conditional(&settings[i]) &&
			buf_addf(out, e, "%spg_catalog.set_config('%s', '%s', false)", k++ ? ", " : "SELECT ",
				settings[i].name, settings[i].value))
			return -1;
	if (buf_add_char(out, ';', e))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (is_conditional(&settings[i]) && add_condition(&settings[i], out, e))
			return -1;
	return 0;
}

/* A blank ends an option unless a backslash stands before it. */
static int add_option(const struct session_setting *s, struct buf *out, struct err *e)
{
	if (buf_addf(out, e, "%s-c %s=", out->len ? " " : "", s->name))
		return -1;
	for (const char *p = s->value; *p; p++)
		if (((*p == ' ' || *p == '\\') && buf_add_char(out, '\\', e)) || buf_add_char(out, *p, e))
			return -1;
	return 0;
}

static int add_options(enum session_scope scope, struct buf *out, struct err *e)
{
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		if (settings[i].scope == scope && add_option(&settings[i], out, e))
			return -1;
	return 0;
}

int session_pgoptions(const char *own, struct buf *out, struct err *e)
{
	struct buf ours = {0};
	int rc = -1;

	if (!own)
		own = "";
	if (add_options(SESSION_ALL, &ours, e))
		goto out;
	if (strstr(own, ours.data)) {
		rc = buf_add_str(out, own, e);
		goto out;
	}
	rc = add_options(SESSION_DEFAULT, out, e) || (*own && buf_addf(out, e, " %s", own)) ||
			     buf_addf(out, e, " %s", ours.data)
		     ? -1
		     : 0;
out:
	buf_release(&ours);
	return rc;
}
