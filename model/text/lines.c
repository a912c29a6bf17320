// Lines of a text: where they begin, end, and how far they are indented.
#include "model/text/lines.h"

uint32_t bom_length(struct str text)
{
	return str_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
}

bool is_line_start(struct str text, uint32_t at)
{
	return at <= bom_length(text) || text.at[at - 1] == '\n' || text.at[at - 1] == '\r';
}

uint32_t line_start(struct str text, uint32_t at)
{
	while (!is_line_start(text, at))
		at--;
	return at == 0 ? bom_length(text) : at;
}

uint32_t line_end(struct str text, uint32_t at)
{
	while (at < text.len && text.at[at] != '\n' && text.at[at] != '\r')
		at++;
	return at;
}

uint32_t next_line(struct str text, uint32_t at)
{
	at = line_end(text, at);
	if (at + 1 < text.len && text.at[at] == '\r' && text.at[at + 1] == '\n')
		at++;
	return at < text.len ? at + 1 : at;
}

uint32_t skip_blanks(struct str text, uint32_t at)
{
	while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\t'))
		at++;
	return at;
}

bool has_odd_breaks(struct str s)
{
	return str_find(s, 0, "\xC2\x85") >= 0 || str_find(s, 0, "\xE2\x80\xA8") >= 0 ||
	       str_find(s, 0, "\xE2\x80\xA9") >= 0;
}
