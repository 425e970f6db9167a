#include "load/feeder.h"

#include <pthread.h>
#include <stdlib.h>

struct feeder {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	feeder_fn *fn;
	void *owner;
	void *chunk; /* NULL: idle */
	bool has_thread, is_over;
	struct err failed;
};

static void *feeder_main(void *arg)
{
	struct feeder *f = arg;

	pthread_mutex_lock(&f->lock);
	for (;;) {
		struct err e = {0};

		void *chunk;

		while (!f->chunk && !f->is_over)
			pthread_cond_wait(&f->changed, &f->lock);
		if (!f->chunk)
			break;
		chunk = f->chunk;
		pthread_mutex_unlock(&f->lock);
		f->fn(f->owner, chunk, &e);
		pthread_mutex_lock(&f->lock);
		f->failed = e;
		f->chunk = NULL;
		pthread_cond_broadcast(&f->changed);
	}
	pthread_mutex_unlock(&f->lock);
	return NULL;
}

int feeder_new(struct feeder **out, feeder_fn *fn, void *owner, struct err *e)
{
	struct feeder *f = calloc(1, sizeof *f);

	*out = f;
	if (!f)
		return err_set(e, ERR_NOMEM, "out of memory for a thread");
	f->fn = fn;
	f->owner = owner;
	pthread_mutex_init(&f->lock, NULL);
	pthread_cond_init(&f->changed, NULL);
	return 0;
}

static int start(struct feeder *f, struct err *e)
{
	pthread_attr_t attr;
	int rc;

	if (f->has_thread)
		return 0;
	f->is_over = false;
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, 512 << 10);
	rc = pthread_create(&f->thread, &attr, feeder_main, f);
	pthread_attr_destroy(&attr);
	f->has_thread = rc == 0;
	return rc ? err_set(e, ERR_NOMEM, "no thread could be started") : 0;
}

/* The chunk under way is finished first. */
static void stop(struct feeder *f)
{
	if (!f->has_thread)
		return;
	pthread_mutex_lock(&f->lock);
	f->is_over = true;
	pthread_cond_broadcast(&f->changed);
	pthread_mutex_unlock(&f->lock);
	pthread_join(f->thread, NULL);
	f->has_thread = false;
}

void feeder_free(struct feeder *f)
{
	if (!f)
		return;
	stop(f);
	pthread_mutex_destroy(&f->lock);
	pthread_cond_destroy(&f->changed);
	free(f);
}

static int take_failure(struct feeder *f, struct err *e)
{
	struct err failed = f->failed;

	err_clear(&f->failed);
	if (failed.kind == ERR_NONE)
		return 0;
	return err_at(e, failed.kind, failed.file, failed.line, "%s", failed.text);
}

int feeder_give(struct feeder *f, void *chunk, struct err *e)
{
	int rc;

	if (start(f, e))
		return -1;
	pthread_mutex_lock(&f->lock);
	while (f->chunk)
		pthread_cond_wait(&f->changed, &f->lock);
	rc = take_failure(f, e);
	if (!rc) {
		f->chunk = chunk;
		pthread_cond_broadcast(&f->changed);
	}
	pthread_mutex_unlock(&f->lock);
	return rc;
}

int feeder_wait(struct feeder *f, struct err *e)
{
	stop(f);
	return take_failure(f, e);
}
