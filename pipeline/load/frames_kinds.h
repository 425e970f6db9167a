/* The bytes of a frame that its writer and its reader agree on. */
#ifndef LOAD_FRAMES_KINDS_H
#define LOAD_FRAMES_KINDS_H

enum frame_kind {
	FRAME_CLEAN = 'C',
	FRAME_REJECT = 'R',
	FRAME_FILE = 'F',
	FRAME_END = 'E',
	FRAME_ERROR = 'X'
};

enum frame_flag { FRAME_HAS_FILE = 1, FRAME_HAS_MESSAGE = 2, FRAME_HAS_SENT = 4 };

#endif
