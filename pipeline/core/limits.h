/* Every limit of the library, in one place, with its reason. Reaching one is an error at a line, never a
 * truncation. */
#ifndef CORE_LIMITS_H
#define CORE_LIMITS_H

#define LIMIT_BUF_BYTES (16u << 20) /* a buffer without a limit of its own: larger than any lawful record */
#define LIMIT_XML_DEPTH 64	    /* envelope + diffgram + dossier + lists need 12 */
#define LIMIT_XML_TEXT_BYTES (1u << 20) /* one element's text; a field has its own, smaller max_bytes */
#define LIMIT_XML_ATTRIBUTES 64		/* of one element; X-Road and diffgram use at most 3 */
#define LIMIT_XML_NAMESPACES 256 /* declared and in scope: each prefix is looked up among them one by one */
#define LIMIT_XML_NAMES 20000	 /* distinct names: 900,000 of them cost 14 s; QCVN 120 has about 100 */
#define LIMIT_JSON_TEXT_BYTES                                                                                \
	(16u << 20) /* one text, as it is written: the parser keeps it whole; a scanned page has 1 MB */
#define LIMIT_JSON_KEY_BYTES 200	/* one key: fields have up to 40 */
#define LIMIT_FILE_BYTES (64ull << 30)	/* uncompressed bytes of one file: a province's year is 10 GB */
#define LIMIT_FILE_RECORDS 100000000ull /* records of one file */
#define LIMIT_GZIP_RATIO 1000		/* deflate cannot exceed 1032; text of dossiers reaches 40 */
#define LIMIT_GZIP_RATIO_FROM                                                                                \
	(16u << 20)	      /* judged after so many bytes of output: a short file of blanks is lawful */
#define LIMIT_ZIP_ENTRIES 100 /* of a zip of one message: folders around it */
#define LIMIT_RECORD_BYTES (4u << 20)	 /* all kept text of one record */
#define LIMIT_CSV_FIELD_BYTES (8u << 20) /* one CSV cell: a distinct set of 100,000 keys fits */
#define LIMIT_TABLE_ROWS 1000000	 /* one catalogue table */
#define LIMIT_FORMULA_DEPTH 64		 /* nesting of a formula */
#define LIMIT_DIGITS 60			 /* digits of one number: 10^60 dong is more than there is */
#define LIMIT_SORT_BYTES (24u << 20)	 /* memory of one external sort: the programs stay under 64 MiB */

#define LIMIT_BATCH_FILES                                                                                    \
	1000 /* of one transaction: beyond it the COMMIT is no part of a file's cost any more */
#define LIMIT_BATCH_ROWS                                                                                     \
	65536 /* of one transaction of small files: half a second of the server's work, which a kill costs   \
	       */

#define LIMIT_SHEET_BYTES (16u << 20) /* a returned form as it came: one of 300 rows has 40 kB */
#define LIMIT_SHEET_PART_BYTES                                                                               \
	(32u << 20)	      /* one part of a workbook, unpacked: its texts, its styles, a sheet */
#define LIMIT_SHEET_RATIO 100 /* unpacked to packed: sheets reach 30 */
#define LIMIT_SHEET_RATIO_FROM (1u << 20)   /* judged after so many bytes: a sheet of blanks is lawful */
#define LIMIT_SHEET_ENTRIES 10000	    /* files in a workbook's package */
#define LIMIT_SHEET_COLUMNS 256		    /* a form has 14; blank columns behind them are lawful */
#define LIMIT_SHEET_CELLS 500000	    /* of all rows: blank rows behind a form are none */
#define LIMIT_SHEET_CELL_BYTES (128u << 10) /* one cell's text; a spreadsheet holds 32,767 letters */

#define LIMIT_CHILD_FILES 32 /* the parser's descriptors: the input, its sidecar, the pipe */
#define LIMIT_CHILD_BYTES                                                                                    \
	(512ull << 20) /* its address space: libraries and one record; far below what a bomb wants */
#define LIMIT_CHILD_SECONDS                                                                                  \
	10 /* processor time of one file, and one second more for each of these bytes as it */
#define LIMIT_CHILD_SECOND_BYTES (1l << 20) /* arrived: dossiers take 7 ms a MB, their gzip some 300 */

#endif
