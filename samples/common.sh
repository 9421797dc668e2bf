# What nightly.sh and weekly.sh share. They read this file, and set $me, $conf, $out and $failure, which is said where a run
# that has begun does not end well, unless it is empty.
# shellcheck shell=sh disable=SC2154,SC2034

say()
{
	echo "$me: $*" >&2
}

# die STATUS WORD...: says why and ends.
die()
{
	died=$1
	shift
	say "$@"
	exit "$died"
}

# The settings, from the file in $conf if there is one; what it does not set has been in the environment or is as here.
settings()
{
	case $conf in
	'' | */*) ;;
	*) conf=./$conf ;;
	esac
	if [ -n "$conf" ]; then
		[ -r "$conf" ] || die 2 "$conf cannot be read"
		# shellcheck source=samples/nightly.conf
		. "$conf"
	fi
	: "${CS_EXPORT=}" "${CS_OUT=}" "${CS_UMASK=077}" "${CS_PERIOD=7}" "${CS_BASELINE=28}"
	: "${CS_KEEP_SUMS=400}" "${CS_KEEP_WORDS=35}" "${CS_KEEP_LOG=0}"
	: "${CS_TO=}" "${CS_FROM=}" "${CS_ALARM_TO=}" "${CS_CRITICAL=no}" "${CS_LIMITS=}" "${CS_METRICS=}" "${CS_OPEN_END=no}"
	: "${CS_PARSE=}" "${CS_TAG=}" "${CS_SCORE=}" "${CS_REPORT=}"
	for number in "$CS_PERIOD" "$CS_BASELINE" "$CS_KEEP_SUMS" "$CS_KEEP_WORDS" "$CS_KEEP_LOG"; do
		case $number in
		'' | *[!0-9]* | ??????*) die 2 "the settings have a number of days that is none: \"$number\"" ;;
		esac
	done
	umask "$CS_UMASK"
}

# programs NAME...: all of them are there, or nothing begins.
programs()
{
	for program; do
		command -v "$program" > /dev/null || die 2 "$program is not in PATH ($PATH); cron and systemd set their own"
	done
}

# day_plus DAY N: prints the day N days after DAY; another one than DAY itself for N = 0 if DAY is not in the calendar.
day_plus()
{
	awk -v day="$1" -v n="$2" 'BEGIN {
		# Years that begin in March have their odd day at the end.
		split(day, part, "-")
		y = part[1] - (part[2] <= 2)
		m = (part[2] + 9) % 12
		z = 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * m + 2) / 5) + part[3] - 1 + n
		era = int(z / 146097)
		z -= era * 146097
		y = int((z - int(z / 1460) + int(z / 36524) - int(z / 146096)) / 365)
		z -= 365 * y + int(y / 4) - int(y / 100)
		m = int((5 * z + 2) / 153)
		d = z - int((153 * m + 2) / 5) + 1
		m += m < 10 ? 3 : -9
		printf "%04d-%02d-%02d\n", y + era * 400 + (m <= 2), m, d
	}'
}

# check_day DAY: it is one, and not after today: what is old would be counted from it.
check_day()
{
	case $1 in
	[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]) ;;
	*) die 2 "$1 is no day such as 2026-06-28" ;;
	esac
	[ "$(day_plus "$1" 0)" = "$1" ] || die 2 "$1 is not in the calendar"
	! later "$1" "$(date +%Y-%m-%d)" || die 2 "$1 has not come yet"
}

# number DAY: $number is DAY without its dashes, to be compared.
number()
{
	number=${1%%-*}${1#*-}
	number=${number%-*}${number##*-}
}

# later DAY OTHER: DAY is after OTHER.
later()
{
	number "$1"
	this=$number
	number "$2"
	[ "$this" -gt "$number" ]
}

# between FILE FIRST LAST: the file is there and is of one of these days, after which it is named.
between()
{
	[ -f "$1" ] || return 1
	of=${1##*/}
	of=${of%%.*}
	! later "$2" "$of" && ! later "$of" "$3"
}

# begin: the folder $out is there, is nobody else's for now, and has a folder $work for what is half done.
begin()
{
	mkdir -p "$out" || exit 3
	if command -v flock > /dev/null; then
		# This lock goes with the process, so that a crash leaves nothing to clean up.
		exec 9> "$out/.lock"
		flock -n 9 || die 75 "the last run on $out is still going on"
		# What a run that was killed left: customers' words.
		rm -rf "$out"/.work.??????
	else
		mkdir "$out/.lock.d" 2> /dev/null ||
			die 75 "the last run on $out is still going on, or was killed: then remove $out/.lock.d"
	fi
	work=
	trap 'ended $?' EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM
	work=$(mktemp -d "$out/.work.XXXXXX") || exit 3
}

# ended STATUS: whatever happened, nothing half done is left behind.
ended()
{
	[ -z "$work" ] || rm -rf "$work"
	[ ! -d "$out/.lock.d" ] || rmdir "$out/.lock.d"
	[ "$1" -eq 0 ] || [ -z "$failure" ] || say "$failure"
}

# baseline DAY: $baseline is the option that compares with the kept sums of CS_BASELINE days before DAY, or is nothing.
baseline()
{
	baseline=
	before_first=$(day_plus "$1" "-$CS_BASELINE")
	before_last=$(day_plus "$1" -1)
	set --
	for file in "$out"/history/*.csv; do
		if between "$file" "$before_first" "$before_last"; then set -- "$@" "$file"; fi
	done
	if [ $# -gt 0 ]; then
		cs-score --merge -o "$work/before.csv" "$@"
		baseline=--baseline=$work/before.csv
	fi
}
