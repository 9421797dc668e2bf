# Transcripts of Genesys Cloud speech and text analytics, one conversation in each file:
#   jq -rf genesys.jq conversation.json | cs-parse
# startTimeMs is since 1970, or since the call began.
def pad($n): tostring | (if length < $n then "0" * ($n - length) else "" end) + .;
def elapsed: "\(. / 3600000 | floor | pad(2)):\(. / 60000 % 60 | floor | pad(2)):\(. / 1000 % 60 | floor | pad(2)).\(. % 1000 | pad(3))";
def when: if . == null then "" elif . >= 100000000000 then "\(. / 1000 | floor | todate[:19]).\(. % 1000 | pad(3))Z" else elapsed end;
def role: { internal: "agent", external: "customer", agent: "agent", user: "agent", customer: "customer", ivr: "bot", acd: "bot" }[. // ""] // .;
["interaction_id", "timestamp", "channel", "role", "speaker", "text", "end_timestamp"],
((., inputs)
	| .conversationId as $id
	| (.mediaType // "") as $channel
	| [.transcripts[].phrases[]] | sort_by(.startTimeMs)[]
	| (.duration.milliseconds // null) as $length
	| [$id, (.startTimeMs | when), $channel, (.participantPurpose | role), (.userId // ""), (.decoratedText // .text),
		(if $length then .startTimeMs + $length | when else "" end)])
| @csv
