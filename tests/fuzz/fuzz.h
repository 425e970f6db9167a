/* A fuzzer is one function; libFuzzer drives it in `make fuzz`, tests/fuzz/replay.c in `make check`. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
