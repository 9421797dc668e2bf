# The comments of tickets, as /api/v2/tickets/ID/comments.json?include=users gives them, one file for each ticket:
#   jq -rf zendesk-comments.jq 77.json 78.json | cs-parse
# Comments do not name their ticket: it is the file's name, unless "ticket_id" was added to the file.
def role($users):
	if .author_id == -1 then "system"
	elif .public == false then "colleague"
	else $users[.author_id | tostring].role // "" | { "end-user": "customer", agent: "agent", admin: "agent" }[.] // .
	end;
def ticket:
	.ticket_id // (input_filename // "-" | split("/") | last | rtrimstr(".json"));
["interaction_id", "seq", "timestamp", "channel", "role", "speaker", "text", "comment_id"],
((., inputs)
	| ticket as $ticket
	| (.users // [] | map({ key: (.id | tostring), value: . }) | from_entries) as $users
	| .comments | sort_by(.created_at) | to_entries[]
	| [$ticket, .key + 1, (.value | .created_at, .via.channel, role($users), ($users[.author_id | tostring].name // .author_id),
		(.plain_body // .body), .id)])
| @csv
