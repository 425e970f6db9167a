/* Named places at which a test kills a program: whatever is killed, the next run finds out and goes on.
 *
 * CHISO_KILL_AT=NAME names the place; CHISO_KILL_WHAT says what dies there: `script` (the program and its
 * parent, the default), `group` (the whole process group), `postmaster` (the process CHISO_KILL_PID, a
 * private server's: the program goes on and sees what comes of it). */
#ifndef CORE_STEP_H
#define CORE_STEP_H

void step(const char *name);

#endif
