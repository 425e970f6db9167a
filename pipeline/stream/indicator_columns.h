/* The columns of the indicators stream after _kind and of core.indicator, in their order: whoever writes,
 * reads or stores indicators has them from here; a test holds sql/ and the documents to it. The first four
 * are the key. */
#ifndef STREAM_INDICATOR_COLUMNS_H
#define STREAM_INDICATOR_COLUMNS_H

#define INDICATOR_COLUMNS_BEFORE_FLAGS(X)                                                                    \
	X(set)                                                                                               \
	X(indicator)                                                                                         \
	X(agency)                                                                                            \
	X(period)                                                                                            \
	X(basis)                                                                                             \
	X(numerator)                                                                                         \
	X(denominator)                                                                                       \
	X(value)                                                                                             \
	X(shown)                                                                                             \
	X(unit)                                                                                              \
	X(score)                                                                                             \
	X(score_max)                                                                                         \
	X(target)                                                                                            \
	X(status)                                                                                            \
	X(due)                                                                                               \
	X(due_status)                                                                                        \
	X(national_target)                                                                                   \
	X(national_status)                                                                                   \
	X(national_due)                                                                                      \
	X(national_due_status)

#define INDICATOR_COLUMNS_AFTER_FLAGS(X)                                                                     \
	X(reason)                                                                                            \
	X(rules)

/* What the checks found: in the stream a column a severity, in their order (stream/flags.h); in the table as
 * a reader sees it, beside its rows in core.indicator_flag. */
#define INDICATOR_STREAM_FLAGS(X)                                                                            \
	X(info)                                                                                              \
	X(flag)                                                                                              \
	X(gate)
#define INDICATOR_TABLE_FLAGS(X) X(flags)

#define INDICATOR_STREAM_LIST(X)                                                                             \
	INDICATOR_COLUMNS_BEFORE_FLAGS(X) INDICATOR_STREAM_FLAGS(X) INDICATOR_COLUMNS_AFTER_FLAGS(X)
#define INDICATOR_TABLE_LIST(X)                                                                              \
	INDICATOR_COLUMNS_BEFORE_FLAGS(X) INDICATOR_TABLE_FLAGS(X) INDICATOR_COLUMNS_AFTER_FLAGS(X)

/* INDICATOR_AT_value …: the place of a column in the stream, _kind not counted. */
enum indicator_column {
#define INDICATOR_COLUMN_AT(name) INDICATOR_AT_##name,
	INDICATOR_STREAM_LIST(INDICATOR_COLUMN_AT)
#undef INDICATOR_COLUMN_AT
		INDICATOR_COLUMNS
};

extern const char *const indicator_columns[INDICATOR_COLUMNS];

#endif
