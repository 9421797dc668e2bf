# Analyses of Amazon Connect Contact Lens, calls and chats, one contact in each file:
#   jq -rf contact-lens.jq contact_analysis.json | cs-parse
# A call's turns are told from its beginning on; they overlap where people talk at the same time.
def pad($n): tostring | (if length < $n then "0" * ($n - length) else "" end) + .;
def elapsed:
	if . == null then ""
	else "\(. / 3600000 | floor | pad(2)):\(. / 60000 % 60 | floor | pad(2)):\(. / 1000 % 60 | floor | pad(2)).\(. % 1000 | pad(3))"
	end;
["interaction_id", "timestamp", "channel", "role", "speaker", "text", "end_timestamp", "sentiment"],
((., inputs)
	| (.CustomerMetadata.ContactId // .ContactId // "") as $contact
	| (.Channel // "") as $channel
	| (.Participants // [] | map({ key: .ParticipantId, value: .ParticipantRole }) | from_entries) as $roles
	| .Transcript[]
	| select(.Content != null)
	| [$contact, (.AbsoluteTime // (.BeginOffsetMillis | elapsed)), $channel,
		(.ParticipantRole // $roles[.ParticipantId] // .ParticipantId | ascii_downcase), (.DisplayName // .ParticipantId),
		.Content, (.EndOffsetMillis | elapsed), .Sentiment])
| @csv
