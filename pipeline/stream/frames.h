/* Records and rejects as compact frames in a pipe: what the parser's process says to the one that asked it.
 */
#ifndef STREAM_FRAMES_H
#define STREAM_FRAMES_H

#include "core/record.h"

#define FRAME_BYTES                                                                                          \
	(8u << 20) /* one frame: a record of LIMIT_RECORD_BYTES, its lengths and its names fit               \
		    */

/* Shape of a frame: its length in four bytes, a kind in one, then numbers as varints and texts as length and
 * bytes. file, message and sent are left out where they are those of the frame before. */
struct frame_writer {
	struct sink sink; /* first: a frame writer is a sink */
	int fd;
	struct buf out;			/* frames not yet written */
	struct buf file, message, sent; /* of the frame before */
	struct buf held;		/* the file row, until frame_release_file names the file */
	bool holds_files;
};

/* holds_files: file rows wait until the file's hash is known. Owns: not fd. Errors of the sink: ERR_WRITE. */
int frame_writer_init(struct frame_writer *w, int fd, bool holds_files, struct err *e);
int frame_release_file(struct frame_writer *w, const char *file, struct err *e);
/* The last words of a parser that could not go on. */
int frame_write_error(struct frame_writer *w, const struct err *what, struct err *e);
/* The last word on a file, where one writer serves many: frames_next returns at it. */
int frame_done(struct frame_writer *w, struct err *e);
int frame_flush(struct frame_writer *w, struct err *e);
void frame_writer_release(struct frame_writer *w);

/* A reader that stays with its pipe from file to file. Owns: *out is yours, frames_free; not fd. Errors:
 * ERR_NOMEM. */
struct frames;
int frames_new(struct frames **out, int fd, struct err *e);
void frames_free(struct frames *f);

/* Puts what the frames hold into next, up to and with the next frame_done. is_done: whether it came; else the
 * pipe has ended. Errors: as frames_read. */
int frames_next(struct frames *f, struct sink *next, bool *is_done, struct err *e);

/* Reads frames until the end of the pipe and puts what they hold into next. ended: whether a RECORD_END came.
 * Errors: the parser's own (frame_write_error), ERR_FAULT for a frame that cannot be read, what next sets.
 * Memory: O(one frame). */
int frames_read(int fd, struct sink *next, bool *ended, struct err *e);

#endif
