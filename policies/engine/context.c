// What a request says: its keys, its caller, its action; and the doubts about it.
#include "policies/engine/context.h"

#include <string.h>

#include "aws/facts.h"

uint64_t key_hash(struct str name)
{
	return fact_hash(name);
}

static const struct key_slot *slot_of(const struct context *c, struct str name,
                                      uint64_t hash)
{
	size_t i = hash & c->slot_mask;

	while (c->slots[i].key && !(c->slots[i].hash == hash &&
	                            str_eq_nocase(c->slots[i].key->name, name)))
		i = (i + 1) & c->slot_mask;
	return &c->slots[i];
}

enum key_state context_find(const struct context *c, struct str name, uint64_t hash,
                            const struct context_key **key)
{
	const struct key_slot *slot = slot_of(c, name, hash);

	*key = slot->key;
	if (slot->key && slot->key->state == KEY_PRESENT && slot->key->count == 0)
		return KEY_ABSENT;
	if (slot->key)
		return slot->key->state;
	// Every condition key has a service in front: ${Account} stands for nothing.
	if (str_find_byte(name, 0, ':') < 0)
		return KEY_ABSENT;
	return c->request->unlisted;
}

static void add_key(struct context *c, const struct context_key *key)
{
	uint64_t hash = key_hash(key->name);
	const struct key_slot *slot = slot_of(c, key->name, hash);

	if (!slot->key)
		c->slots[slot - c->slots] = (struct key_slot){hash, key};
}

enum { DERIVED_KEYS = 7 };

static void derive(struct context *c, struct str name, enum key_state state,
                   struct str value)
{
	struct context_key *key = arena_new(c->scratch, struct context_key);
	struct str *values = arena_new(c->scratch, struct str);

	*values = value;
	*key = (struct context_key){name, state, values, state == KEY_PRESENT, false};
	add_key(c, key);
}

static enum key_state present_if(bool present)
{
	return present ? KEY_PRESENT : KEY_ABSENT;
}

static struct str caller_type(enum caller_kind kind)
{
	switch (kind) {
	case CALLER_ROLE:
		return S("AssumedRole");
	case CALLER_USER:
		return S("User");
	case CALLER_ROOT:
		return S("Account");
	case CALLER_FEDERATED_USER:
		return S("FederatedUser");
	case CALLER_ANONYMOUS:
		return S("Anonymous");
	default:
		return (struct str){0};
	}
}

bool is_in_account(const struct caller *who)
{
	return who->kind == CALLER_ROLE || who->kind == CALLER_USER ||
	       who->kind == CALLER_ROOT || who->kind == CALLER_FEDERATED_USER;
}

// What follows from who calls what. aws:PrincipalArn of a session is the role's ARN.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
static void derive_keys(struct context *c)
{
	const struct request *r = c->request;
	const struct caller *who = &r->caller;
	struct str arn = who->kind == CALLER_ROLE ? who->entity : who->arn;
	bool is_service = who->kind == CALLER_SERVICE;
	struct str type = caller_type(who->kind);

	if (r->resource_account.len > 0)
		derive(c, S("aws:ResourceAccount"), KEY_PRESENT, r->resource_account);
	if (who->kind == CALLER_UNKNOWN)
		return;
	if (arn.len > 0 || !is_in_account(who))
		derive(c, S("aws:PrincipalArn"), present_if(arn.len > 0), arn);
	if (who->account.len > 0)
		derive(c, S("aws:PrincipalAccount"), KEY_PRESENT, who->account);
	if (type.len > 0)
		derive(c, S("aws:PrincipalType"), KEY_PRESENT, type);
	derive(c, S("aws:PrincipalIsAWSService"), KEY_PRESENT,
	       is_service ? S("true") : S("false"));
	derive(c, S("aws:PrincipalServiceName"), present_if(is_service), who->name);
	derive(c, S("aws:username"), present_if(who->kind == CALLER_USER),
	       str_after_last(who->arn, '/'));
}

uint64_t service_bits(struct str action)
{
	ptrdiff_t colon = str_find_byte(action, 0, ':');

	if (colon < 0)
		return UINT64_MAX;
	return (uint64_t)1 << (str_hash(str_slice(action, 0, (size_t)colon)) & 63);
}

struct context context_of(const struct request *r, struct arena *scratch)
{
	struct context c = {.request = r, .scratch = scratch};
	size_t room = 16;
	char *action = arena_alloc(scratch, r->action.len + 1);

	while (room < 2 * (r->key_count + DERIVED_KEYS))
		room *= 2;
	c.slots = arena_array(scratch, struct key_slot, room);
	c.slot_mask = room - 1;
	for (size_t i = 0; i < r->key_count; i++)
		add_key(&c, &r->keys[i]);
	derive_keys(&c);
	for (size_t i = 0; i < r->action.len; i++)
		action[i] = char_lower(r->action.at[i]);
	c.action = (struct str){action, r->action.len};
	c.service = service_bits(c.action);
	return c;
}

static void add_doubt(struct context *c, struct doubt doubt)
{
	if (!c->listing)
		return;
	doubt.at = c->at;
	doubt.denies = c->denies;
	c->doubts = arena_grow(c->scratch, c->doubts, c->doubt_count, &c->doubt_room,
	                       sizeof doubt);
	c->doubts[c->doubt_count++] = doubt;
}

void doubt_key(struct context *c, struct str key)
{
	add_doubt(c, (struct doubt){.kind = DOUBT_KEY, .key = key});
}

void doubt_text(struct context *c, const struct node *node)
{
	add_doubt(c, (struct doubt){.kind = DOUBT_TEXT, .node = node});
}

void doubt_other(struct context *c, enum doubt_kind kind)
{
	add_doubt(c, (struct doubt){.kind = kind});
}
