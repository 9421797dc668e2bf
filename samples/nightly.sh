#!/bin/sh
# nightly.sh [-d DAY] EXPORT OUTDIR: scores the conversations of one day and renews the report.
#
#   OUTDIR/history/DAY.csv   the day's sums by date, channel, agent and skill; a second run for the same DAY replaces them
#   OUTDIR/today.txt         the report on EXPORT alone, with the customers' words: keep it where only coaches read
#   OUTDIR/report.txt        the report on the whole history: no message is quoted
#
# EXPORT holds the interactions that ended since the last run, each in one export only. DAY names the run (2026-06-28);
# it is today unless -d says otherwise. Options for the programs come from the environment, separated by blanks:
# CS_PARSE, CS_TAG, CS_SCORE, CS_REPORT. CS_REPORT="--fail-under 60" lets cron mail when the history falls below 60.
#
# Nothing is printed and nothing mailed when all is well, so cron stays silent. Exit status: that of the first
# program that failed (1 the data, 2 usage or pack, 3 input and output, 4 below the limit), 75 when the last run
# is still going on.
set -eu
# Where the shell has no pipefail (Debian 12's dash), the files that stage() leaves say the same.
# shellcheck disable=SC3040
if (set -o pipefail) 2> /dev/null; then
	set -o pipefail
fi
umask 077
LC_ALL=C
export LC_ALL

usage()
{
	echo "usage: nightly.sh [-d DAY] EXPORT OUTDIR" >&2
	exit 2
}

day=$(date +%Y-%m-%d)
while getopts d: option; do
	case $option in
	d) day=$OPTARG ;;
	*) usage ;;
	esac
done
shift $((OPTIND - 1))
[ $# -eq 2 ] || usage
case $day in
[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]) ;;
*) echo "nightly.sh: $day is no day such as 2026-06-28" >&2; exit 2 ;;
esac
export=$1
out=$2

for program in cs-parse cs-tag cs-score cs-report; do
	command -v "$program" > /dev/null || {
		echo "nightly.sh: $program is not in PATH ($PATH); a crontab sets its own" >&2
		exit 2
	}
done

mkdir -p "$out/history" || exit 3
# The lock goes with the process, so that a crash leaves nothing to clean up.
exec 9> "$out/.lock"
if command -v flock > /dev/null; then
	flock -n 9 || {
		echo "nightly.sh: the last run on $out is still going on" >&2
		exit 75
	}
	# What a run that was killed left: customers' words.
	rm -rf "$out"/.work.??????
fi
work=$(mktemp -d "$out/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Runs one program of a pipe and leaves its status behind when it fails.
stage()
{
	"$@" || {
		status=$?
		echo "$status" > "$work/failed.$1"
		return "$status"
	}
}

# Ends the run if a stage failed: with the status of the first one that was not merely cut off by the next.
check()
{
	for program in cs-parse cs-tag cs-score cs-report; do
		[ -f "$work/failed.$program" ] || continue
		read -r status < "$work/failed.$program"
		[ "$status" -gt 128 ] || exit "$status"
	done
	[ "$1" -eq 0 ] || exit "$1"
}

status=0
# shellcheck disable=SC2086 # the options are words
stage cs-parse --group ${CS_PARSE-} -- "$export" | stage cs-tag ${CS_TAG-} > "$work/tagged.csv" || status=$?
check "$status"

# The programs rename their output into place, so that a reader finds the old report or the new one, never half.
# shellcheck disable=SC2086
stage cs-score ${CS_SCORE-} "$work/tagged.csv" | stage cs-report -f text -o "$out/today.txt" || status=$?
check "$status"
# shellcheck disable=SC2086
stage cs-score ${CS_SCORE-} --by date,channel,agent_id,skill -o "$out/history/$day.csv" "$work/tagged.csv" || status=$?
check "$status"

# shellcheck disable=SC2086
stage cs-score --merge --by agent_id,skill "$out"/history/*.csv |
	stage cs-report -f text -o "$out/report.txt" ${CS_REPORT-} || status=$?
check "$status"
