#!/bin/sh
# nightly.sh [-q] [-c SETTINGS] [-d DAY] [EXPORT [OUT]]: scores the conversations of one day and renews the reports.
# nightly.sh -m [-c SETTINGS] [OUT]: only sends the mail that waits.
#
#   OUT/report.html           the report on the last week, compared with the four before
#   OUT/history/DAY.csv       each day's sums: cs-score --merge joins them
#   OUT/scores/DAY.csv        each day's scores with the words they rest on, for some weeks: for coaches only
#   OUT/log/DAY.csv           each day's conversations, if the settings keep them
#   OUT/outbox/, OUT/mail/    mail that waits, with -q or without a sendmail, and mail that was sent
#
# EXPORT holds the interactions that ended on DAY, each in one export only. DAY is yesterday unless -d says otherwise; once
# more for the same DAY puts the new in the place of the old, and mails only what changed. nightly.conf tells the settings.
#
# Nothing is printed when all is well, so that cron stays silent. Exit status: that of the program that failed (1 the
# data, 2 usage, settings or pack, 3 reading and writing), 4 when all was done and a limit was breached, 75 when the
# last run is still going on or mail could not be sent.
set -eu
LC_ALL=C
export LC_ALL
me=nightly.sh
# shellcheck source=samples/common.sh
. "$(dirname "$0")/common.sh"

usage()
{
	echo "usage: nightly.sh [-mq] [-c SETTINGS] [-d DAY] [EXPORT [OUT]]" >&2
	exit 2
}

conf=
day=
mode=all
while getopts c:d:mq option; do
	case $option in
	c) conf=$OPTARG ;;
	d) day=$OPTARG ;;
	m) mode=mail ;;
	q) mode=queue ;;
	*) usage ;;
	esac
done
shift $((OPTIND - 1))
[ -n "$day" ] || day=$(day_plus "$(date +%Y-%m-%d)" -1)
check_day "$day"
settings
again="$0 ${conf:+-c $conf }-d $day $*"
if [ "$mode" != mail ] && [ $# -gt 0 ]; then
	CS_EXPORT=$1
	shift
fi
[ $# -le 1 ] || usage
export=$CS_EXPORT
out=${1:-$CS_OUT}
[ -n "$out" ] || usage

# find_sendmail: $sendmail is the program, or nothing. cron's PATH has no /usr/sbin.
find_sendmail()
{
	if [ -n "${CS_SENDMAIL+set}" ]; then
		sendmail=$CS_SENDMAIL
		[ -z "$sendmail" ] || command -v "$sendmail" > /dev/null || die 2 "there is no $sendmail"
		return
	fi
	for sendmail in sendmail /usr/sbin/sendmail /usr/lib/sendmail; do
		! command -v "$sendmail" > /dev/null || return 0
	done
	sendmail=
}

# send: hands over all mail that waits, tonight's and that of nights when it failed.
send()
{
	sent=0
	for mail in "$out"/outbox/*.eml; do
		[ -f "$mail" ] || continue
		if [ -z "$sendmail" ]; then
			[ -z "${CS_SENDMAIL-none}" ] || say "there is no sendmail: mail waits in $mail"
			continue
		fi
		if "$sendmail" -t < "$mail"; then
			mv "$mail" "$out/mail/${mail##*/}"
		else
			say "$sendmail ended with $?: mail waits in $mail"
			sent=75
		fi
	done
	return "$sent"
}

[ "$mode" = queue ] || find_sendmail
if [ "$mode" = mail ]; then
	failure='not all mail was sent'
	begin
	mkdir -p "$out/mail"
	send
	exit
fi

[ -n "$export" ] || usage
[ "$CS_KEEP_WORDS" -ge "$CS_PERIOD" ] || die 2 "CS_KEEP_WORDS is less than the $CS_PERIOD days of the report"
[ -z "$CS_TO$CS_ALARM_TO" ] || [ -n "$CS_FROM" ] || die 2 "mail needs CS_FROM"
programs cs-parse cs-tag cs-score cs-report awk cmp mktemp sed

failure="$day is not in the reports, which are as they were; mend that, then: $again"
begin
mkdir -p "$out/history" "$out/scores" "$out/log" "$out/outbox" "$out/mail" || exit 3

# An export that is missing, empty or cut off is told as such, before a program finds it odd.
[ -e "$export" ] || die 3 "there is no export $export"
[ -r "$export" ] || die 3 "$export cannot be read"
[ -s "$export" ] || die 1 "the export $export is empty: not even a header; is it still being written?"
[ "$CS_OPEN_END" = yes ] || [ -z "$(tail -c 1 "$export" | tr -d '\000\r')" ] ||
	die 1 "the export $export ends in the middle of a line: it is cut off or still being written (or see CS_OPEN_END)"

# The options are words. There are no pipes, for not every shell would notice when a program in the middle fails.
# shellcheck disable=SC2086
{
	cs-parse --group ${CS_PARSE} -o "$work/log.csv" -- "$export"
	cs-tag ${CS_TAG} -o "$work/tagged.csv" "$work/log.csv"
	cs-score ${CS_SCORE} -o "$work/scores.csv" "$work/tagged.csv"
	cs-score ${CS_SCORE} --by date,channel,agent_id,skill,criterion -o "$work/history.csv" "$work/tagged.csv"
}

# A fixed name and an export that failed: yesterday's conversations would be counted twice.
if [ "$(sed -n '2p;2q' "$work/history.csv")" ]; then
	for file in "$out"/history/*.csv; do
		of=${file##*/}
		of=${of%.csv}
		[ "$of" = "$day" ] || ! cmp -s "$file" "$work/history.csv" ||
			die 1 "the export $export holds the conversations of $of once more"
	done
fi

# The report ends with the newest day, so that a day that is done again changes it and does not turn it back.
last=$day
for file in "$out"/scores/*.csv; do
	if between "$file" "$day" 9999-12-31; then
		last=${file##*/}
		last=${last%.csv}
	fi
done
first=$(day_plus "$last" "-$((CS_PERIOD - 1))")
set --
new=$work/scores.csv
! later "$first" "$day" || new=
# In the order of the days, for the same report whatever day was done last.
for file in "$out"/scores/*.csv; do
	if ! between "$file" "$first" "$last" || [ "$of" = "$day" ]; then continue; fi
	if [ -n "$new" ] && later "$of" "$day"; then
		set -- "$@" "$new"
		new=
	fi
	set -- "$@" "$file"
done
[ -z "$new" ] || set -- "$@" "$new"
baseline "$first"

: > "$work/breached"
# limits COMMAND...: runs cs-report with limits. A breach is told, and is not the end of the night.
limits()
{
	code=0
	"$@" 2> "$work/said" || code=$?
	case $code in
	0) cat "$work/said" >&2 ;;
	4) sed 's/^cs-report: //' "$work/said" >> "$work/breached" ;;
	*) cat "$work/said" >&2; exit "$code" ;;
	esac
}

# shellcheck disable=SC2086
{
	[ "$CS_CRITICAL" != yes ] || limits cs-report ${CS_REPORT} -f csv --fail-on-critical -o "$work/day.csv" "$work/scores.csv"
	limits cs-report ${CS_REPORT} ${CS_LIMITS} -f html ${baseline:+"$baseline"} -o "$work/report.html" "$@"
	[ -z "$CS_TO" ] || cs-report ${CS_REPORT} -f mail --from "$CS_FROM" --to "$CS_TO" ${baseline:+"$baseline"} -o "$work/report.eml" "$@"
	# In place at once, and for everybody: the collector has no other rights.
	[ -z "$CS_METRICS" ] || (umask 022; cs-report ${CS_REPORT} -f prometheus -o "$CS_METRICS" "$@")
}

# alarm_mail: short enough for the screen of a telephone that is locked.
alarm_mail()
{
	echo "From: $CS_FROM"
	echo "To: $CS_ALARM_TO"
	echo "Subject: Service alarm, $day: $(sed -n 1p "$work/breached")"
	echo "Date: $(date -u '+%a, %d %b %Y %H:%M:%S +0000')"
	printf '%s\n' 'MIME-Version: 1.0' 'Auto-Submitted: auto-generated' 'Content-Type: text/plain; charset=utf-8' ''
	cat "$work/breached"
	echo "The report: $out/report.html"
}
[ ! -s "$work/breached" ] || [ -z "$CS_ALARM_TO" ] || alarm_mail > "$work/alarm.eml"

# All is made. From here on files only change their names, and the report comes last.
mv "$work/scores.csv" "$out/scores/$day.csv"
[ "$CS_KEEP_LOG" -eq 0 ] || mv "$work/log.csv" "$out/log/$day.csv"
mv "$work/history.csv" "$out/history/$day.csv"
mv "$work/report.html" "$out/report.html"
failure="$day is in the report, but not all was done after that; mend that, then: $again"

# same_mail MAIL SENT: it was sent already, but for its date.
same_mail()
{
	[ -f "$2" ] || return 1
	sed '/^Date: /d' "$1" > "$work/new"
	sed '/^Date: /d' "$2" | cmp -s - "$work/new"
}

# A day that is older than the report's last is done again in silence.
if [ "$day" = "$last" ]; then
	for kind in report alarm; do
		[ -f "$work/$kind.eml" ] || continue
		same_mail "$work/$kind.eml" "$out/mail/$day.$kind.eml" || mv "$work/$kind.eml" "$out/outbox/$day.$kind.eml"
	done
fi

# forget DAYS FILE...: removes what is older than so many days.
forget()
{
	old=$(day_plus "$last" "-$1")
	shift
	for file; do
		if between "$file" 0000-00-00 "$old"; then rm -f "$file"; fi
	done
}
forget "$CS_KEEP_SUMS" "$out"/history/*.csv
forget "$CS_KEEP_WORDS" "$out"/scores/*.csv "$out"/outbox/*.eml "$out"/mail/*.eml
forget "$CS_KEEP_LOG" "$out"/log/*.csv

status=0
[ "$mode" = queue ] || send || status=$?
if [ -s "$work/breached" ]; then
	sed "s/^/$me: $day: /" "$work/breached" >&2
	if [ "$status" -eq 0 ]; then
		status=4
		failure=
	fi
fi
exit "$status"
