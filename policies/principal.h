// Who a statement is about: every form that IAM takes under Principal, and those it does
// not take.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#ifndef POLICIES_PRINCIPAL_H
#define POLICIES_PRINCIPAL_H

#include "policies/arn.h"

enum principal_form {
	PRINCIPAL_UNKNOWN,        // not known before deployment
	PRINCIPAL_ANYONE,         // "*"
	PRINCIPAL_ACCOUNT,        // 123456789012: the same as its root
	PRINCIPAL_ROOT,           // arn:…:root: anyone who the account's own policies allow
	PRINCIPAL_USER,
	PRINCIPAL_ROLE,
	PRINCIPAL_GROUP,          // never valid: groups are not principals
	PRINCIPAL_SESSION,        // sts assumed-role/ROLE/SESSION
	PRINCIPAL_FEDERATED_USER, // sts federated-user/NAME
	PRINCIPAL_UNIQUE_ID,      // AROA…, AIDA…: what is left of a deleted principal
	PRINCIPAL_MALFORMED,      // `wrong` says why
};

struct principal {
	enum principal_form form;
	struct arn arn;    // where has_arn
	bool has_arn;
	bool has_wildcard; // '*' or '?' in the known part of an ARN
	const char *wrong; // MALFORMED: "has no account id"; NULL otherwise
};

// Of the text under "AWS", holes as HOLE_BYTE (variant_pattern). What a hole may hide is
// never called wrong. Account and partition are not judged here.
struct principal principal_of(struct str text);

#endif
