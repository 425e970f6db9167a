/* replay - drives a fuzzer without libFuzzer: each seed as it is, then N changed copies, the same for the
 * same arguments
 *
 * replay N SEED-FILE…   A finding is a crash, a sanitizer's report or an assertion: the copy is left in
 * ./crash-input. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "fuzz.h"

#define SEED_BYTES (256u << 10)

static uint64_t state = 88172645463325252ull;

static uint64_t next_random(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	return state ^= state << 17;
}

/* One change: a bit, a byte, a piece cut out, a piece said again, or the end cut off. */
static size_t change(uint8_t *data, size_t size)
{
	size_t at = size ? next_random() % size : 0,
	       len = size ? next_random() % (size - at < 64 ? size - at + 1 : 64) : 0;

	if (!size)
		return 0;
	switch (next_random() % 5) {
	case 0:
		data[at] ^= (uint8_t)(1u << (next_random() % 8));
		return size;
	case 1:
		data[at] = (uint8_t) "<>&;\"'/ \n,.0-%(\xC3\x00"[next_random() % 18];
		return size;
	case 2:
		memmove(data + at, data + at + len, size - at - len);
		return size - len;
	case 3:
		if (size + len > SEED_BYTES || at + len > size)
			return size;
		memmove(data + at + len, data + at, size - at);
		return size + len;
	default:
		return next_random() % 8 ? size : at;
	}
}

/* The input is on disk before it is tried, so that a crash leaves it there. */
static void try_input(const uint8_t *data, size_t size)
{
	int fd = open("crash-input", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size) {
		perror("crash-input");
		exit(2);
	}
	close(fd);
	LLVMFuzzerTestOneInput(data, size);
}

int main(int argc, char **argv)
{
	long n = argc > 2 ? strtol(argv[1], NULL, 10) : 0, tried = 0;
	uint8_t *seed = malloc(SEED_BYTES), *copy = malloc(SEED_BYTES);

	if (!n || !seed || !copy) {
		fprintf(stderr, "usage: replay N SEED-FILE...\n");
		return 64;
	}
	for (int i = 2; i < argc; i++) {
		FILE *f = fopen(argv[i], "re");
		size_t size = f ? fread(seed, 1, SEED_BYTES, f) : 0;

		if (!f) {
			perror(argv[i]);
			return 66;
		}
		fclose(f);
		try_input(seed, size);
		for (long k = 0; k < n; k++, tried++) {
			size_t len = size;

			memcpy(copy, seed, size);
			for (uint64_t c = 1 + next_random() % 4; c > 0; c--)
				len = change(copy, len);
			try_input(copy, len);
		}
	}
	unlink("crash-input");
	printf("%ld changed inputs of %d seeds, no finding\n", tried, argc - 2);
	free(seed);
	free(copy);
	return 0;
}
