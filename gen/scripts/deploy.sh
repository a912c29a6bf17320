
# --- the same for every organization ---
# shellcheck shell=sh disable=SC2154 # what is before this part sets the variables

poll=${ORGC_POLL:-15} # seconds between two looks at AWS
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
yes=no dry=no only='' from='' bucket=${ORGC_BUCKET-}

usage() {
	cat >&2 <<'END'
usage: sh deploy.sh [OPTION...]          deploys everything, in the order of the plan
       sh deploy.sh check                says what is there; changes nothing
       sh deploy.sh undo [OPTION...]     takes everything back, in the reverse order

  --yes          does not ask before a change set runs or something is deleted
  --dry-run      says what would be done, and asks AWS nothing
  --only NAME    one stack only
  --from NAME    starts at this stack
  --bucket NAME  of S3, for templates over 51,200 bytes (or ORGC_BUCKET=NAME)
END
	exit 2
}

say() { printf '%s\n' "$*"; }

fail() {
	printf 'deploy.sh: %s\n' "$*" >&2
	exit 1
}

confirm() { # QUESTION
	[ "$yes" = yes ] && return
	[ -t 0 ] || fail "$1 There is nobody to ask: run it in a terminal, or add --yes."
	printf '%s [y/N] ' "$1"
	read -r answer
	case $answer in
	[Yy]*) ;;
	*) fail "stopped. Run it again to go on from here: what is done is left as it is." ;;
	esac
}

# Sets the variables of entry NUMBER, and what the AWS CLI is to act as.
take() { # NUMBER
	kind='' name='' account='' region='' file='' capability='' uploads='' tags=''
	entry "$1"
	if [ "$kind" = stack ]; then
		export AWS_PROFILE="$account" AWS_REGION="$region" AWS_DEFAULT_REGION="$region"
	fi
}

# --- one stack ---

# Sets state: of the stack, empty where there is none.
look() {
	state=$(aws cloudformation describe-stacks --stack-name "$name" \
		--query 'Stacks[0].StackStatus' --output text 2>"$work/error") && return
	state=''
	grep -q 'does not exist' "$work/error" && return
	cat "$work/error" >&2
	fail "$name: nothing is known of it in $account ($region). Has the profile credentials?"
}

# The same once no operation is on its way. There is no limit: the unified console may take
# a day and a half. Stopping the script stops nothing in AWS.
settle() {
	waiting=no
	look
	while :; do
		case $state in
		REVIEW_IN_PROGRESS) return ;;
		*_IN_PROGRESS) ;;
		*) return ;;
		esac
		[ $waiting = yes ] || say "  waits for $state"
		waiting=yes
		sleep "$poll"
		look
	done
}

# What failed in the operation with this token, and what to do.
explain_failure() { # TOKEN
	events="StackEvents[?ClientRequestToken=='$1' && ends_with(ResourceStatus, '_FAILED')]"
	aws cloudformation describe-stack-events --stack-name "$name" --output text --query \
		"$events.[LogicalResourceId, ResourceType, PhysicalResourceId, ResourceStatusReason]" \
		>"$work/events" 2>&1 || :
	grep -v 'creation cancelled\|update cancelled' "$work/events" >"$work/causes" || :
	while IFS='	' read -r id type physical reason; do
		say "  failed: $id ($type) in $account ($region)"
		say "          $reason"
		[ "$type" != AWS::CloudFormation::StackSet ] || explain_stackset "$physical"
	done <"$work/causes"
	advise "$(cat "$work/causes" "$work/results" 2>/dev/null || :)"
}

# The accounts of a StackSet in which its last failed operation failed.
explain_stackset() { # NAME:ID
	operation=$(aws cloudformation list-stack-set-operations --stack-set-name "$1" \
		--call-as "$call_as" --query "Summaries[?Status=='FAILED'] | [0].OperationId" \
		--output text 2>/dev/null) || return 0
	[ "$operation" != None ] || return 0
	aws cloudformation list-stack-set-operation-results --stack-set-name "$1" \
		--call-as "$call_as" --operation-id "$operation" --output text \
		--query "Summaries[?Status=='FAILED'].[Account, Region, StatusReason]" \
		2>/dev/null | tee -a "$work/results" | while IFS='	' read -r in at reason; do
		say "          in account $in ($at): $reason"
	done
}

advise() { # TEXT
	case $1 in
	*'already exists'* | *AlreadyExists*)
		say "  A name is taken in that account, by another stack or by hand. orgc plan OLD NEW"
		say "  shows which stack of an earlier build holds it. Delete or rename that one first."
		;;
	*'explicit deny'* | *AccessDenied* | *'not authorized'*)
		say "  A policy does not allow it: of the role, or an SCP above that account."
		;;
	*'Invalid principal'*)
		say "  A role or user that a policy names is not there: deploy what makes it first."
		;;
	*'not empty'*)
		say "  The StackSet has stacks that this build does not name. See them with"
		say "  aws cloudformation list-stack-instances, and delete those first."
		;;
	esac
	say "  When that is done, run deploy.sh again: it goes on from here."
}

# A creation that failed leaves a stack with nothing in it, which cannot be updated.
clear_remains() {
	say "  An earlier creation failed and left an empty stack ($state)."
	confirm "Delete it and create it again?"
	aws cloudformation delete-stack --stack-name "$name"
	settle
	[ -z "$state" ] || fail "$name is $state, and cannot be deleted."
}

# How a change set is given FILE: itself, or from a bucket, under a name that changes with
# what is in it.
upload() { # FILE
	sum=$(cksum <"$1")
	key=$(basename "$1" .yaml)-$(printf '%s' "$sum" | tr ' ' '-').yaml
	[ -n "$bucket" ] || fail "$1 is over 51,200 bytes and has to be uploaded to S3. Name a
bucket in $region that only $account can write to, with --bucket. To make one:
  aws s3api create-bucket --bucket NAME --region $region --profile $account \\
    --create-bucket-configuration LocationConstraint=$region"
	aws s3api put-object --bucket "$bucket" --key "$key" --body "$1" >"$work/put"
	url=https://$bucket.s3.$region.$suffix/$key
}

change_set() { # TYPE
	set -- --change-set-type "$1"
	if [ "$(wc -c <"$file")" -gt 51200 ]; then
		upload "$file"
		set -- "$@" --template-url "$url"
	else
		set -- "$@" --template-body "file://$file"
	fi
	[ -z "$capability" ] || set -- "$@" --capabilities "$capability"
	[ -z "$tags" ] || set -- "$@" --tags "$tags"
	if [ -n "$uploads" ]; then
		set -- "$@" --parameters
		for pair in $uploads; do
			upload "${pair#*=}"
			set -- "$@" "ParameterKey=${pair%%=*},ParameterValue=$url"
		done
	fi
	aws cloudformation create-change-set --stack-name "$name" --change-set-name "$token" \
		"$@" >"$work/change"
}

about_change_set() { # QUERY
	aws cloudformation describe-change-set --stack-name "$name" \
		--change-set-name "$token" --query "$1" --output text
}

# Sets status and reason of the change set once it is made.
await_change_set() {
	while :; do
		status=$(about_change_set Status)
		case $status in
		*_PENDING | *_IN_PROGRESS) sleep "$poll" ;;
		*) break ;;
		esac
	done
	reason=$(about_change_set StatusReason)
}

deploy_stack() {
	token=orgc-$(date +%Y%m%d%H%M%S)-$$
	type=UPDATE
	settle
	case $state in
	ROLLBACK_COMPLETE) clear_remains ;;
	ROLLBACK_FAILED | DELETE_FAILED)
		fail "$name is $state: delete it (aws cloudformation delete-stack --stack-name $name
--profile $account --region $region), look why where that fails, and run deploy.sh again." ;;
	UPDATE_ROLLBACK_FAILED)
		fail "$name is $state: mend what blocks it, then aws cloudformation
continue-update-rollback --stack-name $name --profile $account --region $region" ;;
	esac
	case $state in '' | REVIEW_IN_PROGRESS) type=CREATE ;; esac
	change_set $type
	await_change_set
	case $status-$reason in
	FAILED-*"didn't contain changes"* | FAILED-*'No updates are to be performed'*)
		aws cloudformation delete-change-set --stack-name "$name" --change-set-name "$token"
		say "  is as it should be"
		return
		;;
	FAILED-*) fail "$name: there is no change set: $reason" ;;
	esac
	about_change_set \
		'Changes[].ResourceChange.[Action, LogicalResourceId, ResourceType, Replacement]' |
		while IFS='	' read -r action id type replaced; do
			case $replaced in True | Conditional) action="$action, replaced ($replaced)" ;; esac
			say "  $action: $id ($type)"
		done
	confirm "Run this change set?"
	aws cloudformation execute-change-set --stack-name "$name" --change-set-name "$token" \
		--client-request-token "$token"
	settle
	case $state in
	CREATE_COMPLETE | UPDATE_COMPLETE) say "  $state" ;;
	*)
		explain_failure "$token"
		fail "$name is $state."
		;;
	esac
}

delete_stack() {
	token=orgc-$(date +%Y%m%d%H%M%S)-$$
	settle
	if [ -z "$state" ]; then
		say "  is not there"
		return
	fi
	confirm "Delete this stack and all that it made?"
	aws cloudformation delete-stack --stack-name "$name" --client-request-token "$token"
	settle
	if [ -n "$state" ]; then
		explain_failure "$token"
		fail "$name is $state."
	fi
	say "  is deleted"
}

# --- everything ---

# Whether the entry is one of those that were asked for.
wanted() {
	[ "$name" = "$from" ] && from=''
	[ -z "$from" ] || return 1
	[ -z "$only" ] || [ "$only" = "$name" ]
}

known() { # NAME
	number=0
	while [ $number -lt "$count" ]; do
		number=$((number + 1))
		take $number
		[ "$name" != "$1" ] || return 0
	done
	fail "there is no stack $1 in this build"
}

head_of() { say "$number/$count $name in $account ($region), $file"; }

deploy_all() {
	number=0
	while [ $number -lt "$count" ]; do
		number=$((number + 1))
		take $number
		wanted || continue
		if [ "$kind" = steps ]; then
			say "$number/$count steps.sh $name"
			[ $dry = yes ] || sh steps.sh "$name"
			continue
		fi
		head_of
		[ $dry = yes ] || deploy_stack
	done
}

check_all() {
	number=0
	while [ $number -lt "$count" ]; do
		number=$((number + 1))
		take $number
		[ "$kind" = stack ] || continue
		if (look && say "${state:-is not there}") >"$work/state" 2>/dev/null; then
			say "$name in $account ($region): $(cat "$work/state")"
		else
			say "$name in $account ($region): not known, since AWS did not answer"
		fi
	done
	[ ! -e steps.sh ] || sh steps.sh check
}

undo_all() {
	number=$((count + 1))
	while [ $number -gt 1 ]; do
		number=$((number - 1))
		take $number
		wanted || continue
		if [ "$kind" = steps ]; then
			say "$number/$count steps.sh $name, back"
			[ $dry = yes ] && continue
			confirm "Take these steps back, also for what else in the organization uses them?"
			sh steps.sh undo "$name"
			continue
		fi
		head_of
		[ $dry = yes ] || delete_stack
	done
}

action=deploy
case ${1-} in
check | undo)
	action=$1
	shift
	;;
esac
while [ $# -gt 0 ]; do
	case $1 in
	--yes) yes=yes ;;
	--dry-run) dry=yes ;;
	--only | --from | --bucket)
		[ $# -gt 1 ] || usage
		case $1 in
		--only) only=$2 ;;
		--from) from=$2 ;;
		*) bucket=$2 ;;
		esac
		shift
		;;
	*) usage ;;
	esac
	shift
done
[ -z "$only" ] || known "$only"
[ -z "$from" ] || known "$from"
case $action in
deploy) deploy_all ;;
check) check_all ;;
undo) undo_all ;;
esac
