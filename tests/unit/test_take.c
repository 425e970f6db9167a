/* The inbox as it is while it is taken: what goes, comes and changes in between costs its own row alone. */
#include "folder.h"

#include <fcntl.h>
#include <time.h>
#include <sys/stat.h>
#include "core/hash.h"
#include "stream/manifest.h"
#include "take/bytes.h"
#include "take/complete.h"
#include "take/place.h"
#include "take/settle.h"
#include "take/take.h"

#define SETTINGS                                                                                             \
	"setting,value,title_vi,valid_from,valid_to,source\n"                                                \
	"inbox_ignored,.part .meta .done ~,t,,,s\ninbox_aside,aside,t,,,s\n"
#define FEEDS "feed,complete_by,valid_from,valid_to\na,rename,,\nm,marker,,\nold,age:60,,\n"

/* ---- the cell's part: plain files alone, of the feed that their first byte names ---- */

static int look(void *arg, int fd, const char *request, size_t len, int out)
{
	struct found f;
	struct err e = {0};
	char first = 0;

	(void)arg;
	(void)request;
	(void)len;
	memset(&f, 0, sizeof f);
	if (pread(fd, &first, 1, 0) == 1 && first == '!')
		abort();
	f.bytes = (uint64_t)lseek(fd, 0, SEEK_END);
	bytes_hash(fd, f.plain, &e);
	memcpy(f.packed, f.plain, sizeof f.packed);
	snprintf(f.feed, sizeof f.feed, "%s", first == 'a' ? "a" : first == 'm' ? "m" : "");
	return bytes_write(out, &f, sizeof f, &e);
}

/* ---- a manifest that is kept in memory; meddle is called before its first row is written ---- */

struct taken {
	char text[60000];
	size_t len;
	void (*meddle)(void);
	struct take_counts counts;
};

static struct taken result;

static ssize_t keep(void *cookie, const char *data, size_t size)
{
	struct taken *r = cookie;

	if (r->meddle && r->len > 0)
		r->meddle();
	if (r->len > 0)
		r->meddle = NULL;
	assert_true(r->len + size < sizeof r->text);
	memcpy(r->text + r->len, data, size);
	r->len += size;
	r->text[r->len] = '\0';
	return (ssize_t)size;
}

static char inbox[60], raw[60], quarantine[60];

static void path_in(char out[200], const char *dir, const char *name)
{
	snprintf(out, 200, "%s/%s", dir, name);
}

static void put(const char *name, const char *text)
{
	char path[200];
	FILE *f;

	path_in(path, inbox, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static int fresh(void **state)
{
	char command[300];

	(void)state;
	snprintf(inbox, sizeof inbox, "%s/in", folder);
	snprintf(raw, sizeof raw, "%s/raw", folder);
	snprintf(quarantine, sizeof quarantine, "%s/q", folder);
	snprintf(command, sizeof command, "cd %s && rm -rf in raw q && mkdir -p in/a in/m in/old raw q",
		folder);
	folder_put("settings.csv", SETTINGS);
	folder_put("feeds.csv", FEEDS);
	memset(&result, 0, sizeof result);
	return system(command);
}

static void take(void (*meddle)(void))
{
	struct catalog *c = folder_catalog();
	struct take_options o = {
		.inbox = inbox, .raw = raw, .catalog = c, .date = "2024-04-01", .prober = {look, NULL}};

	cookie_io_functions_t io = {.write = keep};
	struct err e = {0};

	memset(&result, 0, sizeof result);
	result.meddle = meddle;
	o.out = fopencookie(&result, "w", io);
	assert_non_null(o.out);
	setvbuf(o.out, NULL, _IOLBF, 4096);
	if (take_run(&o, &result.counts, &e))
		fail_msg("%s %s", e.file, e.text);
	assert_int_equal(fclose(o.out), 0);
	catalog_free(c);
}

/* The row of a path as "state code feed". */
struct wanted {
	const char *path;
	char text[100], file[65], raw[80], reason[300];
};

static int see(void *arg, const struct manifest_row *row, struct err *e)
{
	struct wanted *w = arg;
	const struct slice *c = row->cells;

	(void)e;
	if (!slice_equals(c[MANIFEST_PATH], w->path))
		return 0;
	snprintf(w->text, sizeof w->text, "%.*s %.*s %.*s", (int)c[MANIFEST_STATE].len,
		c[MANIFEST_STATE].text, (int)c[MANIFEST_CODE].len, c[MANIFEST_CODE].text,
		(int)c[MANIFEST_FEED].len, c[MANIFEST_FEED].text);
	snprintf(w->file, sizeof w->file, "%.*s", (int)c[MANIFEST_FILE].len, c[MANIFEST_FILE].text);
	snprintf(w->raw, sizeof w->raw, "%.*s", (int)c[MANIFEST_RAW].len, c[MANIFEST_RAW].text);
	snprintf(w->reason, sizeof w->reason, "%.*s", (int)c[MANIFEST_REASON].len, c[MANIFEST_REASON].text);
	return 0;
}

static struct wanted row_of(const char *path)
{
	struct wanted w = {.path = path, .text = "no row"};
	FILE *in = fmemopen(result.text, result.len, "r");
	struct err e = {0};

	if (manifest_read(in, "m", see, &w, &e))
		fail_msg("%s:%ld %s", e.file, e.line, e.text);
	fclose(in);
	return w;
}

static void is_row(const char *path, const char *expected)
{
	assert_string_equal(row_of(path).text, expected);
}

static bool is_stored(const char *name)
{
	char path[200];

	path_in(path, raw, name);
	return access(path, F_OK) == 0;
}

/* ---- feeds ---- */

static void test_take_folder_and_content_say_the_feed(void **state)
{
	(void)state;
	put("a/one.xml", "a 1");
	put("a/strange.xml", "m 2");
	put("a/unknown.xml", "? 3");
	take(NULL);
	is_row("a/one.xml", "taken  a");
	is_row("a/strange.xml", "refused file.other_feed ");
	is_row("a/unknown.xml", "taken  a");
	assert_string_equal(row_of("a/strange.xml").reason, "found m in the folder of a, expected a");
	assert_int_equal(result.counts.listed, 3);
	assert_int_equal(result.counts.stored, 2);
}

static void age(const char *name, int seconds)
{
	struct timespec times[2] = {{0, UTIME_OMIT}, {time(NULL) - seconds, 0}};
	char path[200];

	path_in(path, inbox, name);
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void test_take_what_is_not_whole_waits_as_its_feed_says(void **state)
{
	(void)state;
	put("m/no.xml", "m 1");
	put("m/yes.xml", "m 2");
	put("m/yes.xml.done", "");
	put("old/young.xml", "? 1");
	put("old/rest.xml", "? 2");
	age("old/rest.xml", 100);
	put("a.xml", "a 9");
	put("m.xml", "m 9");
	put("young.xml", "? 9");
	put("rest.xml", "? 10");
	age("rest.xml", 100);
	put("old/ahead.xml", "? 11");
	age("old/ahead.xml", -1000000);
	take(NULL);
	is_row("m/no.xml", "left waiting m");
	is_row("m/yes.xml", "taken  m");
	is_row("old/young.xml", "left waiting old");
	is_row("old/rest.xml", "taken  old");
	is_row("old/ahead.xml", "left waiting old");
	is_row("a.xml", "taken  a");
	is_row("m.xml", "left waiting ");
	is_row("young.xml", "left waiting ");
	is_row("rest.xml", "refused file.other_feed ");
	assert_int_equal(result.counts.waiting, 5);
}

/* A sender's clock that is years ahead must not hold its file for years. */
static void test_take_time_of_change_in_the_future_is_not_waited_for(void **state)
{
	const struct complete_rule rule = {.feed = "old", .by = COMPLETE_AGE, .age_s = 60};
	struct stat st = {.st_mtim.tv_sec = 5000, .st_ctim.tv_sec = 900};

	(void)state;
	assert_true(complete_holds(&rule, -1, "x", &st, 1000));
	assert_false(complete_holds(&rule, -1, "x", &st, 950));
	st.st_mtim.tv_sec = 10; /* a copy that kept its time */
	assert_true(complete_holds(&rule, -1, "x", &st, 950));
}

static void test_take_a_rule_that_is_none_costs_its_own_feed_and_says_where(void **state)
{
	static const char *const bad[] = {"sometimes", "age:", "age:5x", "age:-1", "age:99999999999"};
	const struct stat st = {0};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct complete rules;
		struct catalog *c;
		struct err e = {0};
		char text[200];

		snprintf(text, sizeof text, "feed,complete_by,valid_from,valid_to\na,%s,,\n", bad[i]);
		folder_put("feeds.csv", text);
		c = folder_catalog();
		assert_int_equal(complete_read(&rules, c, "2024-04-01", &e), 0);
		assert_int_equal(rules.rules[0].by, COMPLETE_WRONG);
		assert_non_null(strstr(rules.rules[0].wrong, "feeds.csv:2: column complete_by: found '"));
		assert_false(complete_holds(&rules.rules[0], -1, "x", &st, 1000000));
		complete_release(&rules);
		catalog_free(c);
	}
}

/* ---- what happens meanwhile; the first 16 are open before the first row is written ---- */

static void put_many(int n)
{
	char name[40], text[40];

	for (int i = 0; i < n; i++) {
		snprintf(name, sizeof name, "a/%03d.xml", i);
		snprintf(text, sizeof text, "a number %d", i);
		put(name, text);
	}
}

static void path_of(char out[200], int i)
{
	snprintf(out, 200, "%s/a/%03d.xml", inbox, i);
}

static void meddle_with_names(void)
{
	char path[200], other[200];

	path_of(path, 20);
	assert_int_equal(unlink(path), 0);
	path_of(path, 21);
	snprintf(other, sizeof other, "%s/a/renamed.xml", inbox);
	assert_int_equal(rename(path, other), 0);
	path_of(path, 22);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(symlink("023.xml", path), 0);
	path_of(path, 24);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	path_of(path, 25);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0700), 0);
}

static void test_take_names_that_go_or_change_meanwhile_are_left(void **state)
{
	(void)state;
	put_many(30);
	take(meddle_with_names);
	is_row("a/020.xml", "left left.gone a");
	is_row("a/021.xml", "left left.gone a");
	is_row("a/022.xml", "left left.link a");
	is_row("a/024.xml", "left left.special a");
	is_row("a/025.xml", "left left.folder a");
	is_row("a/renamed.xml", "no row");
	is_row("a/029.xml", "taken  a");
	assert_int_equal(result.counts.taken, 25);
	assert_int_equal(result.counts.left, 5);
}

static void meddle_with_folder(void)
{
	char path[200], other[200];

	path_in(path, inbox, "a");
	snprintf(other, sizeof other, "%s/moved", folder);
	assert_int_equal(rename(path, other), 0);
	assert_int_equal(symlink(other, path), 0);
}

/* The folder is a link now: what was opened is taken, nothing is looked for behind the link. */
static void test_take_folder_that_becomes_a_link_is_not_followed(void **state)
{
	char command[200];

	(void)state;
	put_many(20);
	put("m/yes.xml", "m 2");
	put("m/yes.xml.done", "");
	take(meddle_with_folder);
	is_row("m/yes.xml", "taken  m");
	assert_int_equal(result.counts.listed, 21);
	assert_true(strncmp(row_of("a/019.xml").text, "left ", 5) == 0);
	snprintf(command, sizeof command, "rm -rf %s/moved", folder);
	assert_int_equal(system(command), 0);
}

static void change(int i, const char *text, const char *mode)
{
	char path[200];
	FILE *f;

	path_of(path, i);
	f = fopen(path, mode);
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* 3 grows, 4 shrinks, 5 has other bytes of the same length at the same time of change, 6 is another file. */
static void meddle_with_bytes(void)
{
	struct stat st;
	struct timespec times[2];
	char path[200];

	usleep(300000); /* the cell has answered on all of them */
	change(3, " and more", "a");
	change(4, "a", "w");
	path_of(path, 5);
	assert_int_equal(stat(path, &st), 0);
	change(5, "a NUMBER 5", "w");
	times[0] = st.st_atim;
	times[1] = st.st_mtim;
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	path_of(path, 6);
	assert_int_equal(unlink(path), 0);
	change(6, "a later one", "w");
}

static void test_take_bytes_that_change_meanwhile_are_left(void **state)
{
	struct wanted w;

	(void)state;
	put_many(10);
	take(meddle_with_bytes);
	is_row("a/003.xml", "left left.changed a");
	is_row("a/004.xml", "left left.changed a");
	is_row("a/005.xml", "left left.changed a");
	is_row("a/006.xml", "taken  a");
	w = row_of("a/003.xml");
	assert_string_equal(w.file, "");
	assert_string_equal(w.raw, "");
	assert_int_equal(result.counts.taken, 7);
	assert_int_equal(result.counts.stored, 7);
}

static void test_take_hash_is_of_what_lies_in_the_raw_zone(void **state)
{
	unsigned char hash[32];
	struct err e = {0};
	char path[200], hex[65];
	struct wanted w;
	int fd;

	(void)state;
	put_many(3);
	take(NULL);
	w = row_of("a/001.xml");
	path_in(path, raw, w.raw);
	fd = open(path, O_RDONLY);
	assert_true(fd >= 0);
	assert_int_equal(bytes_hash(fd, hash, &e), 0);
	close(fd);
	hash_hex(hash, hex);
	assert_string_equal(hex, w.file);
}

/* ---- the cell ---- */

static void test_take_file_that_kills_the_parser_costs_itself_alone(void **state)
{
	struct wanted w;

	(void)state;
	put_many(40);
	change(0, "! dies", "w");
	change(17, "! dies", "w");
	change(18, "! dies", "w");
	change(39, "! dies", "w");
	take(NULL);
	assert_int_equal(result.counts.taken, 36);
	assert_int_equal(result.counts.refused, 4);
	w = row_of("a/017.xml");
	assert_string_equal(w.text, "refused file.parser a");
	assert_non_null(strstr(w.reason, "signal 6"));
}

/* ---- the raw zone ---- */

static void test_take_same_bytes_are_stored_once_and_the_first_sidecar_stands(void **state)
{
	struct wanted w;
	char path[200], text[400] = "";
	FILE *f;

	(void)state;
	put("a/1.xml", "a same");
	put("a/1.meta", "\xEF\xBB\xBFsent_at=2024-01-01\r\n# no line\nname=other\narrived=never\n");
	put("a/2.xml", "a same");
	put("a/2.xml.meta", "sent_at=2024-02-02\n");
	take(NULL);
	is_row("a/1.xml", "taken  a");
	is_row("a/2.xml", "taken  a");
	assert_int_equal(result.counts.stored, 1);
	w = row_of("a/2.xml");
	assert_string_equal(w.raw, row_of("a/1.xml").raw);
	snprintf(path, sizeof path, "%s/%s.meta", raw, w.file);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_true(fread(text, 1, sizeof text - 1, f) > 0);
	fclose(f);
	assert_string_equal(text, "name=1.xml\narrived=1970-01-01T07:00:00+07:00\nsent_at=2024-01-01\n");
	take(NULL);
	assert_int_equal(result.counts.taken, 2);
	assert_int_equal(result.counts.stored, 0);
}

static void test_take_sidecar_that_cannot_be_read_refuses_its_file(void **state)
{
	char path[200];

	(void)state;
	put("a/1.xml", "a 1");
	put("a/1.xml.meta", "no equals sign\n");
	put("a/2.xml", "a 2");
	path_in(path, inbox, "a/2.meta");
	assert_int_equal(symlink("1.xml.meta", path), 0);
	put("a/3.xml", "a 3");
	path_in(path, inbox, "a/3.xml.meta");
	assert_int_equal(mkdir(path, 0700), 0);
	put("a/4.xml", "a 4");
	path_in(path, inbox, "a/4.meta");
	assert_int_equal(mkfifo(path, 0600), 0);
	put("a/5.xml", "a 5");
	take(NULL);
	is_row("a/1.xml", "refused file.sidecar a");
	is_row("a/2.xml", "refused file.sidecar a");
	is_row("a/3.xml", "refused file.sidecar a");
	is_row("a/4.xml", "refused file.sidecar a");
	is_row("a/5.xml", "taken  a");
	assert_non_null(strstr(row_of("a/1.xml").reason, "line 1"));
	assert_non_null(strstr(row_of("a/2.xml").reason, "is a link"));
}

/* Bytes that a broken disk or an older program left under a hash that is not theirs. */
static void test_take_wrong_bytes_in_the_raw_zone_are_replaced(void **state)
{
	char path[200];
	struct wanted w;
	struct stat st;

	(void)state;
	put("a/1.xml", "a 1");
	take(NULL);
	w = row_of("a/1.xml");
	path_in(path, raw, w.raw);
	assert_int_equal(truncate(path, 1), 0);
	take(NULL);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, 3);
}

static void test_take_what_a_killed_run_left_half_is_removed(void **state)
{
	char path[200];
	FILE *f;

	(void)state;
	path_in(path, raw, ".abc.new");
	f = fopen(path, "w");
	assert_non_null(f);
	fclose(f);
	take(NULL);
	assert_false(is_stored(".abc.new"));
	assert_int_equal(result.counts.listed, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, fresh)
	const struct CMUnitTest tests[] = {
		TEST(test_take_folder_and_content_say_the_feed),
		TEST(test_take_what_is_not_whole_waits_as_its_feed_says),
		TEST(test_take_time_of_change_in_the_future_is_not_waited_for),
		TEST(test_take_a_rule_that_is_none_costs_its_own_feed_and_says_where),
		TEST(test_take_names_that_go_or_change_meanwhile_are_left),
		TEST(test_take_folder_that_becomes_a_link_is_not_followed),
		TEST(test_take_bytes_that_change_meanwhile_are_left),
		TEST(test_take_hash_is_of_what_lies_in_the_raw_zone),
		TEST(test_take_file_that_kills_the_parser_costs_itself_alone),
		TEST(test_take_same_bytes_are_stored_once_and_the_first_sidecar_stands),
		TEST(test_take_sidecar_that_cannot_be_read_refuses_its_file),
		TEST(test_take_wrong_bytes_in_the_raw_zone_are_replaced),
		TEST(test_take_what_a_killed_run_left_half_is_removed),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
