#!/bin/sh
# Shapes of input that grow: each goes through a command at sizes that double, and the
# instructions of the processor, not the time, must grow no faster than n log n. Where
# nothing counts instructions there is nothing to see.
# usage: growth.sh PROGRAM [EVERY]   (one shape in EVERY)
# shellcheck disable=SC2013,SC2016 # names without spaces; ${ } of CloudFormation
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
itself=$(cd "$(dirname "$0")" && pwd)/$(basename "$0")
every=${2:-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
passed=0
failed=0

# Instructions of one run; nothing where they cannot be counted.
if command -v valgrind >/dev/null; then
	count() {
		valgrind --tool=none --log-file=/dev/null true >/dev/null 2>&1 || return
		timeout 300 valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null </dev/null |
			sed -n 's/.*Collected : *\([0-9]*\).*/\1/p'
	}
elif perf stat -x, -e instructions:u true >/dev/null 2>&1; then
	count() {
		perf stat -x, -e instructions:u -o "$work/perf" "$@" >/dev/null 2>&1 </dev/null
		sed -n 's/^\([0-9]*\),.*instructions.*/\1/p' "$work/perf"
	}
else
	echo "note: nothing here counts instructions"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi

# --- shapes: each prints a file of about $1 parts ---

repeat() { # COUNT FORMAT: numbers in the place of %d
	seq "$1" | sed "s|.*|$2|; s|%d|&|" | awk -v n=0 '{ n++; gsub(/%d/, n); print }'
}
resources() {
	echo "Resources:"
	repeat "$1" "$2"
}

shape_long_line() { printf 'Description: "'; repeat "$1" 'word ' | tr -d '\n'; echo '"'; resources 1 '  A: {Type: "AWS::SNS::Topic"}'; }
shape_wide_map() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic"}'; }
shape_wide_properties() { resources 1 '  A:'; printf '    Type: AWS::SNS::Topic\n    Properties:\n'; repeat "$1" '      P%d: x'; }
shape_flow_map() { printf 'Resources: {A: {Type: "AWS::SNS::Topic", Properties: {'; repeat "$1" 'P%d: x, ' | tr -d '\n'; echo 'Z: z}}}'; }
shape_flow_list() { printf 'Resources: {A: {Type: "AWS::SNS::Topic", Properties: {TopicName: ['; repeat "$1" 'p%d, ' | tr -d '\n'; echo 'z]}}}'; }
shape_minified_json() { printf '{"Resources":{'; repeat "$1" '"T%d":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":"t%d"}},' | tr -d '\n'; echo '"Z":{"Type":"AWS::SNS::Topic"}}}'; }
shape_aliases() { printf 'X: &x [a, b, c]\nResources:\n'; repeat "$1" '  T%d: {Type: "AWS::SNS::Topic", Metadata: *x}'; }
shape_anchors() { echo 'Resources:'; repeat "$1" '  T%d: &a%d {Type: "AWS::SNS::Topic"}'; }
shape_comments() { repeat "$1" '# comment %d'; resources 1 '  A: {Type: "AWS::SNS::Topic"}'; }
shape_comments_after() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic"} # comment'; }
shape_duplicate_keys() { resources "$1" '  T: {Type: "AWS::SNS::Topic"}'; }
shape_parameters() { echo 'Parameters:'; repeat "$1" '  P%d: {Type: String}'; resources 1 '  A: {Type: "AWS::SNS::Topic"}'; }
shape_allowed_values() { printf 'Parameters:\n  P:\n    Type: String\n    AllowedValues:\n'; repeat "$1" '      - v%d'; resources 1 '  A: {Type: "AWS::SNS::Topic", Properties: {TopicName: !Ref P}}'; }
shape_conditions() { printf 'Parameters: {P: {Type: String}}\nConditions:\n'; repeat "$1" '  C%d: !Equals [!Ref P, v%d]'; resources 1 '  A: {Type: "AWS::SNS::Topic", Condition: C1}'; }
shape_condition_or() { printf 'Parameters: {P: {Type: String}}\nConditions:\n  C0: !Equals [!Ref P, v]\n'; repeat "$1" '  C%d: !Or [!Condition C0, !Equals [!Ref P, v%d]]'; resources 1 '  A: {Type: "AWS::SNS::Topic"}'; }
shape_ifs() { printf 'Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, v]}\n'; resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Properties: {TopicName: !If [C, a, b]}}'; }
shape_mappings() { echo 'Mappings:'; repeat "$1" '  M%d: {a: {b: c}}'; resources 1 '  A: {Type: "AWS::SNS::Topic", Properties: {TopicName: !FindInMap [M1, a, b]}}'; }
shape_mapping_rows() { printf 'Mappings:\n  M:\n'; repeat "$1" '    r%d: {b: c}'; resources 1 '  A: {Type: "AWS::SNS::Topic", Properties: {TopicName: !FindInMap [M, !Ref "AWS::Region", b]}}'; }
shape_references() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Metadata: {a: !Ref T1}}'; }
shape_unknown_references() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Metadata: {}, Properties: {TopicName: !Ref X%d}}'; }
shape_depends_on() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic", DependsOn: [T1]}'; }
shape_dependency_chain() { echo 'Resources:'; echo '  T0: {Type: "AWS::SNS::Topic"}'; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "  T%d: {Type: \"AWS::SNS::Topic\", DependsOn: T%d}\n", i, i - 1 }'; }
shape_sub_holes() { printf 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Sub "'; repeat "$1" '${AWS::Region}-' | tr -d '\n'; echo '"'; }
shape_join() { printf 'Resources: {A: {Type: "AWS::SNS::Topic", Properties: {TopicName: !Join ["-", ['; repeat "$1" 'p%d, ' | tr -d '\n'; echo 'z]]}}}'; }
shape_join_references() { printf 'Resources: {A: {Type: "AWS::SNS::Topic", Properties: {TopicName: !Join ["-", ['; repeat "$1" '!Ref "AWS::Region", ' | tr -d '\n'; echo 'z]]}}}'; }
shape_split() { printf 'Resources: {A: {Type: "AWS::SNS::Topic", Properties: {TopicName: !Select [0, !Split [",", "'; repeat "$1" 'p,' | tr -d '\n'; echo 'z"]]}}}'; }
shape_outputs() { resources 1 '  A: {Type: "AWS::SNS::Topic"}'; echo 'Outputs:'; repeat "$1" '  O%d: {Value: !Ref A}'; }
shape_roles() { resources "$1" '  R%d: {Type: "AWS::IAM::Role", Properties: {AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}}}}'; }
shape_fixes() { resources "$1" '  R%d: {Type: "AWS::IAM::Role", Properties: {AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole", Resource: "*"}}}}'; }
shape_statements() { printf 'Version: "2012-10-17"\nStatement:\n'; repeat "$1" '  - {Sid: S%d, Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::b%d/*"}'; }
shape_same_statements() { printf 'Version: "2012-10-17"\nStatement:\n'; repeat "$1" '  - {Effect: Allow, Action: "s3:GetObject", Resource: "*"}'; }
shape_same_sids() { printf 'Version: "2012-10-17"\nStatement:\n'; repeat "$1" '  - {Sid: S, Effect: Allow, Action: "s3:GetObject", Resource: "*"}'; }
shape_actions() { printf 'Version: "2012-10-17"\nStatement:\n  Effect: Allow\n  Resource: "*"\n  Action:\n'; repeat "$1" '    - s3:Get%d*'; }
shape_wildcards() { printf 'Version: "2012-10-17"\nStatement:\n  Effect: Allow\n  Resource: "*"\n  Action:\n'; repeat "$1" '    - "*:*Get%d*"'; }
shape_policy_resources() { printf 'Version: "2012-10-17"\nStatement:\n  Effect: Allow\n  Action: "s3:GetObject"\n  Resource:\n'; repeat "$1" '    - "arn:aws:s3:::b%d/*"'; }
shape_principals() { printf 'Version: "2012-10-17"\nStatement:\n  Effect: Allow\n  Action: "sts:AssumeRole"\n  Principal:\n    AWS:\n'; repeat "$1" '    - "arn:aws:iam::111111111111:role/r%d"'; }
shape_condition_keys() { printf 'Version: "2012-10-17"\nStatement:\n  Effect: Allow\n  Action: "s3:GetObject"\n  Resource: "*"\n  Condition:\n    StringEquals:\n'; repeat "$1" '      aws:RequestTag/t%d: x'; }
shape_condition_values() { printf 'Version: "2012-10-17"\nStatement:\n  Effect: Allow\n  Action: "s3:GetObject"\n  Resource: "*"\n  Condition:\n    StringLike:\n      aws:PrincipalArn:\n'; repeat "$1" '        - "arn:aws:iam::111111111111:role/r%d*"'; }
shape_literal() { printf 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Metadata: |\n'; repeat "$1" '      line %d'; }
shape_folded() { printf 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Metadata: >\n'; repeat "$1" '      line %d'; }
shape_escapes() { printf 'Resources: {A: {Type: "AWS::SNS::Topic", Metadata: "'; repeat "$1" '\\\\u0041' | tr -d '\n'; echo '"}}'; }
shape_ignores() { repeat "$1" '# orgc: ignore IAM%d because'; resources 1 '  A: {Type: "AWS::SNS::Topic"}'; }

org_head() {
	printf 'version: 1\norganization: {id: o-a1b2c3d4e5, root: r-ab12}\nmanagement: {id: "111111111111", name: management}\nregions: {home: eu-west-1, all: [eu-west-1, us-east-1]}\n'
}
org_shape_accounts() { org_head; printf 'ous: {W: {id: ou-ab12-11111111}}\naccounts:\n'; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "  a%d: {id: \"%012d\", ou: W}\n", i, 200000000000 + i }'; echo 'stacksets: {s: {template: t.yaml, in: [W]}}'; }
org_shape_ous() { org_head; echo 'ous:'; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "  o%d: {id: ou-ab12-%08d}\n", i, 10000000 + i }'; printf 'accounts: {a: {id: "222222222222", ou: o1}}\nstacksets: {s: {template: t.yaml, in: [o1]}}\n'; }
org_shape_excepts() { org_head; printf 'ous: {W: {id: ou-ab12-11111111}}\naccounts:\n'; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "  a%d: {id: \"%012d\", ou: W}\n", i, 200000000000 + i; printf "stacksets: {s: {template: t.yaml, in: [W], except: ["; for (i = 1; i < n; i++) printf "a%d, ", i; print "a1]}}" }'; }
org_shape_stacksets() { org_head; printf 'ous: {W: {id: ou-ab12-11111111}}\naccounts: {a: {id: "222222222222", ou: W}}\nstacksets:\n'; repeat "$1" '  s%d: {template: t.yaml, in: [W]}'; }
org_shape_after() { org_head; printf 'ous: {W: {id: ou-ab12-11111111}}\naccounts: {a: {id: "222222222222", ou: W}}\nstacksets:\n  s0: {template: t.yaml, in: [W]}\n'; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "  s%d: {template: t.yaml, in: [W], after: [s%d]}\n", i, i - 1 }'; }
org_shape_policies() { org_head; printf 'ous: {W: {id: ou-ab12-11111111}}\naccounts: {a: {id: "222222222222", ou: W}}\npolicies:\n'; repeat "$1" '  p%d: {type: scp, file: p.json, in: [W]}'; }
org_shape_waves() { org_head; echo 'ous:'; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "  o%d: {id: ou-ab12-%08d}\n", i, 10000000 + i; print "accounts:"; for (i = 1; i <= n; i++) printf "  a%d: {id: \"%012d\", ou: o%d}\n", i, 200000000000 + i, i; printf "stacksets: {s: {template: t.yaml, in: all}}\nrollout: {order: ["; for (i = 1; i < n; i++) printf "o%d, ", i; print "o" n "]}" }'; }

# --- judging ---

# Twice the size, less a little: what a run costs at the start is taken off.
judge() { # NAME COMMAND...
	name=$1
	shift
	sizes="200 400 800"
	costs=
	for size in $sizes; do
		case $name in
		org_*) "$shape" "$size" >org.yaml ;;
		*) "$shape" "$size" >file.yaml ;;
		esac
		costs="$costs $(count "$program" "$@")"
	done
	# shellcheck disable=SC2086 # three numbers
	if echo "$costs" | awk -v base="$base" '{
		first = $2 - $1; second = $3 - $2
		exit !(NF == 3 && (second <= 2.6 * first || $3 < 2 * base)) }'; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$name, orgc $*: instructions at $sizes:$costs" >&2
	fi
}

echo 'Resources: {Topic: {Type: AWS::SNS::Topic}}' >t.yaml
echo '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}' >p.json
echo 'a: b' >file.yaml
base=$(count "$program" lint file.yaml)
n=0
for shape in $(sed -n 's/^\(\(org_\)\{0,1\}shape_[a-z_]*\)() .*/\1/p' "$itself"); do
	n=$((n + 1))
	[ $((n % every)) = 0 ] || continue
	case $shape in
	org_*)
		judge "$shape" lint org.yaml
		judge "$shape" build org.yaml
		judge "$shape" plan org.yaml
		;;
	*)
		judge "$shape" lint file.yaml
		judge "$shape" lint --diff file.yaml
		;;
	esac
done
echo "note: $n shapes (one in $every tried), at 200, 400 and 800 parts"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
