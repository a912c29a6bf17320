// A request and the policies around it, as one document: written by hand as YAML in tests,
// or as a line of JSON by tests/conformance. All of it may be left out:
//
//     caller: arn:aws:iam::…     who calls, see caller_of
//     entity: arn:aws:iam::…     the role with its path, the user of a federated session
//     action, resource, account  what is asked for, and whose resource it is
//     keys: {'aws:A': x, 'aws:B': [x, y], 'aws:Gone': , 'aws:Who': unknown}
//     management: 111122223333
//     scps, rcps: [[policy, …], …]  root first
//     identity, boundary, session, resourcePolicy: [policy, …]
//     unknown: [keys, scps, identity, …]  of what there may be more than is listed
//
// A policy is a whole one, or its statements alone.
#ifndef TESTS_POLICY_CASE_H
#define TESTS_POLICY_CASE_H

#include <stdio.h>
#include <stdlib.h>

#include "model/read/read.h"
#include "policies/engine/engine.h"

struct policy_case {
	struct request request;
	struct situation situation;
};

static inline struct node *case_parse(struct arena *a, struct str text, enum syntax syntax)
{
	static const char *const tags[] = {"", NULL};
	struct diags diags = {.arena = a};
	struct doc *doc = doc_read(a, source_new(a, "case", text), syntax, tags, &diags);

	if (!doc->root) {
		fprintf(stderr, "%.*s\n%s\n", STR(text),
		        diags.count ? diags.items[0].message : "");
		abort();
	}
	return doc->root;
}

// A zeroed array where there is nothing.
static inline struct context_key *case_keys(struct arena *a, const struct node *map,
                                            size_t *count)
{
	struct context_key *keys = arena_array(a, struct context_key, map ? map->len : 0);

	*count = 0;
	node_each_pair(map, name) {
		struct context_key *key = &keys[(*count)++];
		const struct node *value = name->next;
		struct str *values = arena_array(a, struct str, value->len + 1);

		*key = (struct context_key){
			node_str(name), KEY_PRESENT, values, 0, node_is_seq(value)};
		if (node_is(value, "unknown"))
			key->state = KEY_UNKNOWN;
		else if (node_is(value, "") && value->style == STYLE_PLAIN)
			key->state = KEY_ABSENT;
		else if (node_is_scalar(value))
			values[key->count++] = node_str(value);
		node_each(value, item)
			values[key->count++] = node_str(item);
	}
	return keys;
}

static struct prepared *case_policy(struct arena *a, const struct node *n,
                                    enum policy_kind kind)
{
	if (!node_get(n, "Statement")) {
		struct node *whole = node_map(a);
		node_set(a, whole, "Version",
		         node_scalar(a, S("2012-10-17"), STYLE_DOUBLE));
		node_set(a, whole, "Statement", node_copy(a, n));
		n = whole;
	}
	return policy_prepare(a, policy_of(a, n, kind));
}

static struct policies case_policies(struct arena *a, const struct node *list,
                                     enum policy_kind kind)
{
	const struct prepared **items =
		arena_array(a, const struct prepared *, list ? list->len : 0);
	struct policies policies = {items, 0, true};

	node_each(list, item)
		items[policies.count++] = case_policy(a, item, kind);
	return policies;
}

static struct ou_path case_path(struct arena *a, const struct node *list,
                             enum policy_kind kind)
{
	struct level *levels = arena_array(a, struct level, list ? list->len : 0);
	struct ou_path path = {levels, 0, true};

	node_each(list, item)
		levels[path.count++] =
			(struct level){S("level"), case_policies(a, item, kind)};
	return path;
}

static bool case_lists(const struct node *list, const char *word)
{
	node_each(list, item)
		if (node_is(item, word))
			return true;
	return false;
}

static inline struct policy_case case_of(struct arena *a, const struct node *n)
{
	const struct node *unknown = node_get(n, "unknown");
	struct policy_case c = {0};
	struct situation *s = &c.situation;

	c.request.caller = caller_of(a, node_str(node_get(n, "caller")));
	if (node_get(n, "entity"))
		c.request.caller.entity = node_str(node_get(n, "entity"));
	if (node_is(node_get(n, "caller"), "anonymous"))
		c.request.caller.kind = CALLER_ANONYMOUS;
	c.request.action = node_str(node_get(n, "action"));
	c.request.resource = node_str(node_get(n, "resource"));
	c.request.resource_account = node_str(node_get(n, "account"));
	c.request.keys = case_keys(a, node_get(n, "keys"), &c.request.key_count);
	c.request.unlisted = case_lists(unknown, "keys") ? KEY_UNKNOWN : KEY_ABSENT;
	s->management_account = node_str(node_get(n, "management"));
	s->scps = case_path(a, node_get(n, "scps"), POLICY_SCP);
	s->rcps = case_path(a, node_get(n, "rcps"), POLICY_RCP);
	s->identity = case_policies(a, node_get(n, "identity"), POLICY_IDENTITY);
	s->boundary = case_policies(a, node_get(n, "boundary"), POLICY_IDENTITY);
	s->session = case_policies(a, node_get(n, "session"), POLICY_IDENTITY);
	s->resource = case_policies(a, node_get(n, "resourcePolicy"), POLICY_RESOURCE);
	s->scps.known = !case_lists(unknown, "scps");
	s->rcps.known = !case_lists(unknown, "rcps");
	s->identity.known = !case_lists(unknown, "identity");
	s->boundary.known = !case_lists(unknown, "boundary");
	s->session.known = !case_lists(unknown, "session");
	s->resource.known = !case_lists(unknown, "resourcePolicy");
	return c;
}

static inline const char *case_verdict(const struct answer *answer)
{
	if (answer->verdict == VERDICT_ALLOWED)
		return "Allowed";
	if (answer->verdict == VERDICT_DEPENDS)
		return "Depends";
	return answer->is_explicit ? "ExplicitlyDenied" : "ImplicitlyDenied";
}

#endif
