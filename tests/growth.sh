#!/bin/sh
# Shapes of input that grow: each goes through a command at sizes that double, and the
# instructions of the processor, not the time, must grow no faster than n log n. Where
# nothing counts instructions there is nothing to see.
# usage: growth.sh PROGRAM [EVERY [NAME]]   (one shape in EVERY, of those with NAME in theirs)
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
		timeout 300 valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null \
			"$@" 2>&1 >/dev/null </dev/null | sed -n 's/,//g; s/.*I *refs: *//p'
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

shape_block_list() { printf 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Metadata:\n'; repeat "$1" '      - item %d'; }
shape_list_of_maps() { printf 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      Tags:\n'; repeat "$1" '        - {Key: k%d, Value: v}'; }
shape_long_key() { printf 'Resources: {A: {Type: "AWS::SNS::Topic", Metadata: {"'; repeat "$1" 'key%d' | tr -d '\n'; echo '": x}}}'; }
shape_long_tag() { printf 'Resources: {A: {Type: "AWS::SNS::Topic", Metadata: !'; repeat "$1" 'tag%d' | tr -d '\n'; echo ' x}}'; }
shape_merges() { printf 'X: &x {a: b}\nResources:\n'; repeat "$1" '  T%d: {<<: *x, Type: "AWS::SNS::Topic"}'; }
shape_unicode() { printf 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Metadata: |\n'; repeat "$1" '      日本語のテキスト %d'; }
shape_crlf() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic"}' | sed 's/$/\r/'; }
shape_json_escapes() { printf '{"Resources":{"A":{"Type":"AWS::SNS::Topic","Metadata":"'; repeat "$1" '\\\\u00e9' | tr -d '\n'; echo '"}}}'; }
shape_json_list() { printf '{"Resources":{"A":{"Type":"AWS::SNS::Topic","Metadata":['; repeat "$1" '"x%d",' | tr -d '\n'; echo '"z"]}}}'; }
shape_nested_lists() { printf 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Metadata:\n'; repeat "$1" '      - [[[[[[[[x%d]]]]]]]]'; }
shape_flow_of_flows() { printf 'Resources: {A: {Type: "AWS::SNS::Topic", Metadata: {'; repeat "$1" 'k%d: {a: {b: {c: d}}}, ' | tr -d '\n'; echo 'z: z}}}'; }
shape_flow_keys() { printf 'Resources: {A: {Type: "AWS::SNS::Topic", Metadata: ['; repeat "$1" '{a: [{b: c}]}, ' | tr -d '\n'; echo 'z]}}'; }
shape_unknown_types() { resources "$1" '  T%d: {Type: "AWS::SNS::Topik%d"}'; }
shape_unknown_properties() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Properties: {TopicNane: x}}'; }
shape_sub_variables() { resources 1 '  A:'; printf '    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Sub\n        - "'; repeat "$1" '${V%d}' | tr -d '\n'; printf '"\n        - '; echo; repeat "$1" '          V%d: x'; }
shape_sub_unknown_variables() { resources 1 '  A:'; printf '    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Sub\n        - |\n'; repeat "$1" '          ${W%d}'; printf '        - '; echo; repeat "$1" '          V%d: x'; }
shape_unknown_attributes() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Metadata: {}, Properties: {TopicName: !GetAtt "T%d.Arm"}}'; }
shape_unknown_conditions() { printf 'Parameters: {P: {Type: String}}\nConditions:\n'; repeat "$1" '  C%d: !Equals [!Ref P, v%d]'; resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Condition: D%d}'; }
shape_unknown_functions() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Properties: {TopicName: {"Fn::Joim": [a, [b]]}}}'; }
shape_get_att() { echo 'Resources:'; echo '  T0: {Type: "AWS::SQS::Queue"}'; repeat "$1" '  T%d: {Type: "AWS::SSM::Parameter", Properties: {Type: String, Value: !GetAtt T0.Arn}}'; }
shape_import_values() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Properties: {TopicName: !ImportValue name%d}}'; }
shape_exports() { resources 1 '  A: {Type: "AWS::SNS::Topic"}'; echo 'Outputs:'; repeat "$1" '  O%d: {Value: !Ref A, Export: {Name: e%d}}'; }
shape_same_exports() { resources 1 '  A: {Type: "AWS::SNS::Topic"}'; echo 'Outputs:'; repeat "$1" '  O%d: {Value: !Ref A, Export: {Name: e}}'; }
shape_same_names() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Properties: {TopicName: same}}'; }
shape_subs() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Properties: {TopicName: !Sub "${AWS::Region}-%d"}}'; }
shape_selects() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Properties: {TopicName: !Select [0, [a, b]]}}'; }
shape_nested_joins() { resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Properties: {TopicName: !Join ["-", [a, !Join ["-", [b, !Ref "AWS::Region"]]]]}}'; }
shape_for_each() { printf 'Transform: AWS::LanguageExtensions\nResources:\n  "Fn::ForEach::Topics":\n    - N\n    - ['; repeat "$1" 'n%d, ' | tr -d '\n'; printf 'z]\n    - "T${N}": {Type: "AWS::SNS::Topic"}\n'; }
shape_condition_and() { printf 'Parameters: {P: {Type: String}}\nConditions:\n  C0: !Equals [!Ref P, v]\n'; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "  C%d: !And [!Condition C%d, !Equals [!Ref P, v%d]]\n", i, i - 1, i }'; resources 1 '  A: {Type: "AWS::SNS::Topic"}'; }
shape_condition_not() { printf 'Parameters: {P: {Type: String}}\nConditions:\n'; repeat "$1" '  C%d: !Not [!Equals [!Ref P, v%d]]'; resources 1 '  A: {Type: "AWS::SNS::Topic"}'; }
shape_conditional_resources() { printf 'Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, v]}\n'; resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Condition: C}'; }
shape_find_in_maps() { printf 'Mappings:\n  M:\n'; repeat 250 '    q%d: {b: c}'; repeat "$1" '    r%d: {b: c}'; resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Properties: {TopicName: !FindInMap [M, r%d, b]}}'; }
shape_find_in_any_row() { printf 'Mappings:\n  M:\n'; repeat 250 '    q%d: {b: c}'; repeat "$1" '    r%d: {b: c}'; resources "$1" '  T%d: {Type: "AWS::SNS::Topic", Properties: {TopicName: !FindInMap [M, !Ref "AWS::Region", b%d]}}'; }
shape_rules() { printf 'Parameters: {P: {Type: String}}\nRules:\n'; repeat "$1" '  R%d: {Assertions: [{Assert: !Equals [!Ref P, a], AssertDescription: x}]}'; resources 1 '  A: {Type: "AWS::SNS::Topic"}'; }
shape_ingress() { printf 'Resources:\n  A:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: x\n      SecurityGroupIngress:\n'; repeat "$1" '        - {IpProtocol: tcp, FromPort: %d, ToPort: %d, CidrIp: 10.0.0.0/8}'; }
shape_bucket_policies() { resources "$1" '  B%d: {Type: "AWS::S3::BucketPolicy", Properties: {Bucket: b%d, PolicyDocument: {Version: "2012-10-17", Statement: {Effect: Allow, Principal: {AWS: "111111111111"}, Action: "s3:GetObject", Resource: "arn:aws:s3:::b%d/*"}}}}'; }
shape_inline_policies() { printf 'Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}}\n      Policies:\n'; repeat "$1" '        - {PolicyName: p%d, PolicyDocument: {Version: "2012-10-17", Statement: {Effect: Allow, Action: "s3:GetObject", Resource: "*"}}}'; }
shape_managed_arns() { printf 'Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: {Effect: Allow, Principal: {Service: ec2.amazonaws.com}, Action: "sts:AssumeRole"}}\n      ManagedPolicyArns:\n'; repeat "$1" '        - arn:aws:iam::aws:policy/Policy%d'; }
shape_policy_texts() { resources "$1" '  P%d: {Type: "AWS::Organizations::Policy", Properties: {Name: p%d, Type: SERVICE_CONTROL_POLICY, Content: "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":{\\"Effect\\":\\"Deny\\",\\"Action\\":\\"s3:x%d\\",\\"Resource\\":\\"*\\"}}"}}'; }
shape_template_body() { printf 'Resources:\n  S:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n      StackSetName: s\n      PermissionModel: SERVICE_MANAGED\n      TemplateBody: |\n        Resources:\n'; repeat "$1" '          T%d: {Type: "AWS::SNS::Topic"}'; }
shape_user_data() { printf 'Resources:\n  I:\n    Type: AWS::EC2::Instance\n    Properties:\n      UserData: !Base64\n        Fn::Sub: |\n'; repeat "$1" '          echo ${AWS::Region} %d'; }
shape_not_actions() { printf 'Version: "2012-10-17"\nStatement:\n  Effect: Deny\n  Resource: "*"\n  NotAction:\n'; repeat "$1" '    - s3:Get%d*'; }
shape_real_actions() { printf 'Version: "2012-10-17"\nStatement:\n'; repeat "$1" '  - {Effect: Allow, Action: ["ec2:Describe*", "s3:List*", "iam:*Role*"], Resource: "arn:aws:s3:::b%d"}'; }
shape_odd_patterns() { printf 'Version: "2012-10-17"\nStatement:\n  Effect: Allow\n  Action: "s3:GetObject"\n  Resource:\n'; repeat "$1" '    - "arn:aws:s3:::*a*b*c?%d*/*?*"'; }
shape_one_pattern() { printf 'Version: "2012-10-17"\nStatement:\n  Effect: Allow\n  Action: "s3:GetObject"\n  Resource: "arn:aws:s3:::'; repeat "$1" '*a?' | tr -d '\n'; echo '"'; }
shape_one_action() { printf 'Version: "2012-10-17"\nStatement:\n  Effect: Allow\n  Resource: "*"\n  Action: "s3:'; repeat "$1" '*a?' | tr -d '\n'; echo '"'; }
shape_service_principals() { printf 'Version: "2012-10-17"\nStatement:\n  Effect: Allow\n  Action: "sts:AssumeRole"\n  Principal:\n    Service:\n'; repeat "$1" '    - "s%d.amazonaws.com"'; }
shape_policy_variables() { printf 'Version: "2012-10-17"\nStatement:\n  Effect: Allow\n  Action: "s3:GetObject"\n  Resource:\n'; repeat "$1" '    - "arn:aws:s3:::b%d/${aws:username}/*"'; }
shape_wide_conditions() { printf 'Version: "2012-10-17"\nStatement:\n'; repeat "$1" '  - {Effect: Deny, Action: "s3:*", Resource: "*", Condition: {StringNotEquals: {"aws:PrincipalOrgID": o-%d}}}'; }
shape_steps() { printf 'schemaVersion: "0.3"\nmainSteps:\n'; repeat "$1" '  - {name: s%d, action: "aws:sleep", inputs: {Duration: PT1M}}'; }
shape_step_references() { printf 'schemaVersion: "0.3"\nparameters: {N: {type: String}}\nmainSteps:\n'; repeat "$1" '  - {name: s%d, action: "aws:executeAwsApi", inputs: {Service: ssm, Api: GetParameter, Name: "{{ N }}"}, outputs: [{Name: V, Selector: $.Parameter.Value, Type: String}]}'; }
shape_step_chain() { printf 'schemaVersion: "0.3"\nmainSteps:\n'; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "  - {name: s%d, action: \"aws:sleep\", inputs: {Duration: PT1M}, nextStep: s%d}\n", i, i + 1; printf "  - {name: s%d, action: \"aws:sleep\", inputs: {Duration: PT1M}, isEnd: true}\n", n + 1 }'; }
shape_branches() { printf 'schemaVersion: "0.3"\nparameters: {N: {type: String}}\nmainSteps:\n  - name: b\n    action: aws:branch\n    inputs:\n      Choices:\n'; repeat "$1" '        - {Variable: "{{ N }}", StringEquals: v%d, NextStep: e}'; printf '  - {name: e, action: "aws:sleep", inputs: {Duration: PT1M}}\n'; }
shape_script() { printf 'schemaVersion: "0.3"\nmainSteps:\n  - name: s\n    action: aws:executeScript\n    inputs:\n      Runtime: python3.11\n      Handler: h\n      Script: |\n        def h(events, context):\n'; repeat "$1" '            x%d = events["a%d"]'; }
shape_script_payload() { printf 'schemaVersion: "0.3"\nmainSteps:\n  - name: s\n    action: aws:executeScript\n    inputs:\n      Runtime: python3.11\n      Handler: h\n      InputPayload:\n'; repeat "$1" '        p%d: x'; printf '      Script: |\n        def h(events, context):\n'; repeat "$1" '            x%d = events["a%d"]'; }
shape_script_functions() { printf 'schemaVersion: "0.3"\nmainSteps:\n  - name: s\n    action: aws:executeScript\n    inputs:\n      Runtime: python3.11\n      Handler: h\n      Script: |\n'; repeat "$1" '        def f%d(events, context):'; }
shape_step_outputs() { printf 'schemaVersion: "0.3"\nmainSteps:\n  - name: s\n    action: aws:executeAwsApi\n    inputs: {Service: ssm, Api: GetParameter, Name: n}\n    outputs:\n'; repeat "$1" '      - {Name: V%d, Selector: $.Parameter.Value, Type: String}'; repeat "$1" '  - {name: s%d, action: "aws:sleep", inputs: {Duration: "{{ s.Unlike%d }}"}}'; }
shape_unknown_steps() { printf 'schemaVersion: "0.3"\nmainSteps:\n'; repeat "$1" '  - {name: s%d, action: "aws:sleep", inputs: {Duration: "{{ t%d.V }}"}}'; }
shape_unknown_next_steps() { printf 'schemaVersion: "0.3"\nmainSteps:\n'; repeat "$1" '  - {name: s%d, action: "aws:sleep", inputs: {Duration: PT1M}, nextStep: t%d}'; }
shape_runbook_parameters() { printf 'schemaVersion: "0.3"\nparameters:\n'; repeat "$1" '  P%d: {type: String}'; printf 'mainSteps:\n  - {name: s, action: "aws:sleep", inputs: {Duration: PT1M}}\n'; }
shape_commands() { printf 'schemaVersion: "2.2"\nmainSteps:\n  - name: s\n    action: aws:runShellScript\n    inputs:\n      runCommand:\n'; repeat "$1" '        - echo line %d'; }

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

org_shape_nested_ous() { org_head; echo 'ous:'; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "  P%d: {id: ou-ab12-%08d}\n  P%d/C: {id: ou-ab12-%08d}\n", i, 10000000 + i, i, 20000000 + i }'; printf 'accounts: {a: {id: "222222222222", ou: P1/C}}\nstacksets: {s: {template: t.yaml, in: [P1]}}\n'; }
org_shape_suspended() { org_head; printf 'ous: {W: {id: ou-ab12-11111111}}\naccounts:\n'; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "  a%d: {id: \"%012d\", ou: W, status: suspended}\n", i, 200000000000 + i }'; echo 'stacksets: {s: {template: t.yaml, in: [W]}}'; }
org_shape_targets() { org_head; echo 'ous:'; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "  o%d: {id: ou-ab12-%08d}\n", i, 10000000 + i; print "accounts:"; for (i = 1; i <= n; i++) printf "  a%d: {id: \"%012d\", ou: o%d}\n", i, 200000000000 + i, i; printf "stacksets: {s: {template: t.yaml, in: ["; for (i = 1; i < n; i++) printf "o%d, ", i; print "o" n "]}}" }'; }
org_shape_consoles() { org_head; printf 'ous: {W: {id: ou-ab12-11111111}}\naccounts: {a: {id: "222222222222", ou: W}}\nfeatures:\n  automation: {admin: management, in: all, console: ['; repeat "$1" 'role/r%d, ' | tr -d '\n'; echo 'role/z]}'; }
org_shape_errors() { org_head; printf 'ous: {W: {id: ou-ab12-11111111}}\naccounts:\n'; repeat "$1" '  a%d: {id: "1", ou: Nowhere}'; }
org_shape_presets() { org_head; printf 'ous: {W: {id: ou-ab12-11111111}}\naccounts: {a: {id: "222222222222", ou: W}}\npolicies:\n'; repeat "$1" '  p%d: {type: scp, preset: deny-leaving-organization, in: [W]}'; }
# As large as one line, one tag, one file of fixes of a stranger may be: up to 1 MB.
shape_big_tag() { printf 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !'; repeat "$1" 'aaaaaaaaaaaaaaaaaaaaaaaaaa' | tr -d '\n'; echo ' b'; }
shape_big_flow_keys() { printf 'Resources: {A: {Type: "AWS::SNS::Topic", Metadata: {'; repeat "$1" '? [k%d] : [[{a: b}]], ' | tr -d '\n'; echo 'z: z}}}'; }
shape_big_line() { printf '{"Resources":{'; repeat "$1" '"T%d":{"Type":"AWS::SNS::Topic"},' | tr -d '\n'; echo '"Z":{"Type":"AWS::SNS::Topic"}}}'; }
org_shape_big_fixes() { org_head; printf 'ous: {W: {id: ou-ab12-11111111}}\naccounts:\n'; awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) printf "  a%d: {id: %.0f, ou: W}\n", i, 200000000000 + i }'; }

in_shape_accounts() { awk -v n="$1" 'BEGIN { printf "{\"Accounts\": ["; for (i = 1; i <= n; i++) printf "{\"Id\": \"%012d\", \"Name\": \"a%d\", \"Status\": \"ACTIVE\"}, ", 200000000000 + i, i; print "{\"Id\": \"111111111111\", \"Name\": \"management\", \"Status\": \"ACTIVE\"}]}" }'; }
in_shape_same_names() { awk -v n="$1" 'BEGIN { printf "{\"Accounts\": ["; for (i = 1; i <= n; i++) printf "{\"Id\": \"%012d\", \"Name\": \"same\", \"Status\": \"ACTIVE\"}, ", 200000000000 + i; print "{\"Id\": \"111111111111\", \"Name\": \"management\", \"Status\": \"ACTIVE\"}]}" }'; }
in_shape_units() { awk -v n="$1" 'BEGIN { printf "{\"OrganizationalUnits\": ["; for (i = 1; i < n; i++) printf "{\"Id\": \"ou-ab12-%08d\", \"Name\": \"o%d\"}, ", 10000000 + i, i; print "{\"Id\": \"ou-ab12-99999999\", \"Name\": \"last\"}]}" }'; }

# --- judging ---

# Twice the size, less a little: what a run costs at the start is taken off.
judge() { # NAME COMMAND...
	name=$1
	shift
	sizes="200 400 800"
	case $name in *shape_big_*) sizes="10000 20000 40000" ;; esac
	costs=
	for size in $sizes; do
		case $name in
		org_*) "$shape" "$size" >org.yaml ;;
		in_*)
			"$shape" "$size" >in/file.json
			rm -f made.yaml
			;;
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
{
	org_head
	printf 'ous: {W: {id: ou-ab12-11111111}}\naccounts: {a: {id: "222222222222", ou: W}}\n'
	echo 'stacksets: {s: {template: file.yaml, in: [W]}}'
} >big.yaml
mkdir in
echo '{"Organization": {"Id": "o-a1b2c3d4e5", "MasterAccountId": "111111111111"}}' >in/o.json
echo '{"Roots": [{"Id": "r-ab12", "Name": "Root", "PolicyTypes": []}]}' >in/r.json
echo 'a: b' >file.yaml
base=$(count "$program" lint file.yaml)
n=0
for shape in $(sed -n 's/^\(\(org_\|in_\)\{0,1\}shape_[a-z_]*\)() .*/\1/p' "$itself" |
	grep -F -e "${3:-}"); do
	n=$((n + 1))
	[ $((n % every)) = 0 ] || continue
	case $shape in
	org_*fixes*) judge "$shape" lint --diff org.yaml ;;
	shape_big_*)
		judge "$shape" lint file.yaml
		judge "$shape" build big.yaml
		;;
	org_*)
		judge "$shape" lint org.yaml
		judge "$shape" build org.yaml
		judge "$shape" plan org.yaml
		;;
	in_*) judge "$shape" import -o made.yaml in ;;
	*fixes*)
		judge "$shape" lint --diff file.yaml
		judge "$shape" lint --fix file.yaml
		;;
	*)
		judge "$shape" lint file.yaml
		judge "$shape" lint --diff file.yaml
		;;
	esac
done
echo "note: $n shapes (one in $every tried), at 200, 400 and 800 parts, large ones at 10000, 20000 and 40000"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
