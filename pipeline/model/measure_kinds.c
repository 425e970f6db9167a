#include "model/measure_kinds.h"

#include <stdio.h>
#include <string.h>

static const struct measure_kind_rule rules[MEASURE_KINDS] = {
#define MEASURE_KIND_RULE(kind, name, row, source, adding, answers, agencies, time)                          \
	[MEASURE_##kind] = {                                                                                 \
		#name, MEASURE_##row, MEASURE_##source, MEASURE_##adding, answers, agencies, time},
	MEASURE_KIND_LIST(MEASURE_KIND_RULE)
#undef MEASURE_KIND_RULE
};

const struct measure_kind_rule *measure_kind_rule(enum measure_kind kind)
{
	return &rules[kind];
}

const char *measure_kind_name(enum measure_kind kind)
{
	return kind == MEASURE_DATASET ? "dataset" : rules[kind].name;
}

static int find_name(const char *text, enum measure_kind end, enum measure_kind *kind)
{
	for (enum measure_kind k = 0; k < end; k++)
		if (strcmp(text, measure_kind_name(k)) == 0) {
			*kind = k;
			return 0;
		}
	return -1;
}

int measure_kind_parse(const char *text, enum measure_kind *kind)
{
	return find_name(text, MEASURE_KINDS, kind);
}

int measure_kind_parse_cell(const char *text, enum measure_kind *kind)
{
	return find_name(text, MEASURE_DATASET + 1, kind);
}

const char *measure_kind_words(char out[MEASURE_KIND_WORDS])
{
	size_t len = 0;

	for (enum measure_kind k = 0; k < MEASURE_KINDS && len < MEASURE_KIND_WORDS; k++)
		len += (size_t)snprintf(out + len, MEASURE_KIND_WORDS - len, "%s%s",
			k == 0			? ""
			: k + 1 < MEASURE_KINDS ? ", "
						: " or ",
			rules[k].name);
	return out;
}

bool measure_is_counted(enum measure_kind kind)
{
	return rules[kind].row == MEASURE_COUNTED;
}

enum measure_adding measure_kind_adding(enum measure_kind kind, const char *over_agencies)
{
	enum measure_adding adding = rules[kind].adding;

	return adding == MEASURE_NEWEST && strcmp(over_agencies, "sum") == 0 ? MEASURE_ADDS : adding;
}

bool measure_kind_may(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = words; len && *at; at += strcspn(at, " "), at += *at == ' ')
		if (strcspn(at, " ") == len && memcmp(at, word, len) == 0)
			return true;
	return !len;
}

bool measure_kind_takes_figure(enum measure_kind kind, bool is_figure)
{
	enum measure_source source = rules[kind].source;

	return source == MEASURE_OF_FIGURE || (source == MEASURE_OF_EITHER && is_figure);
}

enum value_type measure_kind_value_type(enum measure_kind kind)
{
	return rules[kind].source == MEASURE_OF_TEXT ? VALUE_TEXT : VALUE_NUMBER;
}
