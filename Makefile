# make          the program, ./orgc
# make demo     sets up, builds, and compiles examples/acme/org.yaml
# make check    sets up, builds, and passes every test
# make asan     the tests under address and undefined-behaviour sanitizers; a sample of
#               calls that fail, and of how the work grows with the input
# make fuzz     libFuzzer targets, FUZZ_SECONDS each; calls that fail, one in FAULTS_EVERY;
#               how the work grows with the input
# make conformance  the engine against a simulator from npm, on CASES requests from SEED,
#               templates with mistakes against AWS's offline validator, names in Markdown
#               against a parser of it, the rules on AWS's managed policies, what builds tell
#               people to run against the AWS CLI and shellcheck, deploy.sh and what plan says
#               of CHANGES random changes against an emulator of AWS, and what is said of
#               runbooks (those in RUNBOOKS too) against the AWS CLI's model of each API
# make same     the whole program built in another folder is the same bytes: two builds from
#               nothing take minutes, so that no other target does it
# make bench    what runs take, beside OLD=PROGRAM where one is named, with real files of
#               CORPUS=FOLDER; throughput as ratios, measured in one run
# make docs     rewrites the reference pages; make check fails where they are stale
# make mutate   changes N guards of ROOM one by one, chosen by SEED, and reports the changes
#               that no test notices; the tree stays as it is
# make bless    accepts the output of the golden cases
# make deb      a Debian package, in .build/dist
# make npm      packages for npm: orgc, and one that holds the program for each platform
# make dist     all of that for x86-64 and arm64, with checksums and an SBOM
# make packages all of that, installed in clean folders and run; ARCHITECTURES=x64 leaves
#               the program for arm64 out, which takes a build of its own
# make install  PREFIX and DESTDIR as usual
# make setup    installs what is missing from Debian; does nothing where all is there

PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
# 0: another one each time.
FUZZ_SEED ?= 0
# One in so many of the calls that can fail does, and one in so many shapes grows: of make
# fuzz and of make asan. 1: each of them.
FAULTS_EVERY ?= 25
GROWTH_EVERY ?= 1
FAULTS_SAMPLE ?= 997
GROWTH_SAMPLE ?= 50
CHANGES ?= 200
CC ?= cc
# For programs that run while the other ones are built.
HOSTCC ?= $(CC)
MODE ?= release
B := .build/$(MODE)
# The targets that people call build with all cores.
PARALLEL := -j$(shell nproc)

WARNINGS := -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes \
	-Wmissing-prototypes -Wwrite-strings -Wvla -Wimplicit-fallthrough -Wundef
# Warnings are errors in CI only: a newer compiler must not break a user's build.
ifeq ($(CI),true)
WARNINGS += -Werror
endif

SANITIZE := -fsanitize=address,undefined
# Files come from strangers: what is overrun ends the program, and addresses are not known
# beforehand. The names of this folder are in no file, so that each folder gives the same.
HARDEN := -fPIE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
PREFIX_MAP := -ffile-prefix-map=$(CURDIR)=.
OPT_release := -O2 -g $(HARDEN)
OPT_asan := -O1 -g -DARENA_KEEPS_NOTHING $(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
OPT_fuzz := $(OPT_asan) -fsanitize=fuzzer-no-link
LINK_release := -static-pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,pack-relative-relocs
LINK_asan := $(SANITIZE)
LINK_fuzz := $(SANITIZE),fuzzer

ALL_CFLAGS := -std=c17 $(WARNINGS) $(OPT_$(MODE)) $(PREFIX_MAP) -I. -pthread $(CFLAGS)
LIBS := -lyaml -lfyaml -lpcre2-8 -lz

ROOMS := model aws templates policies runbooks org gen lint preflight replay explain report
LIB_SOURCES := $(foreach room,$(ROOMS),$(wildcard $(room)/*.c $(room)/*/*.c $(room)/*/*/*.c))
LIB_SOURCES := $(filter-out aws/tables/%,$(LIB_SOURCES))
LIB_OBJECTS := $(LIB_SOURCES:%.c=$B/%.o) $B/made/blueprints.o $B/made/presets.o \
	$B/made/scripts.o
CLI_OBJECTS := $(patsubst %.c,$B/%.o,$(wildcard cli/*.c cli/*/*.c))

.PHONY: all demo check asan fuzz conformance bench mutate docs bless install setup clean \
	deb npm dist packages same \
	test-programs fuzz-programs bench-programs
.SECONDARY:
all: orgc

include aws/tables.mk

orgc: $B/orgc
	@cp $< $@

# Calls that the linker has go to __wrap_NAME: see model/memory.c and tests/fault/fault.c.
MEMORY := malloc calloc realloc aligned_alloc
FAULTS := $(MEMORY) read readdir opendir stat lstat fstat fstatat write fsync rename \
	renameat2 mkdir mkdtemp open close
WRAP_release := $(MEMORY:%=-Wl,--wrap=%)
# See cli/start.c.
ENTRY_release := -Wl,-e,orgc_start

$B/orgc: $(CLI_OBJECTS) $B/liborgc.a
	$(CC) $(ALL_CFLAGS) $(LINK_$(MODE)) $(WRAP_$(MODE)) $(ENTRY_$(MODE)) $(LDFLAGS) -o $@ $^ \
		$(LIBS)

# The same program, in which calls fail on demand.
$B/orgc-faults: $(CLI_OBJECTS) $B/tests/fault/fault.o $B/liborgc.a
	$(CC) $(ALL_CFLAGS) $(LINK_$(MODE)) $(FAULTS:%=-Wl,--wrap=%) $(LDFLAGS) -o $@ $^ $(LIBS)

$B/liborgc.a: $(LIB_OBJECTS)
	@rm -f $@
	@ar rcsT $@ $^

$B/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$B/made/%.o: $B/made/%.c
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Blueprints and presets are ordinary files; the binary holds a copy of their bytes.
BLUEPRINTS := $(sort $(wildcard templates/blueprints/*.yaml))
$B/made/blueprints.c: model/embed.sh $(BLUEPRINTS)
	@mkdir -p $(@D)
	sh model/embed.sh templates/blueprints.h blueprints $(BLUEPRINTS) >$@.new && mv $@.new $@

PRESETS := $(sort $(wildcard policies/presets/*.json))
$B/made/presets.c: model/embed.sh $(PRESETS)
	@mkdir -p $(@D)
	sh model/embed.sh policies/presets.h presets $(PRESETS) >$@.new && mv $@.new $@

SCRIPTS := $(sort $(wildcard gen/scripts/*.sh))
$B/made/scripts.c: model/embed.sh $(SCRIPTS)
	@mkdir -p $(@D)
	sh model/embed.sh gen/scripts.h scripts $(SCRIPTS) >$@.new && mv $@.new $@

# --- tests ---

UNIT := $(patsubst tests/unit/%.c,$B/unit/%,$(wildcard tests/unit/*.c))
FUZZ := $(patsubst tests/fuzz/%.c,$B/fuzz/%,$(wildcard tests/fuzz/*.c))
BENCH := $(patsubst tests/bench/%.c,$B/bench/%,$(wildcard tests/bench/*.c))
test-programs: $(UNIT) $B/orgc
fuzz-programs: $(FUZZ)
bench-programs: $(BENCH) $B/orgc

# Debian has cmocka and cJSON as shared libraries only.
$B/unit/% $B/bench/%: LINK_release := -pie
$B/unit/%: tests/unit/%.c $B/liborgc.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LINK_$(MODE)) -MMD -MP -o $@ $< $B/liborgc.a $(LIBS) \
		-lcmocka -lcjson

$B/fuzz/%: tests/fuzz/%.c $B/liborgc.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LINK_$(MODE)) -MMD -MP -o $@ $< $B/liborgc.a $(LIBS)

# Each output has a reader that is not ours.
READER_json := -lcjson
READER_ini := -linih
READER_markdown := -lcmark-gfm-extensions -lcmark-gfm
READER_xml := -lexpat
READER_html := -lgumbo
$B/fuzz/fuzz_formats: LIBS += $(READER_json) $(READER_xml) $(READER_markdown)
$B/fuzz/fuzz_out_%: tests/fuzz/fuzz_out_%.c $B/liborgc.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LINK_$(MODE)) -MMD -MP -o $@ $< $B/liborgc.a $(LIBS) $(READER_$*)

$B/bench/%: tests/bench/%.c $B/liborgc.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LINK_$(MODE)) -MMD -MP -o $@ $< $B/liborgc.a $(LIBS) -lcjson

demo:
	@$(MAKE) -s setup NEEDS="$(BUILD_NEEDS)"
	@$(MAKE) -s $(PARALLEL) orgc
	./orgc build examples/acme/org.yaml -o .build/acme
	./orgc lint examples/acme/org.yaml .build/acme

check:
	@$(MAKE) -s setup
	@$(MAKE) -s $(PARALLEL) orgc test-programs
	@sh tests/run.sh $B

asan:
	@$(MAKE) -s setup
	@$(MAKE) -s $(PARALLEL) MODE=asan test-programs
	@sh tests/run.sh .build/asan
	@$(MAKE) -s $(PARALLEL) .build/release/orgc .build/release/orgc-faults
	@sh tests/faults.sh .build/release/orgc-faults $(FAULTS_SAMPLE)
	@sh tests/growth.sh .build/release/orgc $(GROWTH_SAMPLE)

fuzz:
	@$(MAKE) -s setup NEEDS="$(BUILD_NEEDS) $(FUZZ_NEEDS)"
	@$(MAKE) -s $(PARALLEL) MODE=fuzz CC=clang fuzz-programs
	@sh tests/fuzz.sh .build/fuzz/fuzz $(FUZZ_SECONDS) $(FUZZ_SEED)
	@$(MAKE) -s $(PARALLEL) .build/release/orgc .build/release/orgc-faults
	@sh tests/faults.sh .build/release/orgc-faults $(FAULTS_EVERY)
	@sh tests/growth.sh .build/release/orgc $(GROWTH_EVERY)

# What needs programs from outside.
CASES ?= 10000
SEED ?= $(shell date +%s)
# Stacks, questions, records and sentences of random organizations.
INSTANCES ?= 1000
# Each mistake is made at so many places of good templates.
MISTAKES ?= 8
MISTAKES_SEED ?= 1
GOOD_TEMPLATES := $(wildcard tests/conformance/templates/*.yaml examples/*/templates/*.yaml \
	templates/blueprints/*.yaml)
SARIF := .build/conformance/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json
PEER := .build/conformance/node_modules/@cloud-copilot/iam-simulate/dist/esm/index.js
MARKDOWN := .build/conformance/node_modules/markdown-it/index.mjs
VALIDATOR := .build/conformance/node_modules/@aws/cloudformation-validate/index.js
same:
	@$(MAKE) -s $(PARALLEL) .build/release/orgc
	@sh tests/same_program.sh .build/release/orgc

conformance:
	@command -v npm >/dev/null || $(MAKE) -s setup NEEDS="nodejs npm"
	@$(MAKE) -s $(PARALLEL) $(PEER) $B/conformance/verdicts $B/conformance/examples \
		$B/conformance/guardrails $B/orgc
	@node tests/conformance/run.mjs $B/conformance/verdicts $(PEER) $(CASES) $(SEED) $(ROWS)
	@node tests/conformance/guardrails.mjs $B/conformance/guardrails $(PEER) $(INSTANCES) $(SEED)
	@node tests/conformance/templates.mjs $B/orgc $B/conformance/examples $(VALIDATOR) \
		$(MISTAKES) $(MISTAKES_SEED) $(GOOD_TEMPLATES)
	@node tests/conformance/markdown.mjs $B/orgc $(MARKDOWN) $(SEED)
	@$(MAKE) -s setup NEEDS="awscli shellcheck"
	@$(MAKE) -s $(PARALLEL) $B/orgc
	@node tests/conformance/managed.mjs $B/orgc .build/conformance/packages
	@/usr/bin/python3 tests/conformance/cli.py $B/orgc
	@/usr/bin/python3 tests/conformance/deploy.py $B/orgc
	@/usr/bin/python3 tests/conformance/changes.py $B/orgc $(CHANGES) $(SEED)
	@/usr/bin/python3 tests/conformance/runbooks.py $B/orgc $(RUNBOOKS)
	@$(MAKE) -s setup NEEDS="python3-lxml python3-jsonschema"
	@/usr/bin/python3 tests/conformance/formats.py $B/orgc $(SARIF)

$(PEER): tests/conformance/package.json tests/conformance/package-lock.json
	@mkdir -p .build/conformance
	@cp $^ .build/conformance
	@cd .build/conformance && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$B/conformance/%: tests/conformance/%.c $B/liborgc.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LINK_$(MODE)) -MMD -MP -o $@ $< $B/liborgc.a $(LIBS)

bench:
	@$(MAKE) -s setup
	@$(MAKE) -s $(PARALLEL) orgc bench-programs
	@for program in $(sort $(filter-out %/bench_program,$(BENCH))); do $$program || exit 1; done
	@CORPUS="$(CORPUS)" $B/bench/bench_program $(OLD)

ROOM ?= lint
N ?= 20
SEED ?= 1
mutate:
	@$(MAKE) -s setup
	@CC="$(CC)" /usr/bin/python3 tests/mutate.py $(ROOM) $(N) $(SEED)

docs: orgc
	./orgc show rules >docs/rules.md
	./orgc show schema >docs/org.schema.json
	./orgc show schema config >docs/orgc.schema.json
	./orgc show commands >docs/commands.md

bless: orgc
	@BLESS=1 sh tests/golden.sh $B/orgc

install: orgc
	install -D -m 755 orgc $(DESTDIR)$(PREFIX)/bin/orgc
	@mkdir -p $(DESTDIR)$(PREFIX)/share/man/man1
	./orgc show man >$(DESTDIR)$(PREFIX)/share/man/man1/orgc.1

# --- packages ---

VERSION := $(shell sed -n 's/^.define ORGC_VERSION "\(.*\)"/\1/p' model/version.h)
DIST := .build/dist
ARCHITECTURES ?= x64 arm64
SYSROOT := .build/sysroot-arm64
# The day of the last change: what is packed twice is the same bytes.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
X64 := $(DIST)/orgc-$(VERSION)-linux-x64
ARM64 := $(DIST)/orgc-$(VERSION)-linux-arm64
PROGRAMS := $(X64) $(if $(filter arm64,$(ARCHITECTURES)),$(ARM64))

$(X64): $B/orgc
	@mkdir -p $(@D)
	strip -o $@ $<

$(SYSROOT)/done: packaging/sysroot.sh
	sh $< arm64 $(SYSROOT)

# The same sources through a cross compiler, with the libraries of the other architecture.
$(ARM64): $B/orgc $(SYSROOT)/done
	@command -v aarch64-linux-gnu-gcc >/dev/null || $(MAKE) -s setup NEEDS="$(CROSS_NEEDS)"
	@mkdir -p $(@D)
	$(MAKE) -s $(PARALLEL) B=.build/arm64 HOSTCC="$(HOSTCC)" CC=aarch64-linux-gnu-gcc \
		CFLAGS="-isystem $(SYSROOT)/usr/include $(CFLAGS)" \
		LDFLAGS=-L$(SYSROOT)/usr/lib/aarch64-linux-gnu .build/arm64/orgc
	aarch64-linux-gnu-strip -o $@ .build/arm64/orgc

deb: $(X64)
	sh packaging/deb.sh amd64 $(X64) $B/orgc $(DIST)

npm: $(PROGRAMS)
	@command -v npm >/dev/null || $(MAKE) -s setup NEEDS="nodejs npm"
	sh packaging/npm.sh $(VERSION) $(DIST) $(PROGRAMS)

dist: deb npm
	$(if $(filter arm64,$(ARCHITECTURES)),sh packaging/deb.sh arm64 $(ARM64) $B/orgc $(DIST))
	sh packaging/sbom.sh $(VERSION) >$(DIST)/orgc-$(VERSION).spdx.json
	cd $(DIST) && rm -f SHA256SUMS && sha256sum -- *$(VERSION)* >SHA256SUMS

packages:
	@$(MAKE) -s setup NEEDS="$(BUILD_NEEDS) $(PACKAGE_NEEDS) \
		$(if $(filter arm64,$(ARCHITECTURES)),$(CROSS_NEEDS))"
	@rm -rf $(DIST)
	@command -v npm >/dev/null || $(MAKE) -s setup NEEDS="nodejs npm"
	@$(MAKE) -s dist
	@sh tests/packages.sh $(DIST)

clean:
	rm -rf .build orgc

# --- what Debian has to have ---

BUILD_NEEDS := gcc libc6-dev libyaml-dev libfyaml-dev libpcre2-dev zlib1g-dev
TEST_NEEDS := libcmocka-dev libcjson-dev
FUZZ_NEEDS := clang libclang-rt-dev libcjson-dev libinih-dev libexpat1-dev libgumbo-dev \
	libcmark-gfm-dev libcmark-gfm-extensions-dev
PACKAGE_NEEDS := lintian pre-commit curl
CROSS_NEEDS := gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static
NEEDS ?= $(BUILD_NEEDS) $(TEST_NEEDS)

setup:
	@sh tests/setup.sh $(NEEDS)

-include $(wildcard $(addsuffix *.d,$B/*/ $B/*/*/ $B/*/*/*/))
