# cs-tools; GNU make. `make deps demo` to see it work, `make deps check` to test it.
VERSION := $(shell sed -n 's/^.define VERSION "\(.*\)"/\1/p' common/version.h)

PREFIX = /usr/local
DESTDIR =
bindir = $(PREFIX)/bin
mandir = $(PREFIX)/share/man
datadir = $(PREFIX)/share/cs-tools

# Where everything that is made goes; check-san uses another folder beside it.
B = build

PKG_CONFIG = pkg-config
CFLAGS = -O2 -g
WARN = -Wall -Wextra -Wshadow -Wconversion
HARDEN_CPPFLAGS = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
HARDEN_CFLAGS = -fstack-protector-strong -fPIE
HARDEN_LDFLAGS = -pie -Wl,-z,relro,-z,now

cs_cppflags = -D_GNU_SOURCE -Icommon $(HARDEN_CPPFLAGS) $(CPPFLAGS)
cs_cflags = -std=c11 $(WARN) $(HARDEN_CFLAGS) $(CFLAGS)
cs_ldflags = $(HARDEN_LDFLAGS) $(CFLAGS) $(LDFLAGS)
# Expanded when a program is linked, so that `make deps check` sees what deps installed. libcsv has no .pc file.
cs_libs = -lcsv $(shell $(PKG_CONFIG) --libs libutf8proc) $(own_libs) -lm $(LDLIBS)
# What one program alone is linked with.
$(B)/cs-calibrate $(B)/fail/cs-calibrate $(B)/unit/test_learn: own_libs = -llinear
$(B)/cs-parse $(B)/fail/cs-parse $(B)/unit/test_pseudonym: own_libs = -lnettle
check_cflags = $(shell $(PKG_CONFIG) --cflags check)
check_libs = $(shell $(PKG_CONFIG) --libs check)

# A program is cmd/cs-X.c with cmd/cs-X-*.c; what else is in cmd/ is shared by all of them.
cmd_src := $(sort $(wildcard cmd/*.c))
programs := $(foreach p,$(patsubst cmd/%.c,%,$(filter cmd/cs-%,$(cmd_src))),$(if $(filter 2,$(words $(subst -, ,$p))),$p))
objects_of = $(patsubst %.c,$(B)/%.o,$(filter cmd/$(1).c cmd/$(1)-%.c,$(cmd_src)))
shared_obj := $(patsubst %.c,$(B)/%.o,$(filter-out cmd/cs-%,$(cmd_src)))
common_obj := $(patsubst %.c,$(B)/%.o,$(sort $(wildcard common/*.c)))
unit_src := $(sort $(wildcard tests/unit/test_*.c))
units := $(patsubst tests/unit/%.c,$(B)/unit/%,$(unit_src))
pack := $(sort $(wildcard common/pack/*.csv))
# By name: what somebody made there by trying the examples out is not installed.
imports := call-transcript.csv call.srt call.vtt contact-lens.jq contact-lens.json freshdesk.csv front.csv genesys.jq genesys.json \
	gorgias.csv helpscout.csv hubspot.csv intercom.csv intercom.jq intercom.json mail.csv mail.mbox mbox.sh salesforce.csv slack.jq \
	slack.json staff.txt text.txt transcript.csv twcs.csv twilio.jq twilio.json whatsapp-android.txt whatsapp-ios.txt \
	zendesk-chat.csv zendesk-comments.jq zendesk-comments.json zendesk-transcript.csv
samples := $(addprefix samples/,calls.csv chat.csv mail.csv labels.csv common.sh crontab nightly.conf nightly.sh report.html weekly.sh \
	systemd/cs-nightly.service systemd/cs-nightly.timer systemd/cs-nightly-mail.service house/rubric.csv house/rules.csv) \
	$(addprefix samples/import/,$(imports))
samples_dirs := $(sort $(dir $(samples)))
mans := $(sort $(wildcard man/*.[157]))

.PHONY: FORCE all deps demo check check-san lint bench simulate learn learn-check install uninstall dist clean
.DELETE_ON_ERROR:
.SECONDEXPANSION:
# Objects between a source and its program are kept.
.SECONDARY:

all: $(programs:%=$(B)/%)

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(cs_cppflags) $(cs_cflags) -MMD -MP -c -o $@ $<

# What the library is made of, so that a file added or removed counts as a change.
$(B)/sources: FORCE
	@mkdir -p $(@D); echo '$(common_obj) $(pack)' | cmp -s - $@ || echo '$(common_obj) $(pack)' > $@

# The compiled-in pack as arrays of bytes.
$(B)/pack_data.c: $(pack) $(B)/sources
	@echo "pack > $@"
	@{ echo '#include "pack_data.h"'; \
	echo 'const struct pack_file pack_files[] = {'; \
	for f in $(pack); do \
		printf '{ "%s", (const unsigned char []){\n' "$${f##*/}"; \
		od -An -v -tu1 "$$f" | sed 's/ *\([0-9][0-9]*\)/\1,/g'; \
		echo "0 }, $$(wc -c < "$$f") },"; \
	done; \
	echo '{ NULL, NULL, 0 } };'; } > $@

$(B)/pack_data.o: $(B)/pack_data.c
	$(CC) $(cs_cppflags) $(cs_cflags) -MMD -MP -c -o $@ $<

$(B)/libcs.a: $(common_obj) $(B)/pack_data.o $(B)/sources
	@rm -f $@
	$(AR) rcs $@ $(filter %.o,$^)

# The compiled-in pack as cs-tag uses it, made ready by the programs' own code.
$(B)/compile: $(B)/cmd/image/compile.o $(B)/libcs.a
	$(CC) $(cs_ldflags) -o $@ $^ $(cs_libs)

$(B)/image.bin: $(B)/compile
	$(B)/compile > $@

$(B)/image.s: $(B)/image.bin
	@printf '%s\n' '.section .rodata' '.globl image_bytes, image_size' '.balign 64' 'image_bytes:' '.incbin "$<"' \
		'image_end:' '.balign 8' 'image_size: .quad image_end - image_bytes' '.section .note.GNU-stack,"",%progbits' > $@

$(B)/image.o: $(B)/image.s
	$(CC) -c -o $@ $<

$(B)/cs-tag $(B)/fail/cs-tag: $(B)/image.o
$(programs:%=$(B)/%): $(B)/%: $$(call objects_of,$$*) $(shared_obj) $(B)/libcs.a
	$(CC) $(cs_ldflags) -o $@ $^ $(cs_libs)

$(units): $(B)/unit/%: $(B)/tests/unit/%.o $(B)/libcs.a
	@mkdir -p $(@D)
	$(CC) $(cs_ldflags) -o $@ $^ $(check_libs) $(cs_libs)

$(B)/tests/unit/%.o: tests/unit/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(cs_cppflags) $(check_cflags) $(cs_cflags) -MMD -MP -c -o $@ $<

# The programs once more, with an allocator whose n-th call fails; the libraries are linked in so that theirs fail too.
fail_wrap = malloc calloc realloc reallocarray posix_memalign aligned_alloc strdup strndup
fail_libs = -Wl,-Bstatic -lcsv -lutf8proc -Wl,-Bdynamic $(own_libs) -lm $(LDLIBS)
$(programs:%=$(B)/fail/%): $(B)/fail/%: $(B)/tests/fail_alloc.o $$(call objects_of,$$*) $(shared_obj) $(B)/libcs.a
	@mkdir -p $(@D)
	$(CC) $(cs_ldflags) $(fail_wrap:%=-Wl,--wrap=%) -o $@ $^ $(fail_libs)

# What the packages are called in Debian and its children.
packages = gcc libc6-dev make pkg-config libcsv-dev libutf8proc-dev liblinear-dev nettle-dev check mandoc tzdata jq mblaze \
	python3 python3-html5lib cmark-gfm chromium

deps:
	@if ! command -v apt-get > /dev/null; then \
		echo 'No apt-get here. Install what these Debian packages hold:'; echo '  $(packages)'; \
	elif dpkg-query -W -f '$${Status}\n' $(packages) 2> /dev/null | grep -c '^install ok installed' | grep -qx $(words $(packages)); then \
		echo 'All packages are installed: $(packages)'; \
	else \
		sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
		[ -z "$$sudo" ] || command -v sudo > /dev/null || { echo 'Neither root nor sudo. As root: apt-get install $(packages)'; exit 1; }; \
		$$sudo apt-get update && \
		$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $(packages); \
	fi

demo_pipeline = cs-parse --group samples/chat.csv | cs-tag | cs-score | cs-report -f text
# A shell that has pipefail, so that a stage that fails is not hidden by the report.
demo: SHELL = bash
demo: all
	@echo 'Scores of the sample chats: $(demo_pipeline)'
	@PATH="$(CURDIR)/$(B):$$PATH"; set -o pipefail; $(demo_pipeline)

check: all $(units) $(programs:%=$(B)/fail/%)
	sh tests/run --build $(B)

sanitize = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
check-san:
	$(MAKE) B=build/san CFLAGS='$(sanitize)' HARDEN_CPPFLAGS= check

lint:
	sh tests/lint

bench: all
	sh tests/bench/run $(B)

# How often reports name changes by chance, and how often they find those that are there.
simulate: all
	sh tests/report/simulate $(B)

# Rules that are learned from conversations outside of this tree; see common/pack/learn/README.md.
learn: $(B)/cs-parse $(B)/cs-calibrate
	@test -n '$(DATA)' || { echo 'make $@ DATA=DIR: the folder with the data sets'; exit 2; }
	sh common/pack/learn/run $(B) '$(DATA)' > $(B)/learned.csv
	cp $(B)/learned.csv common/pack/learned.csv

learn-check: $(B)/cs-parse $(B)/cs-calibrate
	@test -n '$(DATA)' || { echo 'make $@ DATA=DIR: the folder with the data sets'; exit 2; }
	sh common/pack/learn/run $(B) '$(DATA)' > $(B)/learned.csv
	cmp $(B)/learned.csv common/pack/learned.csv

# What the nightly run makes of the sample chats. It is checked in: whoever changes the pack or the page makes it again.
samples/report.html: all FORCE
	sh tests/samples/report $(B) $@

install: all
	install -d $(DESTDIR)$(bindir) $(DESTDIR)$(datadir) $(foreach n,1 5 7,$(DESTDIR)$(mandir)/man$n)
	install -m 755 $(programs:%=$(B)/%) $(DESTDIR)$(bindir)
	for f in $(mans); do install -m 644 $$f $(DESTDIR)$(mandir)/man$${f##*.}/; done
	install -d $(samples_dirs:%=$(DESTDIR)$(datadir)/%)
	for f in $(samples); do install -m $$([ -x $$f ] && echo 755 || echo 644) $$f $(DESTDIR)$(datadir)/$$f; done

uninstall:
	rm -f $(programs:%=$(DESTDIR)$(bindir)/%)
	for f in $(notdir $(mans)); do rm -f $(DESTDIR)$(mandir)/man$${f##*.}/$$f; done
	rm -rf $(DESTDIR)$(datadir)/samples
	-rmdir $(DESTDIR)$(datadir)

dist:
	@mkdir -p $(B)
	git archive --prefix=cs-tools-$(VERSION)/ HEAD | gzip -9 -n > $(B)/cs-tools-$(VERSION).tar.gz

clean:
	rm -rf build

-include $(patsubst %.o,%.d,$(common_obj) $(shared_obj) $(B)/pack_data.o $(B)/cmd/image/compile.o) $(cmd_src:%.c=$(B)/%.d) $(unit_src:%.c=$(B)/%.d)
