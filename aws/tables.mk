# The fact files become one read-only table (aws/facts.h).
.DEFAULT_GOAL := all
LIB_OBJECTS += $B/made/facts.o
FACT_FILES := aws/SOURCES $(sort $(wildcard aws/*.txt explain/*.txt))

$B/made/facts.o: aws/tables/facts.S $B/made/facts.bin
	$(CC) -DFACTS='"$B/made/facts.bin"' -c -o $@ $<

$B/made/facts.bin: $B/made/compile-facts $(FACT_FILES)
	$< $@.new $(FACT_FILES) && mv $@.new $@

COMPILE_FACTS := aws/tables/compile.c model/arena.c model/die.c model/text/str.c
$B/made/compile-facts: $(COMPILE_FACTS) aws/facts.h $(wildcard model/*.h model/text/*.h)
	@mkdir -p $(@D)
	$(HOSTCC) -std=c17 $(WARNINGS) -O2 -I. -o $@ $(COMPILE_FACTS)
