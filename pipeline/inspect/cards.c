#include "inspect/cards.h"

#include <string.h>
#include "core/wrap.h"
#include "model/messages.h"

void card_text(FILE *out, const char *text, size_t at, size_t indent)
{
	wrap_text(out, text, at, indent, CARD_WIDTH);
}

int card_part(FILE *out, const struct table *messages, const char *label, const char *text, struct err *e)
{
	const char *vi, *en;
	char words[200];
	size_t columns;

	if (message_texts(messages, label, &vi, &en, e))
		return -1;
	snprintf(words, sizeof(words), "%s / %s", vi, en);
	columns = wrap_columns(words, strlen(words));
	fprintf(out, "%*s%s%*s", CARD_INDENT, "", words,
		columns < CARD_LABEL ? (int)(CARD_LABEL - columns) : 1, "");
	card_text(out, *text ? text : "–", CARD_INDENT + (columns < CARD_LABEL ? CARD_LABEL : columns + 1),
		CARD_INDENT + CARD_LABEL);
	return 0;
}
