# make          the program, ./orgc
# make demo     sets up, builds, and compiles examples/acme/org.yaml
# make check    sets up, builds, and passes every test
# make asan     the tests under address and undefined-behaviour sanitizers
# make fuzz     libFuzzer targets, FUZZ_SECONDS each
# make bench    throughput as ratios, measured in one run
# make docs     rewrites the reference pages; make check fails where they are stale
# make bless    accepts the output of the golden cases
# make install  PREFIX and DESTDIR as usual
# make setup    installs what is missing from Debian; does nothing where all is there

PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
CC ?= cc
MODE ?= release
B := .build/$(MODE)

WARNINGS := -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wvla -Wimplicit-fallthrough -Wundef
# Warnings are errors in CI only: a newer compiler must not break a user's build.
ifeq ($(CI),true)
WARNINGS += -Werror
endif

OPT_release := -O2 -g
OPT_asan := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
OPT_fuzz := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=all -fno-omit-frame-pointer
LINK_release := -static
LINK_asan := -fsanitize=address,undefined
LINK_fuzz := -fsanitize=fuzzer,address,undefined

ALL_CFLAGS := -std=c17 $(WARNINGS) $(OPT_$(MODE)) -I. -pthread $(CFLAGS)
LIBS := -lyaml -lfyaml -lpcre2-8 -pthread

ROOMS := model aws templates policies runbooks gen lint
LIB_SOURCES := $(foreach room,$(ROOMS),$(wildcard $(room)/*.c)) $(wildcard lint/rules/*.c)
CLI_SOURCES := $(wildcard cli/*.c)
LIB_OBJECTS := $(LIB_SOURCES:%.c=$B/%.o) $B/made/blueprints.o
CLI_OBJECTS := $(CLI_SOURCES:%.c=$B/%.o)

-include aws/tables.mk

.PHONY: all demo check asan fuzz bench docs bless install setup clean test-programs
all: orgc

orgc: $B/orgc
	@cp $< $@

$B/orgc: $(CLI_OBJECTS) $B/liborgc.a
	$(CC) $(ALL_CFLAGS) $(LINK_$(MODE)) $(LDFLAGS) -o $@ $^ $(LIBS)

$B/liborgc.a: $(LIB_OBJECTS)
	@rm -f $@
	ar rcs $@ $^

$B/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$B/made/%.o: $B/made/%.c
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Blueprints are ordinary files; the binary holds a copy of their bytes.
$B/made/blueprints.c: templates/embed.sh $(wildcard templates/blueprints/*.yaml)
	@mkdir -p $(@D)
	sh templates/embed.sh templates/blueprints/*.yaml >$@.new && mv $@.new $@

# --- tests ---

UNIT := $(patsubst tests/unit/%.c,$B/unit/%,$(wildcard tests/unit/*.c))
test-programs: $(UNIT)

$B/unit/%: tests/unit/%.c $B/liborgc.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(filter-out -static,$(LINK_$(MODE))) -MMD -MP -o $@ $< \
		$B/liborgc.a $(LIBS) -lcmocka -lcjson

-include $(wildcard $B/*/*.d $B/*/*/*.d)
