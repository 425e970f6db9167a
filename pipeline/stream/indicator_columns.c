#include "stream/indicator_columns.h"

const char *const indicator_columns[INDICATOR_COLUMNS] = {
#define INDICATOR_COLUMN_NAME(name) #name,
	INDICATOR_STREAM_LIST(INDICATOR_COLUMN_NAME)
#undef INDICATOR_COLUMN_NAME
};
