#!/bin/sh
# weekly.sh [-c SETTINGS] [-d DAY] [OUT]: a coaching page for each agent, of the scores that nightly.sh keeps in OUT.
#
#   OUT/coaching/DAY/index.html    who has a page
#   OUT/coaching/DAY/NAME.html     strengths and next steps of one agent in the days up to DAY, with the agent's own words
#
# DAY is the last one that was scored unless -d says otherwise. Where the settings keep the logs of all these days
# (CS_KEEP_LOG), the pages also quote what customers had said. A page is for its agent and the coach: whoever copies it
# elsewhere takes care of that. Older folders go after CS_KEEP_WORDS days.
#
# Exit status: that of the program that failed, 1 without scores of these days, 75 when another run is going on.
set -eu
LC_ALL=C
export LC_ALL
me=weekly.sh
# shellcheck source=samples/common.sh
. "$(dirname "$0")/common.sh"

usage()
{
	echo "usage: weekly.sh [-c SETTINGS] [-d DAY] [OUT]" >&2
	exit 2
}

conf=
day=
while getopts c:d: option; do
	case $option in
	c) conf=$OPTARG ;;
	d) day=$OPTARG ;;
	*) usage ;;
	esac
done
shift $((OPTIND - 1))
[ $# -le 1 ] || usage
[ -z "$day" ] || check_day "$day"
settings
out=${1:-$CS_OUT}
[ -n "$out" ] || usage
[ -d "$out/scores" ] || die 3 "there are no scores in $out: nightly.sh keeps them there"
programs cs-score cs-report awk cksum mktemp sed

failure="there are no new coaching pages in $out/coaching; those of before are as they were"
begin
if [ -z "$day" ]; then
	for file in "$out"/scores/*.csv; do
		if between "$file" 0000-00-00 9999-12-31; then
			day=${file##*/}
			day=${day%.csv}
		fi
	done
	[ -n "$day" ] || die 1 "there are no scores in $out/scores"
fi
first=$(day_plus "$day" "-$((CS_PERIOD - 1))")

set --
for file in "$out"/scores/*.csv; do
	if between "$file" "$first" "$day"; then set -- "$@" "$file"; fi
done
[ $# -gt 0 ] || die 1 "there are no scores of $first to $day in $out/scores"

# The logs of the same days, one after the other under one header; of some days only they would quote some only.
log=--log=$work/log.csv
head=
for file; do
	kept=$out/log/${file##*/}
	if [ ! -f "$kept" ]; then
		log=
		break
	fi
	columns=$(sed -n 1p "$kept")
	if [ -z "$head" ]; then
		head=$columns
		printf '%s\n' "$head" > "$work/log.csv"
	elif [ "$columns" != "$head" ]; then
		log=
		say "$kept has other columns than the days before it: no customer is quoted"
		break
	fi
	sed 1d "$kept" >> "$work/log.csv"
done
baseline "$first"

# An id may hold commas and quotes, which CSV doubles. One that has a line end is more than a line can hold.
cs-score --merge --by agent_id -o "$work/agents.csv" "$@"
awk 'NR > 1 {
	record = record $0
	rest = record
	if (gsub(/"/, "", rest) % 2) { broken = 1; next }
	if (broken)
		print "weekly.sh: an agent whose id has a line end gets no page" | "cat >&2"
	else if (match(record, /^"([^"]|"")*",/)) {
		id = substr(record, 2, RLENGTH - 3)
		gsub(/""/, "\"", id)
		print id
	} else {
		sub(/,.*/, "", record)
		print record
	}
	record = ""
	broken = 0
}' "$work/agents.csv" > "$work/agents"

html()
{
	tr -d '\000-\010\013-\037\177' | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' -e 's/"/\&quot;/g'
}

mkdir "$work/pages"
{
	echo '<!DOCTYPE html>'
	echo '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
	echo "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
	echo '<meta name="robots" content="noindex"><title>Coaching pages</title>'
	echo '<style>:root{color-scheme:light dark}body{font:1rem/1.6 sans-serif;margin:1rem;overflow-wrap:anywhere}</style></head>'
	echo "<body><h1>Coaching pages</h1><p>$first to $day</p><ul>"
} > "$work/pages/index.html"
while IFS= read -r agent; do
	[ -n "$agent" ] || continue
	# The same name each week, and none that could lead out of the folder; a number where something was changed.
	name=$(printf %s "$agent" | tr -c 'A-Za-z0-9-' _ | cut -c 1-60)
	[ "$name" = "$agent" ] && [ "$name" != index ] || name=$name-$(printf %s "$agent" | cksum | cut -d ' ' -f 1)
	# shellcheck disable=SC2086 # the options are words
	cs-report ${CS_REPORT} -f html --agent="$agent" ${log:+"$log"} ${baseline:+"$baseline"} -o "$work/pages/$name.html" "$@"
	echo "<li><a href=\"$name.html\"><bdi>$(printf '%s\n' "$agent" | html)</bdi></a></li>" >> "$work/pages/index.html"
done < "$work/agents"
echo '</ul></body></html>' >> "$work/pages/index.html"

mkdir -p "$out/coaching"
[ ! -d "$out/coaching/$day" ] || mv "$out/coaching/$day" "$work/old"
mv "$work/pages" "$out/coaching/$day"
old=$(day_plus "$day" "-$CS_KEEP_WORDS")
for folder in "$out"/coaching/????-??-??; do
	if [ -d "$folder" ] && ! later "${folder##*/}" "$old"; then rm -rf "$folder"; fi
done
