# The days of one channel of a Slack export, threads as interactions:
#   jq -rf slack.jq help-desk/*.json | cs-parse --group --agents staff.txt
# Slack knows no roles: staff.txt names who answers, as Slack shows them. A reply may be days after its question: give all files at once.
def text:
	gsub("<[@#](?<id>[A-Z0-9]+)(\\|(?<name>[^>]*))?>"; "@" + (.name // .id))
	| gsub("<(?<link>[^|>]+)\\|(?<name>[^>]*)>"; "\(.name) (\(.link))") | gsub("<(?<link>[^>]+)>"; .link)
	| gsub("&lt;"; "<") | gsub("&gt;"; ">") | gsub("&amp;"; "&");
def role:
	if .subtype == "bot_message" or .bot_id then "bot"
	elif .subtype == null or .subtype == "thread_broadcast" or .subtype == "file_share" or .subtype == "me_message" then ""
	else "system"
	end;
["interaction_id", "timestamp", "channel", "role", "speaker", "text", "slack_id"],
((., inputs)[]
	| select(.type == "message")
	| [(.thread_ts // .ts), .ts, "slack", role, (.user_profile.real_name // .username // .user), (.text // "" | text), (.user // .bot_id)])
| @csv
