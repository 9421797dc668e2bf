#!/bin/sh
# Mail folders as CSV, by mblaze: sh mbox.sh desk.mbox ... | cs-parse -f mail --group --agent-domain example.com
# mblaze decodes what mail is wrapped in; cs-parse leaves out what is quoted, joins replies to threads and tells roles by domain.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/box" "$dir/box/cur" "$dir/box/new" "$dir/box/tmp"
[ $# -gt 0 ] || set -- /dev/stdin
for box; do
	mdeliver -v -M "$dir/box" < "$box" >> "$dir/list"
done

# What is read, as a field.
field()
{
	sed 's/"/""/g' > "$dir/field"
	printf '"'
	cat "$dir/field"
	printf '"'
}

echo 'message_id,in_reply_to,references,date,from,subject,body,body_html'
while read -r mail; do
	for header in message-id in-reply-to references date from subject; do
		mhdr -d -h $header "$mail" | tr -d '\n' | field
		printf ,
	done
	# A mail that is HTML alone goes into a column of its own, where cs-parse reads it as such.
	if mshow -t "$mail" | grep -q ' text/plain'; then
		mshow -n -N -R "$mail" | field
		echo ,
	else
		part=$(mshow -t "$mail" | sed -n 's/^ *\([0-9]*\): text\/html.*/\1/p' | head -n 1)
		printf ,
		[ -z "$part" ] || mshow -O "$mail" "$part" | field
		echo
	fi
done < "$dir/list"
