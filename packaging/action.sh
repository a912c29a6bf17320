#!/bin/sh
# What the action runs: orgc with annotations, a summary of the step, and SARIF where asked.
# usage: ORGC_ARGS='lint .' [ORGC_SARIF=FILE] action.sh ORGC
set -eu
orgc=$1
# The arguments are words with blanks in between, as in a workflow: no shell reads them.
set -f
# shellcheck disable=SC2086
set -- ${ORGC_ARGS:-lint .}
case $1 in
lint | build | plan | preflight)
	command=$1
	shift
	[ -z "${ORGC_SARIF:-}" ] || set -- --format "sarif:$ORGC_SARIF" "$@"
	[ -z "${GITHUB_STEP_SUMMARY:-}" ] || set -- --format "markdown:$GITHUB_STEP_SUMMARY" "$@"
	set -- "$command" --format github "$@"
	;;
esac
exec "$orgc" "$@"
