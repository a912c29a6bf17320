// Resources -> actions, by the facts on what the handlers of their types call.
#include "preflight/needs.h"

#include "aws/aws.h"
#include "model/variant.h"
#include "model/write/write.h"
#include "policies/arn.h"
#include "preflight/later.h"

struct finding_needs {
	struct arena *arena;
	struct needs needs;
	struct eval *eval;
	const char *verb;
	bool in_stackset;
	struct str partition, region;
	// Of the resource at hand.
	const struct entry *entry;
	const struct node *properties;
	struct str type, arn;
	bool exists; // surely
};

struct str service_of_action(struct str action)
{
	ptrdiff_t colon = str_find_byte(action, 0, ':');

	return str_slice(action, 0, colon < 0 ? action.len : (size_t)colon);
}

// --- ARNs ---

struct str need_resource(struct arena *a, const struct need *need, struct str account)
{
	struct out o = {.arena = a};

	for (size_t i = 0; i < need->resource.len; i++)
		if (need->resource.at[i] == NEED_ACCOUNT)
			out_bytes(&o, account);
		else
			out_byte(&o, need->resource.at[i]);
	return out_str(&o);
}

static void put_value(struct out *o, const struct node *value)
{
	if (node_is_scalar(value) && value->tag == TAG_NONE && value->len > 0)
		out_bytes(o, node_str(value));
	else
		out_byte(o, HOLE_BYTE);
}

// "RoleNameWithPath" stands for the property Path and then RoleName.
static void put_name(struct finding_needs *f, struct out *o, struct str name)
{
	const struct node *path = node_get(f->properties, "Path");
	struct str start, named_by;

	if (str_is(name, "Partition") || str_is(name, "Region")) {
		out_bytes(o, str_is(name, "Region") ? f->region : f->partition);
		return;
	}
	if (str_is(name, "Account")) {
		out_byte(o, NEED_ACCOUNT);
		return;
	}
	if (str_ends(name, "WithPath")) {
		name = str_slice(name, 0, name.len - strlen("WithPath"));
		start = node_str(path);
		if (path && start.len == 0)
			out_byte(o, HOLE_BYTE);
		out_bytes(o, str_slice(start, 1, start.len));
	}
	// CloudFormation makes up a name that begins with that of the stack.
	if (f->in_stackset && type_is_iam(f->type, &named_by) && str_eq(named_by, name) &&
	    !node_get_str(f->properties, name))
		out_text(o, "StackSet-");
	put_value(o, node_get_str(f->properties, name));
}

static struct str arn_of(struct finding_needs *f)
{
	struct str pattern = type_arn(type_find(f->type));
	struct out o = {.arena = f->arena};
	size_t at = 0;

	if (pattern.len == 0)
		return (struct str){0};
	for (;;) {
		ptrdiff_t open = str_find(pattern, at, "${");
		ptrdiff_t end = open < 0 ? -1 : str_find_byte(pattern, (size_t)open, '}');
		if (end < 0)
			break;
		out_bytes(&o, str_slice(pattern, at, (size_t)open));
		put_name(f, &o, str_slice(pattern, (size_t)open + 2, (size_t)end));
		at = (size_t)end + 1;
	}
	out_bytes(&o, str_slice(pattern, at, pattern.len));
	return out_str(&o);
}

static struct str arn_service(struct str arn)
{
	struct arn parts;

	return arn_split(arn, &parts) ? parts.service : (struct str){0};
}

static struct str resource_of(struct finding_needs *f, struct str action)
{
	static const char hole[] = {HOLE_BYTE};

	if (action_names_no_resource(action))
		return S("*");
	if (str_eq(arn_service(f->arn), service_of_action(action)) &&
	    !str_is(action, "iam:PassRole"))
		return f->arn;
	return (struct str){hole, 1};
}

// --- keys of the request ---

static const struct node *property_at(const struct finding_needs *f, struct str path)
{
	const struct node *at = f->properties;

	while (path.len > 0) {
		ptrdiff_t dot = str_find_byte(path, 0, '.');
		size_t end = dot < 0 ? path.len : (size_t)dot;
		at = node_get_str(at, str_slice(path, 0, end));
		path = str_slice(path, end + (dot >= 0), path.len);
	}
	return at;
}

// What a property of that value makes of the key; a value that deployment decides is a hole.
static struct context_key key_of(struct finding_needs *f, const struct fact *row)
{
	struct context_key key = {.name = fact_name(row), .state = KEY_ABSENT};
	struct str words = fact_value(row), path = {0};
	const struct node *value;

	fact_word(&words, &path);
	value = property_at(f, path);
	if (value) {
		struct str *text = arena_new(f->arena, struct str);
		struct out o = {.arena = f->arena};
		put_value(&o, value);
		*text = out_str(&o);
		key = (struct context_key){key.name, KEY_PRESENT, text, 1, false};
	} else if (str_is(words, "default")) {
		key.state = KEY_UNKNOWN;
	}
	return key;
}

static void add_keys(struct finding_needs *f, struct need *need)
{
	const struct fact *rows = fact_find(fact_file("request-keys"), need->action);

	need->keys = arena_array(f->arena, struct context_key, fact_count(rows));
	fact_each(rows, row)
		need->keys[need->key_count++] = key_of(f, row);
}

// --- which actions ---

static void add(struct finding_needs *f, struct str action, bool is_sure)
{
	struct needs *n = &f->needs;

	n->items = arena_grow(f->arena, n->items, n->count, &n->room, sizeof *n->items);
	n->items[n->count++] = (struct need){
		.action = action,
		.resource = resource_of(f, action),
		.is_sure = is_sure && f->exists,
		.logical_id = f->entry->name,
		.type = f->type,
	};
	add_keys(f, &n->items[n->count - 1]);
}

// The action that makes a thing is named after it: iam:CreateRole of AWS::IAM::Role. What
// else the registry lists may be for a property that this resource does not have.
static bool makes_it(const struct finding_needs *f, struct str action)
{
	struct str name = str_after_last(action, ':'), what = str_after_last(f->type, ':');
	size_t verb = 1;

	while (verb < name.len && name.at[verb] == char_lower(name.at[verb]))
		verb++;
	return strcmp(f->verb, "create") == 0 &&
	       str_eq_nocase(str_slice(name, verb, name.len), what) &&
	       !str_starts(name, "Describe") && !str_starts(name, "Get") &&
	       !str_starts(name, "Delete") && !str_starts(name, "List") &&
	       !str_starts(name, "Tag") && !str_starts(name, "Update");
}

// "Content.assumeRole", "SettingId=X": whether the resource has it.
static bool has_property(const struct finding_needs *f, struct str path)
{
	const struct node *at;
	ptrdiff_t equals = str_find_byte(path, 0, '=');
	struct str value = equals < 0 ? S("") : str_slice(path, (size_t)equals + 1, path.len);

	if (str_is(path, "*"))
		return true;
	at = property_at(f, str_slice(path, 0, equals < 0 ? path.len : (size_t)equals));
	if (!at || equals < 0)
		return at != NULL;
	return node_is_scalar(at) && str_ends(node_str(at), arena_cstring(f->arena, value));
}

static void add_needs(struct finding_needs *f, const struct fact *needs)
{
	fact_each(needs, property)
		if (has_property(f, fact_name(property)))
			fact_each(property, action)
				add(f, fact_name(action), true);
}

// Of a service that others only lend a hand to: roles, keys, logs.
static bool is_helper(const struct finding_needs *f, struct str service)
{
	static const char *const helpers[] = {"iam", "kms", "sts", "s3", "logs", "organizations"};
	struct str own = str_slice(f->type, strlen("AWS::"), f->type.len);

	if (str_eq_nocase(str_slice(own, 0, service.len), service))
		return false;
	for (size_t i = 0; i < sizeof helpers / sizeof *helpers; i++)
		if (str_is(service, helpers[i]))
			return true;
	return false;
}

static bool writes(const struct finding_needs *f, struct str action)
{
	static const char *const others[] = {
		"AddTags", "CreateTags", "Delete", "Deregister", "Describe", "Detach", "Disable",
		"Disassociate", "Get", "List", "Remove", "Tag", "Test", "Untag", "Update"};
	struct str access = action_access(action_find(action));
	struct str name = str_after_last(action, ':');

	if (!str_is(access, "Write") && !str_is(access, "Permissions management"))
		return false;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (str_starts(name, others[i]))
			return false;
	return !is_helper(f, service_of_action(action)) &&
	       !fact_find(handlers_actions(f->type, "read"), action);
}

// Where no action is named after the type, the only one that can make a thing makes it:
// ec2:AllocateHosts of AWS::EC2::Host.
static struct str only_maker(const struct finding_needs *f, const struct fact *actions)
{
	struct str only = {0};

	if (strcmp(f->verb, "create") != 0)
		return only;
	fact_each(actions, action) {
		if (makes_it(f, fact_name(action)))
			return (struct str){0};
		if (!writes(f, fact_name(action)))
			continue;
		if (only.len > 0)
			return (struct str){0};
		only = fact_name(action);
	}
	return only;
}

static void add_actions(struct finding_needs *f)
{
	const struct fact *needs = handlers_needs(f->type, f->verb);
	const struct fact *actions = handlers_actions(f->type, f->verb);
	enum handlers_from from = handlers_from(f->type);
	struct str only;

	if (needs) {
		add_needs(f, needs);
		return;
	}
	if (from == HANDLERS_UNKNOWN)
		names_add(&f->needs.unknown, f->type, 0);
	only = only_maker(f, actions);
	fact_each(actions, action)
		if (fact_value(action).len == 0) // "?": IAM has no such action
			add(f, fact_name(action),
			    from == HANDLERS_INFERRED || makes_it(f, fact_name(action)) ||
				    (only.len > 0 && str_eq(fact_name(action), only)));
}

static void add_later(struct finding_needs *f)
{
	struct later *calls;
	size_t count = 0;

	if (str_is(f->type, "AWS::SSM::Document") && strcmp(f->verb, "create") == 0)
		count = later_of(f->arena, f->properties, &calls);
	f->arn = (struct str){0};
	for (size_t i = 0; i < count; i++) {
		struct need *need;
		add(f, calls[i].action, true);
		need = &f->needs.items[f->needs.count - 1];
		need->is_later = true;
		need->step = calls[i].step;
		need->role = calls[i].role;
	}
}

static void add_resource(struct finding_needs *f, const struct entry *entry)
{
	enum truth exists = eval_exists(f->eval, entry);

	if (exists == TRUTH_NO)
		return;
	f->entry = entry;
	f->type = template_type(entry);
	f->properties = node_get(entry->value, "Properties");
	f->exists = exists == TRUTH_YES;
	f->arn = arn_of(f);
	if (f->type.len > 0)
		add_actions(f);
	add_later(f);
}

static void add_stack(struct finding_needs *f)
{
	static const struct entry none;
	const char *action = strcmp(f->verb, "create") == 0   ? "cloudformation:CreateStack"
	                     : strcmp(f->verb, "update") == 0 ? "cloudformation:UpdateStack"
	                                                      : "cloudformation:DeleteStack";
	struct out o = {.arena = f->arena};

	out_printf(&o, "arn:%.*s:cloudformation:%.*s:%c:stack/%s%c", STR(f->partition),
	           STR(f->region), NEED_ACCOUNT, f->in_stackset ? "StackSet-" : "", HOLE_BYTE);
	f->entry = &none;
	f->exists = true;
	f->arn = out_str(&o);
	add(f, str_of(action), true);
}

struct needs needs_of(struct arena *a, const struct doc *doc, const char *verb,
                      struct str region, bool in_stackset)
{
	struct template *t = template_of(a, doc);
	struct node *bindings = node_map(a);
	struct finding_needs f = {.arena = a, .verb = verb, .in_stackset = in_stackset,
	                          .region = region,
	                          .partition = region_partition(region),
	                          .needs.unknown.arena = a};

	node_set(a, bindings, "AWS::Region", node_scalar(a, region, STYLE_SINGLE));
	f.eval = eval_new(a, t, bindings);
	if (f.partition.len == 0)
		f.partition = S("aws");
	add_stack(&f);
	for (size_t i = 0; i < t->resources.count && !t->has_macro; i++)
		add_resource(&f, &t->resources.items[i]);
	return f.needs;
}
