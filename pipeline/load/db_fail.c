#include "load/db.h"

#include <stdio.h>
#include <string.h>
#include "core/mask_runs.h"

static int first_line(struct err *e, enum err_kind kind, const char *text)
{
	const char *end = strpbrk(text, "\r\n");
	int n = (int)(end ? (size_t)(end - text) : strlen(text));

	return err_set(e, kind, "no database: %.*s", n, text);
}

/* The first row that a SQLSTATE begins with. What is not here is a statement of ours that is wrong. */
static const struct {
	const char *state;
	enum err_kind kind;
} kinds[] = {{"08", ERR_DATABASE},				 /* the connection */
	{"22", ERR_FILE}, {"23", ERR_FILE}, {"54000", ERR_FILE}, /* data; a key too long for an index */
	{"25006", ERR_DATABASE}, {"25P03", ERR_DATABASE}, {"25P04", ERR_DATABASE}, /* a standby; limits */
	{"28", ERR_DATABASE}, {"3D", ERR_DATABASE}, /* who may connect, and to what */
	{"2BP01", ERR_DATABASE}, {"42P06", ERR_DATABASE}, {"42P07", ERR_DATABASE}, {"42701", ERR_DATABASE},
	{"42710", ERR_DATABASE}, {"42809", ERR_DATABASE}, {"42704", ERR_DATABASE}, /* what others have made,
		hold on to or dropped */
	{"40", ERR_RETRY}, {"55P03", ERR_RETRY}, {"55006", ERR_RETRY}, {"57014", ERR_RETRY},
	{"72", ERR_RETRY},	 /* serialization, deadlock, lock, in use, cancelled, snapshot too old */
	{"42501", ERR_DATABASE}, /* a right */
	{"53", ERR_DATABASE}, {"55", ERR_DATABASE}, {"57P", ERR_DATABASE}, {"58", ERR_DATABASE},
	{"F0", ERR_DATABASE}, {"P0", ERR_DATABASE}, {"XX", ERR_DATABASE}}; /* no room, its state, shutdown,
		its files, a trigger of somebody's, a fault of its own */

static enum err_kind kind_of(const char *state)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strncmp(state, kinds[i].state, strlen(kinds[i].state)) == 0)
			return kinds[i].kind;
	return ERR_FAULT;
}

/* No such table, schema, column: somebody has not migrated. */
static bool is_unmigrated(const char *state)
{
	return strcmp(state, "42P01") == 0 || strcmp(state, "3F000") == 0 || strcmp(state, "42703") == 0;
}

/* What is wrong with data PostgreSQL says with the data, in quotation marks: names of ours are of small
 * letters. */
static void hide_values(const char *state, char *text)
{
	char *at = text, *end;

	mask_line(text);
	if (strncmp(state, "22", 2) != 0 && strncmp(state, "23", 2) != 0)
		return;
	while ((at = strchr(at, '"')) && (end = strchr(at + 1, '"'))) {
		size_t n = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789_.@");

		if (at + 1 + n != end) {
			at[1] = '?';
			memmove(at + 2, end, strlen(end) + 1);
			end = at + 2;
		}
		at = end + 1;
	}
}

int db_fail(struct db *db, const PGresult *r, struct err *e)
{
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	const char *said = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	char hidden[600] = "", *text = said ? hidden : NULL;

	snprintf(hidden, sizeof hidden, "%s", said ? said : "");
	hide_values(state ? state : "", hidden);
	if (!state || PQstatus(db->conn) == CONNECTION_BAD)
		return first_line(e, ERR_DATABASE, text ? text : PQerrorMessage(db->conn));
	if (is_unmigrated(state))
		return err_set(
			e, ERR_DATABASE, "%s: the warehouse is not set up, run chiso-load migrate", text);
	if (strcmp(state, "42501") == 0)
		return err_set(e, ERR_DATABASE, "role %s lacks a right: %s (SQLSTATE 42501)",
			PQuser(db->conn), text ? text : "");
	return err_set(e, kind_of(state), "PostgreSQL says: %s (SQLSTATE %s)", text ? text : "", state);
}
