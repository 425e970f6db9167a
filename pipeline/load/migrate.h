/* Brings the schema up to date: numbered SQL files run once, tables of all feeds, views. */
#ifndef LOAD_MIGRATE_H
#define LOAD_MIGRATE_H

#include "load/db.h"
#include "model/catalog.h"

/* In one transaction under an advisory lock: DIR/NN-name.sql that audit.migration does not list yet; the
 * tables of every feed of the catalogue on date that can be read; DIR/views and DIR/share, each file when its
 * bytes changed; the words of the catalogue; the rights of the roles that are there. A session that is not
 * the owner of the warehouse runs no file: it makes what the owner's functions make for it (tables of feeds,
 * words) where no file is due. Errors: ERR_NOINPUT when dir has no migrations; ERR_DATABASE naming the right
 * that the role lacks, or the first file that is due and the owner who must run it; db_fail's with the file's
 * name. */
int migrate(struct db *db, struct catalog *c, const char *dir, const char *date, unsigned *applied,
	struct err *e);

#endif
