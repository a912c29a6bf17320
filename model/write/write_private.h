// What the writers share with each other and with edits. No other file includes it.
#ifndef MODEL_WRITE_WRITE_PRIVATE_H
#define MODEL_WRITE_WRITE_PRIVATE_H

#include "model/write/write.h"

// Where a text stands. Only after a key or dash of a block may it take several lines.
enum yaml_spot { SPOT_KEY, SPOT_BLOCK, SPOT_FLOW };

enum { KEY_LONGEST = 1000 }; // bytes; readers look 1024 characters ahead for the colon

// The style in which a text gets by with the fewest marks. `wish` tells the number 3600
// (STYLE_PLAIN) from the text '3600'.
enum node_style yaml_style(struct str text, enum node_style wish, enum yaml_spot spot);
// What every reader takes for the same number or boolean, and what CloudFormation turns
// into this very text where it wants a text. Twelve digits are an account id.
bool is_plain_value(struct str text);
bool may_be_single(struct str text);
void out_scalar(struct out *o, struct str text, enum node_style style); // not STYLE_LITERAL

struct str written_tag(const struct doc *d, const struct node *n); // of a node with a tag

// Parts of a block, without literal blocks and without the last line break: a pair as it
// stands at column `indent`, and what stands after a "Key:" or, `compact`, a "-" whose
// children stand at `indent`.
struct str block_pair(struct arena *a, const struct doc *d, const struct node *key, size_t indent);
struct str block_value(struct arena *a, const struct doc *d, const struct node *n,
                       size_t indent, bool compact);

struct flow_layout {
	const struct doc *yaml; // YAML, with the tags of this document; NULL: JSON
	bool quotes;            // around every text, as in JSON
	bool tight;             // no blanks after ':' and ','
	const char *line_break; // between children; NULL: all on one line
	struct str margin;      // what each further line starts with …
	struct str unit;        // … and what is added for each level
};
void out_flow(struct out *o, const struct node *n, const struct flow_layout *layout);
void out_flow_key(struct out *o, const struct node *key, const struct flow_layout *layout);

#endif
