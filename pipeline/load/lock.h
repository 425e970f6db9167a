/* The one lock of the database, for whoever writes: the night, reprocessing, approving, or one program by
 * hand. */
#ifndef LOAD_LOCK_H
#define LOAD_LOCK_H

#include "load/db.h"

#define LOCK_VARIABLE "CHISO_LOCK"
#define LOCK_WAIT_S 10 /* a program by hand that is nearly done; a night takes longer than anybody waits */

/* The door of every program that writes, right after db_open; also whether the role may make temporary
 * tables. With CHISO_LOCK=PID in the environment the session PID must hold the lock and go on holding it:
 * nobody gets the lock while this session lives. Without it this session takes the lock itself and keeps it
 * to its end. Errors: ERR_RETRY "the run's lock is gone", or naming who holds it after lock_timeout, at most
 * LOCK_WAIT_S; ERR_USAGE for a variable that is no number; ERR_DATABASE for the right that is missing. */
int lock_need(struct db *db, struct err *e);

/* Takes the lock for this session, whatever CHISO_LOCK says. Errors: ERR_RETRY naming who holds it;
 * db_fail's. */
int lock_take(struct db *db, struct err *e);

/* Waits until the end of file in; asks the server now and then whether the lock is still ours.
 * Errors: ERR_DATABASE when the connection breaks or the lock is gone. */
int lock_hold(struct db *db, int in, struct err *e);

/* Closes every descriptor from 3 on: a process that outlives a killed script must not hold what was the
 * script's. */
void lock_close_others(void);

#endif
