# The sample chats as a help desk would export them night by night. Sourced with the programs in PATH.
# shellcheck shell=sh

# nights EXPORT DIR: DIR/DAY.csv has the interactions that began on DAY, in their log's columns.
nights()
{
	cs-parse --group "$1" | awk -F , -v folder="$2" '
		NR == 1 { header = $0; next }
		{
			# Texts may go over several lines; the columns before them do not.
			if (!open && !($1 in day))
				day[$1] = substr($3, 1, 10)
			if (!open)
				file = folder "/" day[$1] ".csv"
			if (!(file in begun)) {
				print header > file
				begun[file] = 1
			}
			print > file
			quotes = $0
			if (gsub(/"/, "", quotes) % 2)
				open = !open
		}'
}
