// IPv4 and IPv6 addresses and CIDR blocks, as IpAddress takes them.
#ifndef POLICIES_ADDRESS_H
#define POLICIES_ADDRESS_H

#include "model/text/str.h"

struct address {
	unsigned char bytes[16];
	size_t len;      // 4 or 16
	unsigned prefix; // bits that count
};

bool address_parse(struct str s, struct address *a); // "10.0.0.0/8", "2001:db8::1"
bool address_within(const struct address *range, const struct address *address);
// Whether a bit is set that does not count: 10.0.0.5/8.
bool address_has_host_bits(const struct address *a);

#endif
