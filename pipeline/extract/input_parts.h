/* A file in hand: shared by input.c and input_zip.c only. */
#ifndef EXTRACT_INPUT_PARTS_H
#define EXTRACT_INPUT_PARTS_H

#include <sys/types.h>
#include <zlib.h>
#include "core/hash.h"
#include "extract/input.h"

#define INPUT_BYTES 65536

enum input_form { FORM_UNKNOWN, FORM_PLAIN, FORM_MEMBER, FORM_BETWEEN, FORM_ZIP };

struct input {
	int fd;
	enum input_form form;
	bool at_end; /* read() has said so */
	z_stream z;
	bool has_z;
	struct zip *zip;
	struct sha256 *hash;
	const char *code;
	uint64_t bytes_in, bytes_out;
	off_t at;	     /* where the descriptor stood before a second reader */
	unsigned char *next; /* unread bytes of in */
	size_t left;
	unsigned char in[INPUT_BYTES];
};

/* Sets the reject code too. Errors: ERR_FILE, always. */
int input_refuse(struct input *s, const char *code, struct err *e, const char *text);

/* Appends what the descriptor has to the unread bytes, until `want` of them or the end are there. Errors:
 * ERR_NOINPUT. */
int input_fill(struct input *s, size_t want, struct err *e);

/* Errors: ERR_FILE when so many more bytes would be too many for those that came. */
int input_check_ratio(struct input *s, uint64_t more, const char *code, struct err *e);

/* A zip of one file: its bytes, as input_read. Folders in it are passed over, names are not used. Errors:
 * ERR_FILE for one that is damaged, cut off, encrypted, of several files, or with bytes behind it. */
long input_zip_read(struct input *s, char *out, size_t len, struct err *e);
void input_zip_free(struct zip *z);

#endif
