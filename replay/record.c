// One pass over a record: keys that count are compared by length and bytes, everything else
// is skipped without being looked at.
#include "replay/record.h"

enum { DEPTH_MOST = 512 };

struct scan {
	struct arena *arena;
	struct str text;
	size_t at;
	enum scanned state; // SCAN_RECORD as long as all is well
};

static void skip_blanks(struct scan *s)
{
	while (s->at < s->text.len &&
	       (s->text.at[s->at] == ' ' || s->text.at[s->at] == '\n' ||
	        s->text.at[s->at] == '\r' || s->text.at[s->at] == '\t'))
		s->at++;
	if (s->at >= s->text.len && s->state == SCAN_RECORD)
		s->state = SCAN_MORE;
}

static bool take(struct scan *s, char c)
{
	skip_blanks(s);
	if (s->state != SCAN_RECORD || s->text.at[s->at] != c)
		return false;
	s->at++;
	return true;
}

static void fail(struct scan *s)
{
	if (s->state == SCAN_RECORD)
		s->state = SCAN_WRONG;
}

// After the opening quote; the text between the quotes, escapes as they stand.
static struct str raw_string(struct scan *s, bool *escaped)
{
	size_t from = s->at;

	*escaped = false;
	for (;;) {
		const char *quote = memchr(s->text.at + s->at, '"', s->text.len - s->at);
		size_t end, slashes = 0;

		if (!quote) {
			s->state = SCAN_MORE;
			return (struct str){0};
		}
		end = (size_t)(quote - s->text.at);
		while (end - slashes > from && s->text.at[end - slashes - 1] == '\\')
			slashes++;
		s->at = end + 1;
		if (slashes % 2 == 0) {
			struct str raw = str_slice(s->text, from, end);
			*escaped = str_find_byte(raw, 0, '\\') >= 0;
			return raw;
		}
	}
}

static char unescaped(struct str raw, size_t *i)
{
	unsigned code = 0;
	char c = raw.at[*i];

	if (c != 'u' || *i + 4 >= raw.len)
		return c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
	for (int digit = 1; digit <= 4; digit++) {
		char h = char_lower(raw.at[*i + (size_t)digit]);
		code = code * 16 + (unsigned)(h >= 'a' ? h - 'a' + 10 : h - '0');
	}
	*i += 4;
	return code < 0x80 ? (char)code : '?';
}

static struct str string(struct scan *s)
{
	bool escaped;
	struct str raw = raw_string(s, &escaped);
	char *plain;
	size_t len = 0;

	if (!escaped || s->state != SCAN_RECORD)
		return raw;
	plain = arena_array(s->arena, char, raw.len);
	for (size_t i = 0; i < raw.len; i++) {
		if (raw.at[i] == '\\' && i + 1 < raw.len) {
			i++;
			plain[len++] = unescaped(raw, &i);
		} else {
			plain[len++] = raw.at[i];
		}
	}
	return (struct str){plain, len};
}

static void skip_nested(struct scan *s)
{
	size_t depth = 0;
	bool escaped;

	for (; s->at < s->text.len; s->at++) {
		char c = s->text.at[s->at];

		if (c == '"') {
			s->at++;
			raw_string(s, &escaped);
			if (s->state != SCAN_RECORD)
				return;
			s->at--;
		} else if (c == '{' || c == '[') {
			if (++depth > DEPTH_MOST) {
				fail(s);
				return;
			}
		} else if (c == '}' || c == ']') {
			if (--depth == 0) {
				s->at++;
				return;
			}
		}
	}
	s->state = SCAN_MORE;
}

static bool is_plain(char c)
{
	return char_is_alnum(c) || c == '-' || c == '+' || c == '.';
}

static void skip_value(struct scan *s)
{
	bool escaped;
	size_t from;

	if (take(s, '"')) {
		raw_string(s, &escaped);
		return;
	}
	if (s->state != SCAN_RECORD)
		return;
	if (s->text.at[s->at] == '{' || s->text.at[s->at] == '[') {
		skip_nested(s);
		return;
	}
	for (from = s->at; s->at < s->text.len && is_plain(s->text.at[s->at]);)
		s->at++;
	if (s->at >= s->text.len)
		s->state = SCAN_MORE;
	else if (s->at == from)
		fail(s);
}

static void text_value(struct scan *s, struct str *to)
{
	if (take(s, '"'))
		*to = string(s);
	else
		skip_value(s);
}

// --- objects ---

typedef void member_reader(struct scan *s, struct str key, struct record *r);

// Reads `{"key": value, …}`; the reader takes each value, known or not.
static void object(struct scan *s, member_reader *read, struct record *r)
{
	if (!take(s, '{')) {
		skip_value(s);
		return;
	}
	if (take(s, '}'))
		return;
	while (s->state == SCAN_RECORD) {
		struct str key;
		if (!take(s, '"')) {
			fail(s);
			return;
		}
		key = string(s);
		if (s->state != SCAN_RECORD || !take(s, ':')) {
			fail(s);
			return;
		}
		read(s, key, r);
		if (take(s, '}'))
			return;
		if (!take(s, ','))
			fail(s);
	}
}

struct field {
	const char *name;
	size_t len, offset; // in struct record
};
#define FIELD(name, member) {name, sizeof name - 1, offsetof(struct record, member)}

static bool known_field(struct scan *s, struct str key, struct record *r,
                        const struct field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (key.len == fields[i].len && memcmp(key.at, fields[i].name, key.len) == 0) {
			text_value(s, (struct str *)(void *)((char *)r + fields[i].offset));
			return true;
		}
	return false;
}

static void issuer_member(struct scan *s, struct str key, struct record *r)
{
	static const struct field fields[] = {FIELD("type", issuer_type),
	                                      FIELD("arn", issuer_arn)};

	if (!known_field(s, key, r, fields, 2))
		skip_value(s);
}

static void attribute_member(struct scan *s, struct str key, struct record *r)
{
	static const struct field fields[] = {FIELD("mfaAuthenticated", mfa)};

	if (!known_field(s, key, r, fields, 1))
		skip_value(s);
}

static void context_member(struct scan *s, struct str key, struct record *r)
{
	if (str_is(key, "sessionIssuer"))
		object(s, issuer_member, r);
	else if (str_is(key, "attributes"))
		object(s, attribute_member, r);
	else
		skip_value(s);
}

static void identity_member(struct scan *s, struct str key, struct record *r)
{
	static const struct field fields[] = {
		FIELD("type", identity_type), FIELD("arn", arn), FIELD("accountId", account),
		FIELD("invokedBy", invoked_by), FIELD("identityProvider", provider),
	};

	if (str_is(key, "sessionContext"))
		object(s, context_member, r);
	else if (!known_field(s, key, r, fields, sizeof fields / sizeof *fields))
		skip_value(s);
}

static void resource_member(struct scan *s, struct str key, struct record *r)
{
	static const struct field fields[] = {FIELD("ARN", resource),
	                                      FIELD("accountId", resource_account)};

	if (!known_field(s, key, r, fields, 2))
		skip_value(s);
}

// Of several the last one that has an ARN would count: only one can be asked about.
static void resources(struct scan *s, struct record *r)
{
	struct record others = {0};

	if (!take(s, '[')) {
		skip_value(s);
		return;
	}
	if (take(s, ']'))
		return;
	object(s, resource_member, r);
	while (s->state == SCAN_RECORD && take(s, ','))
		object(s, resource_member, &others);
	// Of several it is not known which one the action is about.
	if (others.resource.len > 0)
		r->resource = (struct str){0};
	if (!take(s, ']'))
		fail(s);
}

static void record_member(struct scan *s, struct str key, struct record *r)
{
	static const struct field fields[] = {
		FIELD("eventSource", event_source), FIELD("eventName", event_name),
		FIELD("eventType", event_type), FIELD("eventTime", time),
		FIELD("eventCategory", event_category), FIELD("awsRegion", region),
		FIELD("errorCode", error_code), FIELD("errorMessage", error_message),
		FIELD("sourceIPAddress", source_ip), FIELD("vpcEndpointId", endpoint),
		FIELD("recipientAccountId", recipient),
	};

	if (str_is(key, "userIdentity"))
		object(s, identity_member, r);
	else if (str_is(key, "resources"))
		resources(s, r);
	else if (!known_field(s, key, r, fields, sizeof fields / sizeof *fields))
		skip_value(s);
}

enum scanned record_scan(struct arena *a, struct str text, struct record *r, size_t *end)
{
	struct scan s = {a, text, 0, SCAN_RECORD};

	*r = (struct record){0};
	object(&s, record_member, r);
	*end = s.at;
	return s.state;
}
