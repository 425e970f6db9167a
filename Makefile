# chiso: batch ETL for digital-transformation indicators. `make nightly` runs tonight's job, `make check` the tests.
#
# One set of rules, several variants: build/ (default), build/san, build/san-clang, build/cover. Products never leave build/.

VERSION := $(shell sed -n 's/^.define CHISO_VERSION "\(.*\)"/\1/p' pipeline/door/version.h)
B       ?= build
CC      ?= gcc
PREFIX  ?= /usr/local
DESTDIR ?=

WARN := -Wall -Wextra -Wshadow -Wvla -Wformat=2 -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Werror
OPT  ?= -O2 -g $(FORTIFY)
PKGS := libxml-2.0 libpq zlib gmp libutf8proc libcrypto libseccomp libarchive xlsxwriter yajl
# pkg-config is asked only when something is compiled: `make nightly` on a bare machine installs it first.
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS))
PKG_LIBS   = $(shell pkg-config --libs $(PKGS)) -lcsv -lglpk -lm -lpthread
# the same bytes wherever the tree stands
CFLAGS_ALL = -std=gnu11 -D_GNU_SOURCE '-ffile-prefix-map=$(CURDIR)=.' '-ffile-prefix-map=$(B)=build' $(OPT) $(WARN) $(HARD_C) -Ipipeline $(PKG_CFLAGS) \
	-DCHISO_DATADIR='"$(PREFIX)/share/chiso"' $(CFLAGS)
LDFLAGS_ALL = $(HARD_LD) $(LDFLAGS)
LDLIBS_ALL = $(PKG_LIBS) $(LDLIBS)

# What a mistake in memory meets: each only where this compiler, processor and C library take it (-fcf-protection is x86's,
# -mbranch-protection ARM's). Asked once, when something is compiled; the sanitizers' OPT has no FORTIFY, which would hide from them.
# The shadow stack is asked for by name: Debian 12's crt1.o has no note of it, without which the linker drops everyone's. Its lack of
# one of branch targets stands: it has none.
takes = $(shell printf '\043include <stdlib.h>\nint main(void) { return 0; }\n' | \
	$(CC) -O2 -fPIE -Werror $(1) -x c - -o $(2) 2>/dev/null && echo '$(1)')
HARD_C = $(eval HARD_C := $(foreach flag,-fPIE -fstack-protector-strong -fstack-clash-protection -fcf-protection=full \
	-mbranch-protection=standard,$(call takes,$(flag),/dev/null -c)))$(HARD_C)
HARD_LD = $(eval HARD_LD := $(foreach flag,-pie -Wl$(comma)-z$(comma)relro -Wl$(comma)-z$(comma)now \
	-Wl$(comma)-z$(comma)noexecstack -Wl$(comma)-z$(comma)shstk -Wl$(comma)--as-needed,\
	$(call takes,$(flag),/dev/null -Wl$(comma)--fatal-warnings)))$(HARD_LD)
FORTIFY = $(eval FORTIFY := $(or $(call takes,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3,/dev/null -c),-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2))$(FORTIFY)
comma := ,

LIB_C   := $(sort $(wildcard pipeline/*/*.c))
LIB_O   := $(LIB_C:%.c=$(B)/%.o) $(B)/sql/load.o
CMD_C   := $(sort $(wildcard cmd/*.c))
BIN     := $(CMD_C:cmd/%.c=$(B)/bin/%)
MAN     := $(CMD_C:cmd/%.c=$(B)/man/%.1)
UNIT_C  := $(sort $(wildcard tests/unit/test_*.c))
UNIT    := $(UNIT_C:tests/unit/%.c=$(B)/unit/%)

.PHONY: all nightly check check-all browser office bench bench-files unit tests lint san cover fuzz soak install deb bundle package clean setup
all: $(BIN)

nightly: setup-night
	@$(MAKE) -s -j2 all
	@scripts/nightly

check: setup-check
	@scripts/check

# The published pages in a browser, with axe-core from npm: minutes, and a Chromium.
browser: setup-check
	@$(MAKE) -s -j2 all
	@tests/browser/run

# What LibreOffice makes of the workbooks, and what comes of pages and workbooks on paper.
office: setup-check
	@$(MAKE) -s -j2 all
	@CHISO_TEST_OFFICE=1 scripts/check 89-publish-office

# The Debian package, in a bare Debian, and the metrics as promtool reads them: minutes, and root.
package: setup-package
	@$(MAKE) -s -j2 all
	@CHISO_TEST_PACKAGE=1 scripts/check 05-programs-package 60-night-metrics

check-all: check browser office package
	@CHISO_TEST_BENCH=1 scripts/check 69-bench-smoke

bench: setup-check
	@$(MAKE) -s -j2 all
	@tests/bench/run
	@tests/bench/night
	@tests/bench/readers

# 100,000 files in one inbox: an hour, and 5 GB of disk.
bench-files: setup-check
	@$(MAKE) -s -j2 all
	@tests/bench/night files

.PHONY: setup-night setup-check setup-package
setup-night:
	@scripts/setup night
setup-check:
	@scripts/setup check
setup-package:
	@scripts/setup package
setup: setup-check

unit: $(UNIT)
tests: all unit replays

lint: setup-check all
	@scripts/lint

# What a program is linked with, for scripts/lint.
.PHONY: print-libs
print-libs:
	@echo $(LDLIBS_ALL)

# The same rules with other flags. The fault switches exist in this build only. CC=clang: its own sanitizers, beside gcc's.
SAN := -fsanitize=address,undefined -fno-sanitize-recover=all -DCHISO_SANITIZED
SAN_B := build/san$(if $(findstring clang,$(CC)),-clang)
san: setup-check
	@$(MAKE) -s -j2 B=$(SAN_B) OPT="-O1 -g -fno-omit-frame-pointer $(SAN) -DCHISO_FAULTS" LDFLAGS="$(SAN)" all unit replays
	@CHISO_BUILD=$(SAN_B) scripts/check --san

cover: setup-check
	@$(MAKE) -s -j2 B=build/cover OPT="-O0 -g --coverage" LDFLAGS="--coverage" all unit replays
	@CHISO_BUILD=build/cover scripts/check --cover; code=$$?; scripts/reached build/cover; exit $$code

# One function a fuzzer; libFuzzer drives it here for FUZZ_SECONDS each, tests/fuzz/replay.c in make check.
FUZZ_C  := $(sort $(wildcard tests/fuzz/fuzz_*.c))
REPLAY  := $(FUZZ_C:tests/fuzz/%.c=$(B)/fuzz/%)
FUZZ_SECONDS ?= 300

fuzz: setup-check
	@$(MAKE) -s -j2 B=build/fuzz CC=clang OPT="-O1 -g $(SAN) -fsanitize=fuzzer-no-link" LDFLAGS="$(SAN) -fsanitize=fuzzer" fuzzers
	@tests/fuzz/run build/fuzz $(FUZZ_SECONDS)

soak: setup-check
	@$(MAKE) -s -j2 all
	@CHISO_TEST_KILLS=500 CHISO_TEST_STEPS=1 CHISO_TEST_PEOPLE=10000 scripts/check 61- 66-privacy-people
	@CHISO_TEST_NIGHTS=365 scripts/check 47- 88-deliver-year
	@CHISO_TEST_STRIDE=1 CHISO_TEST_AGENCIES=160 scripts/check 14-lint- 51- 84-wrong-feed 89-publish-suppress

.PHONY: fuzzers replays
fuzzers: $(FUZZ_C:tests/fuzz/%.c=$(B)/fuzzers/%)
replays: $(REPLAY)

$(B)/fuzzers/%: $(B)/tests/fuzz/%.o $(B)/libchiso.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) $< $(B)/libchiso.a $(LDLIBS_ALL) -o $@

$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/replay.o $(B)/libchiso.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) $< $(B)/tests/fuzz/replay.o $(B)/libchiso.a $(LDLIBS_ALL) -o $@

$(B)/libchiso.a: $(LIB_O)
	@rm -f $@
	@$(AR) rcs $@ $^

# The statements of sql/load, inside the programs: an installed one needs no file of them. The folder is named for files that go.
# night/periods.sql is the night's, and the explanation's too: both compute a period by the same others.
$(B)/sql/load.c: scripts/embed.awk sql/load $(sort $(wildcard sql/load/*.sql)) sql/night/periods.sql
	@mkdir -p $(@D)
	@LC_ALL=C awk -f $(filter %.awk,$^) $(filter %.sql,$^) > $@.tmp && mv $@.tmp $@

$(B)/sql/load.o: $(B)/sql/load.c Makefile
	$(CC) $(CFLAGS_ALL) -MMD -MP -c $< -o $@

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CFLAGS_ALL) -MMD -MP -c $< -o $@

$(B)/bin/%: $(B)/cmd/%.o $(B)/libchiso.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) $< $(B)/libchiso.a $(LDLIBS_ALL) -o $@

$(B)/unit/%: $(B)/tests/unit/%.o $(B)/libchiso.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) $< $(B)/libchiso.a -lcmocka $(LDLIBS_ALL) -o $@

$(B)/man/%.1: $(B)/bin/% cmd/%.mdoc scripts/man scripts/man.awk scripts/roff.awk
	@mkdir -p $(@D)
	@scripts/man $< cmd/$*.mdoc > $@.tmp && mv $@.tmp $@

# What people call: installed as chiso-NAME, a line that runs it where it stands.
EMPTY :=
SPACE := $(EMPTY) $(EMPTY)
SCRIPTS := nightly reprocess approve close tasks rejects repair person fetch status deliver receive open-data backup private-postgres
SCRIPT_MAN := $(SCRIPTS:%=$(B)/man/chiso-%.1)

$(SCRIPT_MAN): $(B)/man/chiso-%.1: scripts/% scripts/man scripts/man.awk scripts/roff.awk scripts/lib/settings.sh Makefile
	@mkdir -p $(@D)
	@CHISO_SCRIPTS="$(SCRIPTS)" scripts/man $< > $@.tmp && mv $@.tmp $@

$(B)/man/chiso.conf.5: scripts/package/chiso.conf scripts/roff.awk scripts/package/man5.awk
	@mkdir -p $(@D)
	@LC_ALL=C awk -f scripts/roff.awk -f scripts/package/man5.awk $< > $@.tmp && mv $@.tmp $@

MAN5 := $(B)/man/chiso.conf.5
MAN7 := scripts/package/chiso.7

# The reference of the catalogue: a page's own words, and what the tables say of themselves.
REFERENCE := $(patsubst pipeline/docs/%.in,$(B)/docs/%,$(wildcard pipeline/docs/*/*.in))
$(REFERENCE): $(B)/docs/%: pipeline/docs/%.in scripts/reference scripts/reference.awk scripts/csv.awk scripts/roff.awk \
		$(wildcard pipeline/catalog/base/schema*.csv) pipeline/catalog/base/forms.csv
	@mkdir -p $(@D)
	@scripts/reference $< > $@.tmp && mv $@.tmp $@

# The guides of a language, of a section: $(call guides,vi,5).
guides = $(sort $(wildcard pipeline/docs/$(1)/*.$(2)) $(filter $(B)/docs/$(1)/%.$(2),$(REFERENCE)))

man: $(MAN) $(SCRIPT_MAN) $(MAN5) $(REFERENCE)

# The guides as pages to be read in a browser, build/docs/LANGUAGE/GUIDE.SECTION.html, and beside the English ones the pages of programs.
# A Vietnamese page leads to an English one where there is no Vietnamese one.
LANGUAGES := en vi
DOCS := $(foreach l,$(LANGUAGES),$(patsubst %,$(B)/docs/$(l)/%.html,$(notdir $(call guides,$(l),5) $(call guides,$(l),7)))) \
	$(patsubst %,$(B)/docs/en/%.html,$(notdir $(MAN) $(SCRIPT_MAN) $(MAN5) $(MAN7)))
IN_VI := $(notdir $(call guides,vi,5) $(call guides,vi,7))
HERE_en := .
HERE_vi := ../en
language = $(notdir $(patsubst %/,%,$(@D)))
define page
@mkdir -p $(@D)
@cp pipeline/docs/guide.css $(@D)/
@mandoc -T html -O style=guide.css,toc,man='$(HERE_$(language))/%N.%S.html' -I os=chiso $< | \
	sed -e 's/^<html>/<html lang="$(language)">/' $(if $(filter vi,$(language)),$(foreach p,$(IN_VI),-e 's#"../en/$(p).html#"$(p).html#')) \
		-e 's#"[.]*/\(en/\)*\([a-bd-z][^/"]*\)[.]html"#"https://manpages.debian.org/\2"#' > $@.tmp && mv $@.tmp $@
endef
$(B)/docs/%.html: pipeline/docs/% pipeline/docs/guide.css
	$(page)
$(B)/docs/%.html: $(B)/docs/% pipeline/docs/guide.css
	$(page)
$(B)/docs/en/%.html: $(B)/man/% pipeline/docs/guide.css
	$(page)
$(B)/docs/en/%.html: scripts/package/% pipeline/docs/guide.css
	$(page)

docs: setup-package all
	@$(MAKE) -s $(DOCS)
.PHONY: man docs

SHARE := $(DESTDIR)$(PREFIX)/share
UNITS ?= $(PREFIX)/lib/systemd/system

install: all man
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/chiso/scripts/package" "$(SHARE)/man/man1" "$(SHARE)/man/man5" "$(SHARE)/man/man7"
	install -m 755 $(BIN) "$(DESTDIR)$(PREFIX)/bin"
	for name in $(SCRIPTS); do \
		printf '#!/bin/sh\nexec "%s/share/chiso/scripts/%s" "$$@"\n' "$(PREFIX)" "$$name" >"$(DESTDIR)$(PREFIX)/bin/chiso-$$name" && \
		chmod 755 "$(DESTDIR)$(PREFIX)/bin/chiso-$$name" || exit; done
	install -m 644 $(MAN) $(SCRIPT_MAN) "$(SHARE)/man/man1"
	install -m 644 $(MAN5) $(call guides,en,5) "$(SHARE)/man/man5"
	install -m 644 $(MAN7) $(call guides,en,7) "$(SHARE)/man/man7"
	install -d "$(SHARE)/man/vi/man5" "$(SHARE)/man/vi/man7"
	install -m 644 $(call guides,vi,5) "$(SHARE)/man/vi/man5"
	install -m 644 $(call guides,vi,7) "$(SHARE)/man/vi/man7"
	cp -R pipeline/catalog sql samples "$(SHARE)/chiso/"
	cp -R $(SCRIPTS:%=scripts/%) scripts/lib "$(SHARE)/chiso/scripts/"
	install -m 755 scripts/package/tell-failure "$(SHARE)/chiso/scripts/package/"
	# what they say names the commands that are installed
	find "$(SHARE)/chiso/scripts" "$(SHARE)/chiso/sql" -type f \( -perm -u=x -o -name '*.sh' -o -name '*.py' -o -name '*.sql' \) -exec \
		sed -i -E 's#(^|[^/[:alnum:]])scripts/($(subst $(SPACE),|,$(strip $(SCRIPTS))))\b#\1chiso-\2#g' {} +
	install -d "$(SHARE)/bash-completion/completions" "$(DESTDIR)$(UNITS)" "$(SHARE)/doc/chiso"
	install -m 644 scripts/package/completion.bash "$(SHARE)/bash-completion/completions/chiso"
	cd "$(SHARE)/bash-completion/completions" && for name in $(notdir $(BIN)) $(SCRIPTS:%=chiso-%); do ln -sf chiso "$$name" || exit; done
	for unit in scripts/package/*.service scripts/package/*.timer; do \
		sed 's#@PREFIX@#$(PREFIX)#' "$$unit" >"$(DESTDIR)$(UNITS)/$${unit##*/}" || exit; done
	install -d "$(DESTDIR)$(PREFIX)/lib/tmpfiles.d"
	install -m 644 scripts/package/chiso.tmpfiles "$(DESTDIR)$(PREFIX)/lib/tmpfiles.d/chiso.conf"
	install -m 644 README.md LICENSE scripts/package/chiso.conf "$(SHARE)/doc/chiso/"

# A Debian package of the tree as it stands and what it is made of (SPDX), in build/package; the same tree gives the same bytes.
deb: setup-package
	@scripts/deb

# The same with all that it needs, for a server without a network.
bundle: setup-package
	@scripts/bundle

clean:
	rm -rf build

.SECONDARY:
-include $(shell find $(B) -name '*.d' -not -path '$(B)/san*/*' -not -path '$(B)/cover/*' 2>/dev/null)
