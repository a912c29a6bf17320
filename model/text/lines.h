// Lines of a text, as the syntaxes see them: they end at LF, CR LF or a lone CR.
#ifndef MODEL_TEXT_LINES_H
#define MODEL_TEXT_LINES_H

#include "model/text/str.h"

uint32_t bom_length(struct str text);
uint32_t line_start(struct str text, uint32_t at); // of the first line: after the BOM
uint32_t line_end(struct str text, uint32_t at);   // where the line break is, or the end
uint32_t next_line(struct str text, uint32_t at);  // after that line break
bool is_line_start(struct str text, uint32_t at);
uint32_t skip_blanks(struct str text, uint32_t at); // blanks and tabs

// Whether it has a character that only YAML 1.1 takes for a line break.
bool has_odd_breaks(struct str s);

#endif
