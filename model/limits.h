// The bounds on what one run reads: every file may come from a stranger's pull request.
// Going over one is a diagnostic that names the bound, never a crash or a hang.
#ifndef MODEL_LIMITS_H
#define MODEL_LIMITS_H

enum {
	LIMIT_FILE_BYTES = 64 << 20,   // one input file
	LIMIT_TEMPLATE_BYTES = 2 << 20, // twice what AWS takes: of more only the size is judged …
	LIMIT_POLICY_BYTES = 1 << 20,   // … and so of a policy, of which AWS takes far less
	LIMIT_DEPTH = 200,             // nested maps and lists
	LIMIT_ALIAS_NODES = 1 << 20,   // nodes that aliases of one file add up to
	LIMIT_YAML_DIRECTIVES = 16,    // lines that start with %
	LIMIT_COLLECTED = 100000,      // findings of one file; the rest are counted, not kept
	LIMIT_FINDINGS = 10000,        // … that are shown, of those that nothing took back
	LIMIT_IGNORES = 2000,          // names in the ignores of one file; the rest hide nothing
	LIMIT_TAGS = 254,              // different tags a reader can be told of
};

#endif
