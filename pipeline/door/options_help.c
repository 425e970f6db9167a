#include <string.h>
#include "core/wrap.h"
#include "door/options_common.h"

#define WIDTH 80
#define HELP_AT 32  /* the column that the words of an option stand in */
#define USAGE_AT 15 /* further lines of one way of calling: beyond 7, where another way begins */

/* The ways of calling stand in the synopsis one after another, " | " between them. */
static void print_usage(const struct options *o)
{
	const char *at = o->synopsis, *bar;
	char way[512];

	for (size_t n; *at; at += n, at += bar ? 3 : 0) {
		bar = strstr(at, " | ");
		n = bar ? (size_t)(bar - at) : strlen(at);
		snprintf(way, sizeof way, "%s %.*s", o->program, (int)n, at);
		printf("%s", at == o->synopsis ? "Usage: " : "       ");
		wrap_text(stdout, way, 7, USAGE_AT, WIDTH);
	}
}

static void print_option(const char *name, char letter, const char *arg, const char *help)
{
	char left[64], dash[8] = "   ";

	if (letter)
		snprintf(dash, sizeof dash, "-%c,", letter);
	snprintf(left, sizeof left, "--%s%s%s", name, arg ? " " : "", arg ? arg : "");
	printf("  %s %-*s", dash, HELP_AT - 6, left);
	wrap_text(stdout, help, HELP_AT, HELP_AT, WIDTH);
}

void options_print_help(const struct options *o)
{
	printf("%s - %s\n\n", o->program, o->purpose);
	print_usage(o);
	putchar('\n');
	for (size_t i = 0; i < o->nown; i++)
		print_option(o->own[i].name, o->own[i].letter, o->own[i].arg, o->own[i].help);
	for (size_t i = 0; i < OPTION_COMMONS; i++)
		print_option(options_common[i].name, options_common[i].letter, options_common[i].arg,
			options_common[i].help);
	printf("\nExit status: 0 ok; 64 usage; 65 an input file was bad; 66 no input;\n"
	       "69 database away; 70 own fault; 71 out of memory; 73, 74 output; 75 try again;\n"
	       "78 catalogue.\n");
}
