// org.yaml: what is understood, what is found wrong, and where.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "aws/aws.h"
#include "gen/build.h"
#include "org/fill/include.h"
#include "org/org_table.h"
#include "org/selector.h"
#include "model/text/regex.h"
#include "model/read/read.h"
#include "model/write/write.h"

#define HEAD                                                                              \
	"version: 1\n"                                                                        \
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"                                    \
	"management: {id: \"111111111111\"}\n"                                                \
	"regions: {home: us-east-1, all: [us-east-1, eu-west-1]}\n"

struct run {
	struct arena arena;
	struct diags diags;
	struct org *org;
	struct file_set files;
	bool built;
};

// The template of an example stands in it, in lines that start with "#| ".
static int load_example(void *context, struct arena *a, const char *path, struct str *text)
{
	struct str example = str_of(context);
	struct out o = {.arena = a};

	(void)path;
	for (size_t at = 0, end; at < example.len; at = end + 1) {
		ptrdiff_t newline = str_find_byte(example, at, '\n');
		struct str line;
		end = newline < 0 ? example.len : (size_t)newline;
		line = str_slice(example, at, end);
		if (str_starts(line, "#| ")) {
			out_bytes(&o, str_slice(line, 3, line.len));
			out_byte(&o, '\n');
		}
	}
	*text = out_str(&o);
	return text->len > 0 ? 0 : 2;
}

static void run_text(struct run *r, struct str text)
{
	struct source *source;
	struct doc *doc;
	struct loader loader = {load_example, NULL};

	*r = (struct run){0};
	r->diags.arena = &r->arena;
	r->files.arena = &r->arena;
	loader.context = (void *)arena_cstring(&r->arena, text);
	source = source_new(&r->arena, "org.yaml", text);
	doc = doc_read(&r->arena, source, SYNTAX_GUESS, template_tags, &r->diags);
	r->org = org_read(&r->arena, org_include(&r->arena, doc, &loader, &r->diags), &r->diags);
	r->built = gen_build(r->org, &loader, &r->files, NULL);
	diags_sort(&r->diags);
	assert_int_equal(r->built, diags_count(&r->diags, SEV_ERROR) == 0);
	assert_int_equal(r->files.count > 0, r->built);
}

static void run(struct run *r, const char *text)
{
	run_text(r, str_of(text));
}

static void print_diags(struct run *r)
{
	for (size_t i = 0; i < r->diags.count; i++) {
		const struct diag *d = &r->diags.items[i];
		struct place p = source_place(&r->arena, d->source, d->start);
		print_message("%s:%u:%u: %s: %s [%s] (%s)\n", d->source->name, p.line, p.column,
		              severity_name(d->severity), d->message, d->rule->id,
		              d->hint ? d->hint : "");
	}
}

// --- the examples of the rules ---

static bool is_marked(struct str line)
{
	return str_ends(line, "#!");
}

static bool reports(struct run *r, const struct rule *rule, unsigned line)
{
	for (size_t i = 0; i < r->diags.count; i++) {
		const struct diag *d = &r->diags.items[i];
		if (d->rule == rule && source_place(&r->arena, d->source, d->start).line == line)
			return true;
	}
	return false;
}

static void check_bad(const struct rule *rule)
{
	struct run r;
	struct source *source;
	size_t marked = 0;

	run(&r, rule->bad);
	source = source_new(&r.arena, "bad", str_of(rule->bad));
	for (unsigned line = 1; source_place(&r.arena, source, UINT32_MAX).line > line; line++) {
		bool mark = is_marked(source_line(&r.arena, source, line));
		marked += mark;
		if (reports(&r, rule, line) == mark)
			continue;
		print_diags(&r);
		fail_msg("%s: line %u of the bad example is %s", rule->id, line,
		         mark ? "not reported" : "reported");
	}
	assert_true(marked > 0);
	assert_true(r.diags.count >= marked);
	assert_int_equal(diags_count(&r.diags, SEV_ERROR) > 0, rule->severity == SEV_ERROR);
	arena_free(&r.arena);
}

static void check_good(const struct rule *rule)
{
	struct run r;

	run(&r, rule->good);
	print_diags(&r);
	if (r.diags.count > 0)
		fail_msg("%s: the good example has findings", rule->id);
	arena_free(&r.arena);
}

// The bad example without its marks.
static struct str unmarked(struct arena *a, const char *bad)
{
	struct out o = {.arena = a};
	const char *mark;

	for (; (mark = strstr(bad, "  #!")); bad = mark + strlen("  #!"))
		out_bytes(&o, (struct str){bad, (size_t)(mark - bad)});
	out_text(&o, bad);
	return out_str(&o);
}

static void check_fixed(const struct rule *rule)
{
	struct run r;
	struct arena a = {0};
	struct str text = unmarked(&a, rule->bad);
	const struct edit *edit = NULL;
	struct out o = {.arena = &a};

	run_text(&r, text);
	for (size_t i = 0; i < r.diags.count; i++)
		if (r.diags.items[i].fix) {
			assert_null(edit);
			assert_int_equal(r.diags.items[i].fix->count, 1);
			edit = r.diags.items[i].fix->edits;
		}
	assert_int_equal(edit != NULL, rule->fixed != NULL);
	if (edit) {
		out_bytes(&o, str_slice(text, 0, edit->start));
		out_bytes(&o, edit->text);
		out_bytes(&o, str_slice(text, edit->end, text.len));
		assert_string_equal(arena_cstring(&a, out_str(&o)), rule->fixed);
	}
	arena_free(&r.arena);
	arena_free(&a);
}

static void test_examples(void **state)
{
	(void)state;
	for (size_t i = 0; org_rules[i]; i++) {
		check_bad(org_rules[i]);
		check_good(org_rules[i]);
		check_fixed(org_rules[i]);
	}
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; org_rules[i]; i++) {
		const struct rule *rule = org_rules[i];
		char id[16];
		// ORG004 was for keys that orgc did not build yet. Ids are never used again.
		snprintf(id, sizeof id, "ORG%03zu", i + 1 + (i >= 3));
		assert_string_equal(rule->id, id);
		assert_non_null(rule->name);
		assert_non_null(rule->why);
		assert_non_null(rule->source);
		assert_null(strchr(rule->why, '\t'));
		assert_true(rule->summary[strlen(rule->summary) - 1] != '.');
	}
}

// --- messages ---

static const struct message_case {
	const char *text;
	const char *place; // "line:column"
	const char *message;
	const char *hint; // NULL: none
} message_cases[] = {
	{"", "1:1", "org.yaml is empty", NULL},
	{"# nothing yet\n", "1:1", "org.yaml is empty", NULL},
	{"- a\n", "1:1", "org.yaml must be the description of an organization, and is a list",
	 NULL},
	{HEAD "version: 2\n", "5:1", NULL, NULL}, // the reader's
	{"version: 2\n" HEAD, "2:1", NULL, NULL},
	{HEAD "ous:\n", "5:5", "ous must be a map from OU paths to maps with id, and is empty",
	 "write {} for none"},
	{HEAD "features: {automation: {admin: managment, in: all}}\n", "5:32",
	 "features.automation.admin names managment, and no account is called that",
	 "did you mean management?"},
	{HEAD "features: {automation: {admin: \"111111111111\", in: all}}\n", "5:32",
	 "features.automation.admin names 111111111111, and no account is called that",
	 "did you mean management?"},
	{HEAD "features: {automation: {admin: management, in: !Ref X}}\n", "5:48",
	 "features.automation.in must be a list of OU paths and account names, or all, and is "
	 "something with a tag",
	 "functions and tags have a meaning in values of parameters only"},
	{HEAD "features: {automation: {admin: management, in: all, pin: yes}}\n", "5:58",
	 "features.automation.pin must be true or false, and is a text", NULL},
	{HEAD "ous: {A: {id: ou-ab12-11111111, reserve-scps: 20%}}\n", "5:47",
	 "ous.A.reserve-scps must be a number of SCPs such as 2, and is 20%", NULL},
	{HEAD "acounts: {}\n", "5:1", "org.yaml has no key acounts", "did you mean accounts?"},
	{HEAD "ous: {A: {id: ou-ab12-11111111, name: x}}\n", "5:33", "ous.A has no key name",
	 "its keys are: id, reserve-scps, previously, stackset-suffix, tags"},
	// What stands in a file is found there.
	{HEAD "#| dev: {id: \"12345\", ou: /}\n"
	      "accounts: !include accounts.yaml\n",
	 "1:11", "accounts.dev.id must be an account id, exactly 12 digits in quotes, and is 12345",
	 "aws organizations list-accounts prints it"},
	{HEAD "#| dev: !include more.yaml\n"
	      "accounts: !include accounts.yaml\n",
	 "1:6", "accounts.dev must be a map with id and ou, and is something with a tag",
	 "functions and tags have a meaning in values of parameters only"},
	{HEAD "accounts: !include accounts.yaml\n", "5:11", "accounts.yaml: No such file or directory",
	 "the path starts in the folder of org.yaml"},
	{HEAD "#| {}\nfeatures: !include features.yaml\n", "6:11",
	 "features must be a map of features, and is something with a tag",
	 "functions and tags have a meaning in values of parameters only"},
	{HEAD "tags: {AWS:x: y}\n", "5:8",
	 "a key of tags must be the key of a tag: at most 128 characters, and none that starts "
	 "with aws:, and is AWS:x",
	 NULL},
	{HEAD "accounts: {dev: {id: \"222222222222\", ou: /, tags: {a: }}}\n", "5:54",
	 "accounts.dev.tags.a must be the value of a tag: at most 256 characters, and is empty",
	 NULL},
	{HEAD "accounts: {dev: {id: \"222222222222\", ou: /, tags: {a: \"\"}}}\n"
	      "tags: {b: [c]}\n",
	 "6:11", "tags.b must be the value of a tag: at most 256 characters, and is a list", NULL},
	{HEAD "features: {default-host-management: {in: all, regions: all, mode: native, rollout: "
	      "{regions: parallel}}}\n"
	      "accounts: {dev: {id: \"222222222222\", ou: /}}\n",
	 "5:94",
	 "features.default-host-management.rollout.regions must be sequential: its later regions "
	 "need what the first one makes",
	 "take it out"},
	{HEAD "rollout: {regions: paralel}\n", "5:20",
	 "rollout.regions must be sequential or parallel, and is paralel",
	 "did you mean parallel?"},
	{HEAD "accounts: {dev: {id: \"12345\", ou: /}}\n", "5:22",
	 "accounts.dev.id must be an account id, exactly 12 digits in quotes, and is 12345",
	 "aws organizations list-accounts prints it"},
	{HEAD "accounts: {dev: {ou: /}}\n", "5:12", "accounts.dev has no id",
	 "add id: an account id, exactly 12 digits in quotes; aws organizations list-accounts "
	 "prints it"},
	{HEAD "accounts: {dev: {id: 012345670123, ou: /}}\n", "5:22",
	 "accounts.dev.id is 012345670123 without quotes, which YAML 1.1 reads as the octal "
	 "number 1402433619",
	 "write \"012345670123\""},
	{HEAD "accounts: {dev: {id: 055555555558, ou: /}}\n", "5:22",
	 "accounts.dev.id is 055555555558 without quotes, which YAML 1.1 reads as a number "
	 "without its zero in front",
	 "write \"055555555558\""},
	{HEAD "accounts: {dev: {id: 222222222222, ou: /}}\n", "5:22",
	 "accounts.dev.id is 222222222222 without quotes, which YAML 1.1 reads as a number",
	 "write \"222222222222\""},
	{HEAD "accounts: {dev: {id: \"111111111111\", ou: /}}\n", "5:22",
	 "111111111111 is the id of the management account, too",
	 "find out whose it is: aws organizations list-accounts and "
	 "list-organizational-units-for-parent print them"},
	{HEAD "accounts: {2dev: {id: \"222222222222\", ou: /}}\n", "5:12",
	 "a key of accounts must be a name of letters, digits, - and _ that starts with a "
	 "letter, and is 2dev",
	 NULL},
	{HEAD "accounts: {all: {id: \"222222222222\", ou: /}}\n", "5:12",
	 "all is the name of every account, too",
	 "give the account another name here; name: keeps AWS's"},
	{HEAD "accounts: {management: {id: \"222222222222\", ou: /}}\n", "5:12",
	 "management is the name of the management account, too",
	 "give the account another name here; name: keeps AWS's"},
	{HEAD "accounts: {dev: {id: \"222222222222\", ou: Nowhere}}\n", "5:42",
	 "accounts.dev.ou names Nowhere, and no OU has that path", NULL},
	{HEAD "accounts: {dev: {id: \"222222222222\", ou: /, status: suspendd}}\n", "5:53",
	 "accounts.dev.status must be active or suspended, and is suspendd",
	 "did you mean suspended?"},
	{HEAD "identity-center: {region: ap-notheast-1}\n", "5:27",
	 "identity-center.region must be a region such as ap-northeast-1, and is ap-notheast-1",
	 "did you mean ap-northeast-1?"},
	{HEAD "ous: {A//B: {id: ou-ab12-11111111}}\n", "5:7", NULL, NULL},
	{HEAD "ous: {A: {id: ou-ab12-11111111}}\n"
	      "features: {automation: {admin: management, in: ou-ab12-11111111}}\n",
	 "6:48",
	 "features.automation.in names ou-ab12-11111111, and no OU or account is called that",
	 "did you mean A?"},
	{HEAD "accounts: {dev: {id: \"222222222222\", ou: /, previously: develop}}\n"
	      "features: {automation: {admin: develop, in: all}}\n",
	 "6:32", "features.automation.admin names develop, and no account is called that",
	 "did you mean dev?"},
	{HEAD "features: {automation: {admin: management, in: []}}\n", "5:48",
	 "in and except leave no account", "name OUs or accounts, or all"},
	{HEAD "ous: {A: {id: ou-ab12-11111111}}\n"
	      "features: {automation: {admin: management, in: A}}\n",
	 "6:48", "no account is in here yet",
	 "accounts that are described later, or move in, get their stacks then"},
	{HEAD "ous: {A: {id: ou-ab12-11111111}, B: {id: ou-ab12-22222222}}\n"
	      "accounts: {dev: {id: \"222222222222\", ou: A}}\n"
	      "features: {automation: {admin: management, in: A, except: B}}\n",
	 "7:59", "except names B, which in does not cover", NULL},
	{HEAD "features: {automation: {admin: management, in: all, console: group/ops}}\n",
	 "5:62", "group/ops is not role/NAME, user/NAME, permission-set/NAME or account",
	 "a group is no principal: name its users, or a role that they take on"},
	{HEAD "features: {automation: {admin: management, in: all, console: ops}}\n", "5:62",
	 "ops is not role/NAME, user/NAME, permission-set/NAME or account",
	 "write role/ops, user/ops or permission-set/ops"},
	{HEAD "features:\n  automation:\n    admin: management\n    in: all\n"
	      "    console: arn:aws:iam::111111111111:role/a/b\n",
	 "9:14",
	 "arn:aws:iam::111111111111:role/a/b is not role/NAME, user/NAME, permission-set/NAME or account",
	 "write role/a/b: the account is known"},
	{HEAD "features: {automation: {admin: management, in: all, console: account}}\n",
	 "5:62",
	 "every role and user of management that may assume roles can run commands in every "
	 "target account",
	 "name the roles that need it: role/NAME, or permission-set/NAME"},
	{HEAD "rollout: {concurrency: 0}\n", "5:24",
	 "rollout.concurrency must be a number of accounts such as 5, or a percentage such as "
	 "25%, and is 0",
	 NULL},
	{HEAD "rollout: {tolerate: 101%}\n", "5:21",
	 "rollout.tolerate must be a number of accounts such as 0, or a percentage such as "
	 "10%, and is 101%",
	 NULL},
	{HEAD "ous: {A: {id: ou-ab12-11111111}, A/B: {id: ou-ab12-22222222}}\n"
	      "rollout: {order: [A, A/B]}\n",
	 "6:22", "A/B is in A, which comes before it",
	 "put it in front of the OU that it is in, or take it out"},
	{HEAD "stacksets: {x: {template: x.yaml, in: all, after: [x]}}\n"
	      "#| Resources: {T: {Type: AWS::SNS::Topic}}\n",
	 "5:52", "x waits for x, which in the end waits for x itself",
	 "take one of these out of the after of another"},
	{HEAD "features: {share-ami: {tag: {a: b, c: d}, with: {organization: true}, in: all}}\n",
	 "5:29", "features.share-ami.tag must be one key and its value, and has 2",
	 "an association of orgc's goes by one tag"},
	{HEAD "stacksets: {x: {template: x.yaml, in: all}}\n", "5:27",
	 "x.yaml: No such file or directory", "the path starts in the folder of org.yaml"},
	{HEAD "stacksets: {x: {template: x.yaml, in: all, regions: mars}}\n", "5:53",
	 "stacksets.x.regions names mars, which is not in regions.all",
	 "add it to regions.all, or name a region that is there"},
	{HEAD "stacksets: {x: {template: x.yaml, in: all, after: automation}}\n", "5:51",
	 "stacksets.x.after names automation, which is not under features",
	 "add the feature, or take this out"},
	{HEAD "stacksets: {automation: {template: x.yaml, in: all}}\n", "5:13",
	 "automation is the name of a feature, too",
	 "give the StackSet another name here; name: keeps AWS's"},
	{HEAD "features: {automation: {admin: management, in: all}}\n"
	      "stacksets: {automation-viewer: {template: x.yaml, in: all}}\n",
	 "6:13", "automation-viewer would be built into the files of features.automation",
	 "give the StackSet another name here; name: keeps AWS's"},
	{HEAD "stacksets: {a-b: {template: x.yaml, in: all}, AB: {template: x.yaml, in: all}}\n"
	      "#| Resources: {T: {Type: AWS::SNS::Topic}}\n",
	 "5:47", "AB is another StackSet's name but for hyphens and case", NULL},
};

static void test_messages(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof message_cases / sizeof *message_cases; i++) {
		const struct message_case *c = &message_cases[i];
		struct run r;
		bool found = false;
		run(&r, c->text);
		for (size_t j = 0; j < r.diags.count; j++) {
			const struct diag *d = &r.diags.items[j];
			struct place p = source_place(&r.arena, d->source, d->start);
			const char *place = arena_printf(&r.arena, "%u:%u", p.line, p.column);
			if (strcmp(place, c->place) != 0)
				continue;
			if (!c->message) {
				found = true;
			} else if (strcmp(d->message, c->message) == 0) {
				found = true;
				if (c->hint || d->hint)
					assert_string_equal(d->hint ? d->hint : "no hint",
					                    c->hint ? c->hint : "no hint");
			}
		}
		if (!found) {
			print_diags(&r);
			fail_msg("case %zu: nothing says at %s: %s", i, c->place,
			         c->message ? c->message : "anything");
		}
		arena_free(&r.arena);
	}
}

// --- selectors ---

#define TREE                                                                              \
	HEAD "ous:\n"                                                                         \
		 "  A: {id: ou-ab12-aaaaaaaa}\n"                                                  \
		 "  A/X: {id: ou-ab12-xxxxxxxx}\n"                                                \
		 "  A/X/Q: {id: ou-ab12-qqqqqqqq}\n"                                              \
		 "  A/Y: {id: ou-ab12-yyyyyyyy}\n"                                                \
		 "  B: {id: ou-ab12-bbbbbbbb}\n"                                                  \
		 "accounts:\n"                                                                    \
		 "  top: {id: \"200000000000\", ou: /}\n"                                         \
		 "  a: {id: \"200000000001\", ou: A}\n"                                           \
		 "  x: {id: \"200000000002\", ou: A/X}\n"                                         \
		 "  y: {id: \"200000000003\", ou: A/Y}\n"                                         \
		 "  q: {id: \"200000000004\", ou: A/X/Q}\n"                                       \
		 "  b: {id: \"200000000005\", ou: B}\n"                                           \
		 "  gone: {id: \"200000000006\", ou: B, status: suspended}\n"

static const struct selector_case {
	const char *selector;
	const char *order;   // of the rollout; NULL: none
	uint32_t wave;
	const char *ous, *only; // names with a blank after each
	const char *covered; // accounts
} selector_cases[] = {
	{"{in: all}", NULL, 0, "/ ", "", "management top a x y q b gone "},
	{"{in: A}", NULL, 0, "A ", "", "a x y q "},
	{"{in: [B, A/X]}", NULL, 0, "B A/X ", "", "x q b gone "},
	{"{in: x}", NULL, 0, "", "x ", "x "},
	{"{in: [B, x]}", NULL, 0, "B ", "x ", "x b gone "},
	{"{in: [A, x]}", NULL, 0, "A ", "", "a x y q "},
	// An account that is left out breaks up its OU and those above it.
	{"{in: A, except: x}", NULL, 0, "A/Y A/X/Q ", "a ", "a y q "},
	{"{in: [A, B], except: [x, b]}", NULL, 0, "A/Y A/X/Q ", "a ", "a y q gone "},
	// An OU that is left out breaks up those above it.
	{"{in: A, except: A/Y}", NULL, 0, "A/X ", "a ", "a x q "},
	{"{in: A, except: A/X/Q}", NULL, 0, "A/Y ", "a x ", "a x y "},
	{"{in: all, except: B}", NULL, 0, "A ", "top ", "management top a x y q "},
	{"{in: all, except: management}", NULL, 0, "/ ", "", "top a x y q b gone "},
	{"{in: all, except: gone}", NULL, 0, "/ ", "", "management top a x y q b "},
	{"{in: [A/X, A/Y, b], except: q}", NULL, 0, "A/Y ", "x b ", "x y b "},
	{"{in: A, except: q}", NULL, 0, "A/Y ", "a x ", "a x y "},
	{"{in: management}", NULL, 0, "", "", "management "},
	// Waves: the OUs of the order first, then the rest.
	{"{in: all}", "[A/X]", 0, "A/X ", "", "management top a x y q b gone "},
	{"{in: all}", "[A/X]", 1, "B A/Y ", "top a ", "management top a x y q b gone "},
	{"{in: A}", "[A/Y, A]", 0, "A/Y ", "", "a x y q "},
	{"{in: A}", "[A/Y, A]", 1, "A/X ", "a ", "a x y q "},
	{"{in: A}", "[A/Y, A]", 2, "", "", "a x y q "},
	{"{in: [x, b]}", "[B]", 0, "", "b ", "x b "},
};

static const char *names_of(struct arena *a, const struct org *org, const uint32_t *list,
                            size_t count, bool ous)
{
	struct out o = {.arena = a};

	for (size_t i = 0; i < count; i++)
		out_printf(&o, "%.*s ",
		           STR(ous ? org->ous[list[i]].path : org->accounts[list[i]].name));
	return arena_cstring(a, out_str(&o));
}

static const char *covered_of(struct arena *a, const struct org *org,
                              const struct selection *s)
{
	struct out o = {.arena = a};

	for (size_t i = 0; i < org->account_count; i++)
		if (s->accounts[i])
			out_printf(&o, "%.*s ", STR(org->accounts[i].name));
	return arena_cstring(a, out_str(&o));
}

static void test_selectors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof selector_cases / sizeof *selector_cases; i++) {
		const struct selector_case *c = &selector_cases[i];
		struct arena a = {0};
		struct diags diags = {.arena = &a};
		const char *text =
			arena_printf(&a, TREE "rollout: {order: %s}\nfeatures: {automation: %s}\n",
		                 c->order ? c->order : "[]", c->selector);
		const struct doc *doc = doc_read(&a, source_new(&a, "org.yaml", str_of(text)),
		                                 SYNTAX_YAML, template_tags, &diags);
		struct org *org = org_read(&a, doc, &diags);
		struct selection s = selection_of(selector_new(org),
		                                  node_path(doc->root, "features/automation"));
		uint32_t count, *waves = org_waves(org, &count);
		struct targets t = selection_targets(org, &s, waves, c->wave);
		print_message("# %s wave %u\n", c->selector, c->wave);
		assert_string_equal(names_of(&a, org, t.ous, t.ou_count, true), c->ous);
		assert_string_equal(names_of(&a, org, t.only, t.only_count, false), c->only);
		assert_string_equal(covered_of(&a, org, &s), c->covered);
		arena_free(&a);
	}
}

// --- the schema ---

static const char *const samples[] = {
	"111111111111", "011111111111", "11111111111", "1111111111111", "１11111111111", "",
	"o-a1b2c3d4e5", "o-a1b2c3d4e", "o-A1b2c3d4e5", "r-ab12", "r-ab1", "r-ab12 ",
	"ou-ab12-11111111", "ou-ab12-1111111", "ou-ab12", "us-east-1", "ap-northeast-1",
	"us-gov-west-1", "US-EAST-1", "useast1", "dev", "Dev_1", "1dev", "-dev", "a.b", "a b",
	"Workloads", "Workloads/Dev", "Workloads//Dev", "/Workloads", "Workloads/", " A", "A ",
	"A /B", "A/ B", "A B/C D", "部門/開発",
};

// Editors match patterns, and orgc has functions: they must agree.
static void check_pattern(const struct org_shape *s)
{
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct str text = str_of(samples[i]);
		bool is, matches = pattern_match(str_of(s->pattern), text) == MATCH_YES;
		if (s->id)
			is = id_is(s->id, text);
		else if (s->is)
			is = s->is(text);
		else
			continue;
		if (s->is == region_known ? is && !matches : is != matches)
			fail_msg("%s: %s is %d, and its pattern says %d", s->about, samples[i], is,
			         matches);
	}
}

static size_t check_shape(const struct org_shape *s)
{
	size_t count = 1;

	if (s->pattern)
		check_pattern(s);
	if (s->name)
		count += check_shape(s->name);
	if (s->of)
		count += check_shape(s->of);
	for (const struct org_key *k = s->keys; k && k->name; k++)
		if (k->shape) {
			assert_non_null(k->about);
			count += check_shape(k->shape);
		}
	return count;
}

static void test_patterns(void **state)
{
	(void)state;
	assert_true(check_shape(&org_shape) > 40);
}

static void test_schema(void **state)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct str text = write_json(&a, org_schema(&a));
	const struct doc *doc =
		doc_read(&a, source_new(&a, "s", text), SYNTAX_JSON, template_tags, &diags);
	const struct node *account =
		node_path(doc->root, "properties/accounts/additionalProperties");

	(void)state;
	assert_int_equal(diags.count, 0);
	assert_true(node_is(node_get(doc->root, "$schema"),
	                    "http://json-schema.org/draft-07/schema#"));
	assert_true(node_is(node_get(doc->root, "additionalProperties"), "false"));
	assert_true(node_is(node_item(node_get(doc->root, "required"), 0), "version"));
	assert_int_equal(node_get(doc->root, "required")->len, 4);
	assert_true(node_is(node_path(account, "properties/id/pattern"), "^[0-9]{12}$"));
	assert_true(node_is(node_path(account, "properties/status/default"), "active"));
	assert_true(node_is(node_item(node_path(account, "properties/status/enum"), 1),
	                    "suspended"));
	assert_true(node_is(node_path(doc->root, "properties/ous/additionalProperties/"
	                                         "properties/reserve-scps/type"),
	                    "integer"));
	assert_true(node_is(
		node_path(doc->root, "properties/features/properties/automation/properties/pin/type"),
		"boolean"));
	arena_free(&a);
}

// --- every line and every value of a good file ---

static const char example[] =
	HEAD "identity-center:\n"
	     "  region: us-east-1\n"
	     "ous:\n"
	     "  Infrastructure:\n"
	     "    id: ou-ab12-11111111\n"
	     "  Workloads:\n"
	     "    id: ou-ab12-22222222\n"
	     "    reserve-scps: 2\n"
	     "  Workloads/Prod:\n"
	     "    id: ou-ab12-33333333\n"
	     "accounts:\n"
	     "  operations:\n"
	     "    id: \"222222222222\"\n"
	     "    ou: Infrastructure\n"
	     "  dev:\n"
	     "    id: \"444444444444\"\n"
	     "    ou: Workloads\n"
	     "    name: Development\n"
	     "  prod:\n"
	     "    id: \"055555555555\"\n"
	     "    ou: Workloads/Prod\n"
	     "    previously: production\n"
	     "  legacy:\n"
	     "    id: \"666666666666\"\n"
	     "    ou: Workloads\n"
	     "    status: suspended\n"
	     "features:\n"
	     "  automation:\n"
	     "    admin: management\n"
	     "    pin: false\n"
	     "    console:\n"
	     "      - role/test-user\n"
	     "      - permission-set/PlatformOps\n"
	     "    in:\n"
	     "      - Workloads\n"
	     "    except:\n"
	     "      - Workloads/Prod\n"
	     "  default-host-management:\n"
	     "    in: Workloads\n"
	     "    regions: all\n"
	     "    mode: runbook\n"
	     "    protect: true\n"
	     "  session-manager:\n"
	     "    from: operations\n"
	     "    who:\n"
	     "      - role/Operator\n"
	     "    in: all\n"
	     "    hybrid:\n"
	     "      nodes: 10\n"
	     "      tier: advanced\n"
	     "  share-ami:\n"
	     "    tag:\n"
	     "      MyDocument: Group1\n"
	     "    with:\n"
	     "      accounts:\n"
	     "        - prod\n"
	     "      ous:\n"
	     "        - Workloads\n"
	     "      organization: true\n"
	     "    in: operations\n"
	     "    regions: [home]\n"
	     "    create-with: runbook\n"
	     "    schedule: rate(7 days)\n"
	     "    key: arn:aws:kms:us-east-1:222222222222:key/0123-abcd\n"
	     "    environment: true\n"
	     "  unified-console:\n"
	     "    admin: operations\n"
	     "    regions: all\n"
	     "delegated-administrators:\n"
	     "  resource-explorer: operations\n"
	     "policies:\n"
	     "  stay:\n"
	     "    type: scp\n"
	     "    preset: region-deny\n"
	     "    in:\n"
	     "      - Workloads\n"
	     "    exempt:\n"
	     "      - stacksets\n"
	     "    description: Regions\n"
	     "    name: Our regions\n"
	     "#| Parameters: {Mail: {Type: String, AllowedPattern: .+@.+}}\n"
	     "#| Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref Mail}}}\n"
	     "stacksets:\n"
	     "  baseline:\n"
	     "    template: templates/baseline.yaml\n"
	     "    in: all\n"
	     "    regions: all\n"
	     "    after:\n"
	     "      - automation\n"
	     "    parameters:\n"
	     "      Mail: ops@example.com\n"
	     "    overrides:\n"
	     "      prod:\n"
	     "        Mail: prod@example.com\n"
	     "rollout:\n"
	     "  order:\n"
	     "    - Infrastructure\n"
	     "  concurrency: 25%\n"
	     "  tolerate: 0\n"
	     "  from: operations\n";

// run_text has seen that there is a build or an error, and not both.
static void check_places(struct run *r)
{
	for (size_t i = 0; i < r->diags.count; i++) {
		const struct diag *d = &r->diags.items[i];
		assert_non_null(d->source);
		assert_true(d->start <= d->end && d->end <= d->source->text.len);
		assert_true(strlen(d->message) > 10);
		assert_null(strchr(d->message, '\n'));
	}
}

static void test_line_removed(void **state)
{
	struct str text = S(example);

	(void)state;
	for (size_t at = 0, end; at < text.len; at = end) {
		struct run r;
		struct arena a = {0};
		end = (size_t)str_find_byte(text, at, '\n') + 1;
		run(&r, arena_printf(&a, "%.*s%.*s", (int)at, text.at, STR(str_slice(text, end, text.len))));
		check_places(&r);
		arena_free(&r.arena);
		arena_free(&a);
	}
}

static const char *const other_values[] = {
	"",     "~",       "x",    "\"\"",      "-1",          "1.5",       "true",
	"[]",   "{}",      "[x]",  "{x: y}",    "[[x]]",       "[{x: []}]", "!Ref X",
	"!Sub", "!Sub []", "012", "[x, x, x]", "{x: {y: z}}", "all",       "\"\\0\"",
	"{Fn::Sub: [a, {b: c}]}", "!If [a, b, c]", "99999999999999999999", "../../x",
};

static void test_value_replaced(void **state)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct str text = S(example);
	const struct doc *doc =
		doc_read(&a, source_new(&a, "s", text), SYNTAX_YAML, template_tags, &diags);
	const struct node *stack[64];
	size_t depth = 0, values = 0;

	(void)state;
	stack[depth++] = doc->root;
	while (depth > 0) {
		const struct node *n = stack[--depth];
		for (const struct node *child = n->first; child; child = child->next) {
			if (node_is_map(n))
				child = child->next;
			if (child->kind != NODE_SCALAR)
				stack[depth++] = child;
			assert_true(depth < 64);
			for (size_t i = 0; i < sizeof other_values / sizeof *other_values; i++) {
				struct run r;
				struct arena b = {0};
				bool flow = child->kind != NODE_SCALAR;
				run(&r, arena_printf(&b, "%.*s%s%s%.*s", (int)child->start, text.at,
				                     other_values[i], flow ? "\n" : "",
				                     STR(str_slice(text, child->end, text.len))));
				check_places(&r);
				arena_free(&r.arena);
				arena_free(&b);
				values++;
			}
		}
	}
	assert_true(values > 1500);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_selectors),
		cmocka_unit_test(test_patterns),
		cmocka_unit_test(test_schema),
		cmocka_unit_test(test_line_removed),
		cmocka_unit_test(test_value_replaced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
