#!/bin/sh
# What orgc promises to whoever runs it on files of a stranger (docs/security.md): one
# function each, in a folder of its own.
# usage: strangers.sh PROGRAM
# shellcheck disable=SC2059,SC3045 # escapes are meant; dash has these limits
set -u
orgc=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
source=$(pwd)
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
passed=0
failed=0

fail() {
	echo "$name: $*" >&2
	exit 1
}

# Runs orgc; what it prints on both goes to $work/said. Checks the exit status.
run() {
	wanted=$1
	shift
	timeout 20 "$orgc" "$@" >"$work/said" 2>&1 </dev/null
	status=$?
	[ "$status" = "$wanted" ] ||
		fail "exit $status of $1, not $wanted: $(head -c 300 "$work/said")"
}

says() {
	grep -qF -- "$1" "$work/said" || fail "does not say \"$1\": $(head -c 300 "$work/said")"
}

says_not() {
	! grep -qF -- "$1" "$work/said" || fail "says \"$1\""
}

holds() {
	[ "$(cat "$1" 2>&1)" = "$2" ] || fail "$1 holds \"$(head -c 100 "$1")\", not \"$2\""
}

# An org.yaml with one StackSet of the template at $1.
org() {
	cat <<END
version: 1
organization: {id: o-a1b2c3d4e5, root: r-ab12}
management: {id: "111111111111", name: management}
regions: {home: eu-west-1, all: [eu-west-1]}
ous: {Workloads: {id: ou-ab12-11111111}}
accounts: {dev: {id: "222222222222", ou: Workloads}}
stacksets: {own: {template: $1, in: [Workloads]}}
END
}

topic() {
	echo "Resources: {Topic: {Type: AWS::SNS::Topic}}"
}

# A template that --fix mends.
fixable() {
	echo "Resources: {Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument:"
	echo "  {Version: '2012-10-17', Statement: {Effect: Allow, Principal: {AWS: '111111111111'},"
	echo "  Action: 'sts:AssumeRole', Resource: '*'}}}}}"
}

# --- what cannot be read ---

fix_of_what_cannot_be_read() {
	fixable >a.yaml
	fixable >z.yaml
	ln -s nowhere dangling.yaml
	truncate -s 65M large.yaml
	for path in missing.yaml dangling.yaml large.yaml; do
		for mode in --fix --diff; do
			run 2 lint $mode "$path"
			says "orgc lint: $path: "
			[ "$(grep -c 'orgc lint:' "$work/said")" = 1 ] || fail "not one line"
		done
	done
	run 2 lint --fix a.yaml missing.yaml z.yaml
	says "missing.yaml: No such file"
	cmp -s a.yaml z.yaml || fail "one is mended and the other is not"
	fixable | cmp -s - z.yaml && fail "not mended"
	return 0
}

fix_that_cannot_be_written() {
	fixable >a.yaml
	ln a.yaml b.yaml
	cp a.yaml before
	run 2 lint --fix a.yaml
	says "cannot write a.yaml"
	says "TRU"
	says_not "no findings"
	cmp -s a.yaml before || fail "was changed"
}

# --- templates ---

long_join() {
	org t.yaml >org.yaml
	list=$(printf 'a, %.0s' $(seq 30000))
	echo "Resources: {T: {Type: AWS::SNS::Topic, Properties:" \
		"{TopicName: !Join ['-', [${list}b]]}}}" >t.yaml
	run 0 build org.yaml
	run 0 plan org.yaml build
	inner="a"
	for i in 1 2 3 4 5 6 7 8 9; do
		inner="!Join ['$i', !Split [a, !Join ['a', [$inner, $inner, a, a, b, a, a, c]]]]"
	done
	echo "Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: $inner}}}" >t.yaml
	timeout 20 "$orgc" build org.yaml >"$work/said" 2>&1
	[ $? -le 2 ] || fail "crashes"
}

# A line is not looked at once for each of the nodes in it.
one_long_line() {
	org t.json >org.yaml
	{
		printf '{"Resources":{"T":{"Type":"AWS::SNS::Topic","Metadata":{'
		seq 30000 | sed 's|.*|"key&":"value &",|' | tr -d '\n'
		echo '"z":"z"}}}}'
	} >t.json
	(ulimit -t 5 && run 0 build org.yaml) || exit 1
	sed 's/:/: /g; s/: : /::/g' t.json >t.yaml
	org t.yaml >org.yaml
	(ulimit -t 5 && run 0 build org.yaml) || exit 1
}

# As large as a file may be, and what a few lines can ask for: little time, little memory.
far_too_large() {
	{
		echo '{"Version":"2012-10-17","Statement":['
		seq 100000 | sed 's|.*|{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:aws:s3:::&"},|'
		echo '{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}'
	} >policy.json
	(ulimit -t 10 && run 1 lint policy.json) || exit 1
	says "nothing of it is judged"
	{
		org t.yaml | sed '/^ous/,$d'
		echo "ous:"
		seq 800 | sed 's|.*|  o&: {id: ou-ab12-10000000&}|'
		echo "accounts:"
		seq 800 | awk '{ printf "  a%d: {id: \"2%011d\", ou: o%d}\n", $1, $1, $1 }'
		echo "stacksets:"
		seq 800 | sed 's|.*|  s&: {template: t.yaml, in: all}|'
		echo "rollout: {order: [$(seq 800 | sed 's/.*/o&,/' | tr -d '\n')]}"
	} >org.yaml
	topic >t.yaml
	(ulimit -t 10 && run 1 build org.yaml) || exit 1
	says "comes to 501, and AWS takes at most 500"
}

# What is a set of sets in Java is none in PCRE.
patterns_of_java() {
	for pattern in '[\w&&[^\d]]+' '[a-c[x-z]]+'; do
		echo "Parameters: {P: {Type: String, AllowedPattern: '$pattern', Default: abcz}}" >t.yaml
		echo "Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref P}}}" >>t.yaml
		run 0 lint t.yaml
	done
}

# Whoever asks for memory when there is none, a library of ours too. A sanitizer takes more
# than all of it for itself.
little_memory() {
	org t.yaml >org.yaml
	topic >t.yaml
	for kilobytes in 13000 14000 14500 15000 15500 16000 17000 18000 20000 24000 28000; do
		# Less than what it starts with is no memory of its own.
		(ulimit -v $kilobytes && "$orgc" version) >"$work/said" 2>&1 || continue
		(ulimit -v $kilobytes && exec "$orgc" build "$source/examples/globex/org.yaml" -o out) \
			>"$work/said" 2>"$work/errors"
		case $? in
		0) ;;
		2) [ "$(cat "$work/errors")" = "orgc: out of memory" ] || fail "$(cat "$work/errors")" ;;
		*) fail "ends badly with $kilobytes kB: $(cat "$work/errors")" ;;
		esac
	done
}

# --- what is not ours ---

build_leaves_alone_what_is_not_ours() {
	org t.yaml >org.yaml
	topic >t.yaml
	run 0 build org.yaml
	mkdir -p build/mine build/.git
	echo kept >build/NOTES.md
	echo kept >build/mine/x
	echo kept >build/.git/config
	echo kept >build/templates/x.yaml
	sed 's/own:/other:/' org.yaml >next.yaml
	run 0 build next.yaml
	for file in NOTES.md mine/x .git/config templates/x.yaml; do holds build/$file kept; done
	[ -e build/templates/other.yaml ] || fail "not built"
	[ ! -e build/templates/own.yaml ] || fail "the old one is still there"
	run 0 build --check next.yaml
}

build_leaves_its_inputs_alone() {
	mkdir templates
	org templates/own.yaml >org.yaml
	topic >templates/own.yaml
	topic >before
	run 0 build org.yaml -o elsewhere
	cp elsewhere/plan.json .
	run 2 build org.yaml -o .
	says "templates/own.yaml, which orgc did not write"
	cmp -s templates/own.yaml before || fail "the template is another one"
	[ -e org.yaml ] || fail "org.yaml is gone"
	[ ! -e steps.md ] || fail "something was written"
}

# --- what is outside ---

only_files_of_the_repository() {
	mkdir -p repo/.git repo/templates home
	echo "token = secret-of-this-machine: [" >home/credentials
	echo "password: secret-of-this-machine: [" >repo/.git/config
	export SECRET=secret-of-this-machine
	ln -s ../../home/credentials repo/templates/link.yaml
	ln -s ../home repo/folder
	ln -s ../home/credentials repo/linked.yaml
	cd repo || fail "no repository"
	for path in /proc/self/environ ../home/credentials templates/link.yaml folder/credentials \
		.git/config "$work/$name/home/credentials" templates/../.git/config; do
		org "$path" >org.yaml
		for command in build plan; do
			run 1 $command org.yaml
			says "outside of the repository"
			says_not secret-of
		done
		org t.yaml >org.yaml
		topic >t.yaml
		echo "policies: {p: {type: scp, file: $path, in: [Workloads]}}" >>org.yaml
		run 1 build org.yaml
		says "outside of the repository"
		says_not secret-of
	done
	for command in build plan lint import; do
		run 2 $command linked.yaml
		says "outside of the repository"
		says_not secret-of
	done
	run 2 lint folder
	run 2 lint 'fold*'
	run 0 lint templates
	org ../home/t.yaml >org.yaml
	topic >../home/t.yaml
	run 0 build --allow-outside org.yaml
	run 0 plan --allow-outside org.yaml
}

# Nothing that never ends, and nothing that has to be waited for.
only_regular_files() {
	mkfifo pipe.yaml
	ln -s /dev/zero device.yaml
	for path in pipe.yaml /dev/zero /dev/tty; do
		org "$path" >org.yaml
		run 1 build org.yaml
		run 2 lint "$path"
		says "$path: is not a file but a pipe or a device"
	done
	run 2 build pipe.yaml
	run 2 plan pipe.yaml
	run 2 import pipe.yaml
	run 2 lint device.yaml
	topic | "$orgc" lint /dev/stdin >"$work/said" 2>&1 || fail "standard input"
	topic | "$orgc" lint - >"$work/said" 2>&1 || fail "standard input"
}

import_writes_what_is_its_own() {
	mkdir in repo repo/.git
	echo '{"Organization": {"Id": "o-a1b2c3d4e5", "MasterAccountId": "111111111111"}}' >in/o.json
	echo '{"Roots": [{"Id": "r-ab12", "Name": "Root", "PolicyTypes": []}]}' >in/r.json
	echo '{"Accounts": [{"Id": "111111111111", "Name": "management", "Status": "ACTIVE"}]}' \
		>in/a.json
	cd repo || fail "no repository"
	echo "# notes of mine" >notes.yaml
	topic >template.yaml
	for file in notes.yaml template.yaml; do
		cp $file before
		run 2 import -o $file ../in
		says "$file: is no org description"
		cmp -s $file before || fail "$file is another one"
	done
	ln -s ../out.yaml outside.yaml
	run 2 import -o outside.yaml ../in
	[ ! -e ../out.yaml ] || fail "wrote outside"
	timeout 20 "$orgc" import -o org.yaml "$source/tests/golden/import/new/organization" \
		>"$work/said" 2>&1
	rm -r policies
	sed -i 's|file: policies/|file: ../|' org.yaml
	cp org.yaml before
	run 2 import -o org.yaml "$source/tests/golden/import/new/organization"
	says "outside of the repository"
	[ -z "$(find .. -name '*.json' -path '../*' ! -path '../in/*')" ] || fail "wrote outside"
	cmp -s org.yaml before || fail "org.yaml is another one"
}

# --- names that are more than names ---

# Characters that break a line somewhere, or steer a terminal: nothing crashes, and none of
# them is in what comes out.
odd_characters() {
	for escape in '\012' '\015' '\033' '\177' '\302\205' '\342\200\250' '\342\200\251' \
		'\342\200\256' '\357\273\277'; do
		c=$(printf "${escape}x")
		c=${c%x}
		json=$(printf '%s' "$c" | od -An -tx1 | tr -d ' \n')
		case $json in
		0a | 0d | 1b | 7f) text="\\x$json" ;;
		c285) text='\N' ;;
		e280a8) text='\L' ;;
		e280a9) text='\P' ;;
		*) text=$c ;;
		esac
		topic >"t${c}t.yaml"
		org "\"t${text}t.yaml\"" >"o${c}rg.yaml"
		run 0 build "o${c}rg.yaml"
		no_odd_characters "$work/said" build/templates/own.yaml build/stacksets.yaml
		run 0 lint build
		org t.yaml | sed "s/own:/\"o${text}wn\":/" >key.yaml
		run 1 build key.yaml
		no_odd_characters "$work/said"
		fixable >"f${c}::error::x.yaml"
		run 1 lint "f${c}::error::x.yaml"
		no_odd_characters "$work/said"
		run 1 lint --diff "f${c}::error::x.yaml"
		no_odd_characters "$work/said"
		run 2 lint --fix "nothing${c}::error::x.yaml"
		no_odd_characters "$work/said"
		run 2 build "nothing${c}::error::x.yaml"
		no_odd_characters "$work/said"
		run 2 import "nothing${c}::error::x.yaml"
		no_odd_characters "$work/said"
	done
}

no_odd_characters() {
	LC_ALL=C grep -lP '[\x01-\x08\x0B-\x1F\x7F]|\xC2\x85|\xE2\x80[\xA8-\xAE]|\xEF\xBB\xBF|^\s*::' \
		"$@" && fail "has odd characters: $(grep -naP '^::|[\x1b\x7f]' "$@" | head -n 3)"
	return 0
}

names_that_begin_a_command() {
	fixable >::error::x.yaml
	for way in "" --diff; do
		timeout 20 "$orgc" lint $way ::error::x.yaml >"$work/said" 2>&1
		no_odd_characters "$work/said"
	done
}

# --- all of them ---

for name in $(sed -n 's/^\([a-z_]*\)() {$/\1/p' "$0" | tail -n +9); do
	[ "$name" = no_odd_characters ] && continue
	mkdir "$work/$name"
	if (cd "$work/$name" && $name); then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
