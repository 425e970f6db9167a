/* The bytes of a frame that its writer and its reader agree on. */
#ifndef STREAM_FRAMES_KINDS_H
#define STREAM_FRAMES_KINDS_H

enum frame_kind {
	FRAME_CLEAN = 'C',
	FRAME_RAW = 'W',
	FRAME_REJECT = 'R',
	FRAME_FILE = 'F',
	FRAME_END = 'E',
	FRAME_DONE = 'D', /* of one file: nothing of it follows */
	FRAME_ERROR = 'X'
};

enum frame_flag { FRAME_HAS_FILE = 1, FRAME_HAS_MESSAGE = 2, FRAME_HAS_SENT = 4 };

#endif
