# Conversations as Intercom's API gives them, one in a file or a list of them:
#   jq -rf intercom.jq conversations.json | cs-parse -f intercom
# What the customer wrote first is not among the parts but in "source".
["conversation_id", "part_id", "part_type", "created_at", "channel", "author.type", "author.id", "author.name", "body"],
((., inputs)
	| (.conversations // [.])[]
	| .id as $id
	| .source.type as $channel
	| ((.source + { id: (.source.id // "source"), part_type: "source", created_at: .created_at }),
		(.conversation_parts.conversation_parts // [])[])
	| [$id, .id, .part_type, .created_at, $channel, .author.type, .author.id, (.author | if (.name // "") != "" then .name else .email end), .body])
| @csv
