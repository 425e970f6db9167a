#include "publish/book_lines.h"

unsigned book_lines(const char *text, unsigned width)
{
	unsigned lines = 1, at = 0, word = 0;

	for (; *text; text++) {
		if (((unsigned char)*text & 0xC0) == 0x80)
			continue; /* behind the first byte of a letter */
		if (*text == '\n')
			at = word = 0;
		else
			word = *text == ' ' ? 0 : word + 1;
		at++;
		if (*text == '\n' || (at > width && word < width))
			at = word;
		else if (at > width)
			at = word = 1;
		else
			continue;
		lines++;
	}
	return lines;
}
