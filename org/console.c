// Who is trusted by a role in other accounts, to look at results in a console or to open
// sessions, as IAM wants to hear it.
#include "org/console.h"

#include "aws/aws.h"
#include "org/org_rules.h"
#include "model/text/say.h"
#include "templates/function.h"

static const char forms[] =
	"the forms are role/NAME, role/PATH/NAME, role/PATTERN*, the same of user/, "
	"permission-set/NAME, and account for every principal of that account";

struct console {
	struct org *org;
	struct str id; // of the admin account
	const char *admin;
	bool pin;
	struct node_list principals, patterns; // of ARNs
	bool whole_account;
};

static struct str after(struct str s, const char *prefix)
{
	return str_slice(s, str_of(prefix).len, s.len);
}

// Letters of IAM's names, and / between them.
static bool is_iam_path(struct str s)
{
	return s.len > 0 && s.at[0] != '/' && s.at[s.len - 1] != '/' &&
	       str_find(s, 0, "//") < 0 &&
	       str_all_of(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	                     "_+=,.@-/*?");
}

static bool has_wildcard(struct str s)
{
	return str_find_byte(s, 0, '*') >= 0 || str_find_byte(s, 0, '?') >= 0;
}

// With the partition left to the account in which it is deployed.
static void add_arn(struct console *c, struct node_list *list, const struct node *entry,
                    const char *resource)
{
	struct arena *a = c->org->arena;
	const char *arn = arena_printf(a, "arn:${AWS::Partition}:iam::%.*s:%s", STR(c->id),
	                               resource);
	struct node *n = node_from(node_scalar(a, str_of(arn), STYLE_PLAIN), entry);

	n->tag = FN_SUB;
	node_list_add(list, n);
}

static struct diag *say(struct console *c, const struct rule *rule,
                        const struct node *entry, const char *message)
{
	return diag_node(c->org->diags, rule, c->org->doc, entry, "%s", message);
}

static void unknown_form(struct console *c, const struct node *entry)
{
	struct arena *a = c->org->arena;
	struct str text = node_str(entry);
	ptrdiff_t role = str_find(text, 0, ":role/"), user = str_find(text, 0, ":user/");
	struct str name = str_slice(text, (size_t)(role > 0 ? role : user) + 1, text.len);
	const char *shown = say_text(a, text), *hint = forms;

	if (str_starts(text, "arn:") && (role > 0 || user > 0))
		hint = arena_printf(a, "write %s: the account is known", say_text(a, name));
	else if (str_starts(text, "group/"))
		hint = "a group is no principal: name its users, or a role that they take on";
	else if (str_is(text, "root") || str_is(text, "*"))
		hint = "write account where every principal of the account is meant";
	else if (str_find_byte(text, 0, '/') < 0 && is_iam_path(text))
		hint = arena_printf(a, "write role/%s, user/%s or permission-set/%s", shown, shown,
		                    shown);
	say(c, &org_console_entry, entry,
	    arena_printf(a, "%s is not role/NAME, user/NAME, permission-set/NAME or account",
	                 shown))
		->hint = hint;
}

static void add_account(struct console *c, const struct node *entry)
{
	c->whole_account = true;
	say(c, &org_whole_account, entry,
	    arena_printf(c->org->arena,
	                 "every role and user of %s that may assume roles can run commands in "
	                 "every target account",
	                 c->admin))
		->hint = "name the roles that need it: role/NAME, or permission-set/NAME";
}

static void not_pinned(struct console *c, const struct node *entry, const char *why)
{
	if (c->pin)
		say(c, &org_pattern_not_pinned, entry,
		    arena_printf(c->org->arena, "%s cannot be pinned: %s",
		                 say_text(c->org->arena, node_str(entry)), why))
			->hint = "it stays a pattern of aws:PrincipalArn; name exact roles to pin them";
}

static void add_role_or_user(struct console *c, const struct node *entry)
{
	struct str text = node_str(entry), name = after(text, "role/"); // as long as user/
	const char *resource = arena_cstring(c->org->arena, text);

	if (!is_iam_path(name) || name.len > 512 + 64) {
		unknown_form(c, entry);
	} else if (!has_wildcard(name)) {
		add_arn(c, c->pin ? &c->principals : &c->patterns, entry, resource);
	} else {
		not_pinned(c, entry, "IAM takes no wildcard in a principal");
		if (str_all_of(name, "*?/"))
			say(c, &org_whole_account, entry,
			    arena_printf(c->org->arena,
			                 "every %.4s of %s that may assume roles can run commands in "
			                 "every target account",
			                 resource, c->admin))
				->hint = "name those that need it, or a narrower pattern";
		add_arn(c, &c->patterns, entry, resource);
	}
}

static void add_permission_set(struct console *c, const struct node *entry)
{
	struct str name = after(node_str(entry), "permission-set/");

	if (!is_iam_path(name) || has_wildcard(name) || str_find_byte(name, 0, '/') >= 0) {
		unknown_form(c, entry);
		return;
	}
	not_pinned(c, entry, "Identity Center makes its role anew, under another name");
	add_arn(c, &c->patterns, entry,
	        arena_cstring(c->org->arena,
	                      service_role(c->org->arena, "permission-set", name)));
}

static void add_entry(struct console *c, const struct node *entry)
{
	struct str text = node_str(entry);

	if (text.len == 0)
		return;
	if (str_is(text, "account"))
		add_account(c, entry);
	else if (str_starts(text, "role/") || str_starts(text, "user/"))
		add_role_or_user(c, entry);
	else if (str_starts(text, "permission-set/"))
		add_permission_set(c, entry);
	else
		unknown_form(c, entry);
}

struct node *org_console(struct org *org, const struct node *entries,
                         const struct node *admin, bool pin)
{
	struct arena *a = org->arena;
	struct node *out = node_from(node_map(a), entries), *whole;
	struct console c = {
		.org = org,
		.id = node_str(node_get(admin, "id")),
		.admin = say_text(a, node_str(node_get(admin, "name"))),
		.pin = pin,
		.principals = node_list_of(node_from(node_seq(a), entries)),
		.patterns = node_list_of(node_from(node_seq(a), entries)),
	};

	if (node_is_scalar(entries))
		add_entry(&c, entries);
	node_each(entries, entry)
		add_entry(&c, entry);
	node_set(a, out, "principals", c.principals.parent);
	node_set(a, out, "patterns", c.patterns.parent);
	whole = node_scalar(a, c.whole_account ? S("true") : S("false"), STYLE_SINGLE);
	node_set(a, out, "account", node_from(whole, entries));
	return out;
}
