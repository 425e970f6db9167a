/* The options that every program has, for options.c and options_help.c. */
#ifndef DOOR_OPTIONS_COMMON_H
#define DOOR_OPTIONS_COMMON_H

#include "door/options.h"

struct common {
	const char *name, *arg, *help;
	char letter;
};

/* In this order options.c knows them by their numbers. */
enum {
	OPTION_INPUT,
	OPTION_OUTPUT,
	OPTION_REJECTS,
	OPTION_CATALOG,
	OPTION_MAX_REJECTS,
	OPTION_NOW,
	OPTION_QUIET,
	OPTION_VERBOSE,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_COMMONS
};

extern const struct common options_common[OPTION_COMMONS];

/* On stdout, within 80 columns. */
void options_print_help(const struct options *o);

#endif
