#include "inspect/cards.h"

#include <string.h>
#include "model/messages.h"

/* Columns of NFC text: characters. */
static size_t count_columns(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)text[i] & 0xC0) != 0x80;
	return n;
}

void card_text(FILE *out, const char *text, size_t at, size_t indent)
{
	bool is_first = true;

	while (*text) {
		size_t len = strcspn(text, " "), columns = count_columns(text, len);

		if (!is_first && at + 1 + columns > CARD_WIDTH) {
			fprintf(out, "\n%*s", (int)indent, "");
			at = indent;
		} else if (!is_first) {
			putc(' ', out);
			at++;
		}
		fwrite(text, 1, len, out);
		at += columns;
		is_first = false;
		text += len + strspn(text + len, " ");
	}
	putc('\n', out);
}

int card_part(FILE *out, const struct table *messages, const char *label, const char *text, struct err *e)
{
	const char *vi, *en;
	char words[200];
	size_t columns;

	if (message_texts(messages, label, &vi, &en, e))
		return -1;
	snprintf(words, sizeof(words), "%s / %s", vi, en);
	columns = count_columns(words, strlen(words));
	fprintf(out, "%*s%s%*s", CARD_INDENT, "", words,
		columns < CARD_LABEL ? (int)(CARD_LABEL - columns) : 1, "");
	card_text(out, *text ? text : "–", CARD_INDENT + (columns < CARD_LABEL ? CARD_LABEL : columns + 1),
		CARD_INDENT + CARD_LABEL);
	return 0;
}
