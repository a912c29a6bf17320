#include "model/read.h"
#include "model/readers.h"

#define ROW(ident, number, pattern, level, text)                                          \
	const struct rule ident = {.id = number, .name = pattern, .severity = level,      \
	                           .summary = text}

ROW(rule_doc_bytes, "DOC001", "unreadable-bytes", SEV_ERROR, "file is not clean UTF-8");
ROW(rule_doc_yaml, "DOC002", "yaml-syntax", SEV_ERROR, "text is not YAML");
ROW(rule_doc_json, "DOC003", "json-syntax", SEV_ERROR, "text is not JSON");
ROW(rule_doc_bound, "DOC004", "file-over-a-bound", SEV_ERROR, "file is too large or deep");
ROW(rule_doc_duplicate_key, "DOC005", "duplicate-key", SEV_ERROR, "key stands twice");
ROW(rule_doc_key, "DOC006", "key-without-text", SEV_ERROR, "key is not a text");
ROW(rule_doc_anchor, "DOC007", "alias-without-anchor", SEV_ERROR, "alias names nothing");
ROW(rule_doc_merge_value, "DOC008", "merge-of-no-map", SEV_ERROR, "<< is given no map");
ROW(rule_doc_alias, "DOC101", "yaml-alias", SEV_WARNING, "alias in a template");
ROW(rule_doc_merge, "DOC102", "yaml-merge", SEV_WARNING, "merge key in a template");
ROW(rule_doc_tag, "DOC103", "yaml-type-tag", SEV_ERROR, "tag that AWS does not support");
ROW(rule_doc_second, "DOC104", "second-document", SEV_ERROR, "more than one document");

const struct rule *const read_rules[] = {
	&rule_doc_bytes, &rule_doc_yaml, &rule_doc_json, &rule_doc_bound,
	&rule_doc_duplicate_key, &rule_doc_key, &rule_doc_anchor, &rule_doc_merge_value,
	&rule_doc_alias, &rule_doc_merge, &rule_doc_tag, &rule_doc_second, NULL,
};
