# Transcripts of Twilio Voice Intelligence, the transcript's own fields with its sentences, one in each file:
#   jq -rf twilio.jq transcript.json | cs-parse
# Sentences without times stay without.
def pad($n): tostring | (if length < $n then "0" * ($n - length) else "" end) + .;
def elapsed: (. * 1000 | round) | "\(. / 3600000 | floor | pad(2)):\(. / 60000 % 60 | floor | pad(2)):\(. / 1000 % 60 | floor | pad(2)).\(. % 1000 | pad(3))";
["interaction_id", "seq", "timestamp", "role", "speaker", "text", "end_timestamp", "confidence"],
((., inputs)
	| .sid as $sid
	| (.channel.participants // [] | map({ key: (.channel_participant | tostring), value: . }) | from_entries) as $who
	| .sentences | sort_by(.sentence_index)[]
	| $who[.media_channel | tostring] as $speaker
	| [$sid, .sentence_index, (if .start_time then .start_time | elapsed else "" end), ($speaker.role // "" | ascii_downcase),
		($speaker.full_name // ""), .transcript, (if .end_time then .end_time | elapsed else "" end), .confidence])
| @csv
