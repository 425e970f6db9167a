/* The columns of a stream and the words of its first one: shared by the stream files only. */
#ifndef STREAM_STREAM_COLUMNS_H
#define STREAM_STREAM_COLUMNS_H

#include "stream/stream.h"

extern const char *const stream_kinds[];			   /* by enum record_kind */
extern const char *const stream_standard[STREAM_STANDARD_COLUMNS]; /* before the feed's own */

/* The feed's own columns, raw or clean. */
size_t stream_columns(const struct feed *f, bool is_clean);
const char *stream_column(const struct feed *f, bool is_clean, size_t i);

#endif
