# What run-report and simulate share: sourced with $build and $top set and the programs in PATH.
# shellcheck shell=sh

PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

# Debian's, whose packages these are, if there is another one before it; $python is empty when there is none.
python=
for try in python3 /usr/bin/python3; do
	if "$try" -c 'import html5lib' 2> /dev/null; then
		python=$try
		break
	fi
done

# population DIR: the sample conversations' scores for simulate.py, into DIR.
population()
{
	by=interaction_id,date,agent_id,skill,criterion
	cs-parse --group "$top/samples/chat.csv" | cs-tag | cs-score --by $by > "$1/chat.csv" &&
	cs-parse --group -m text=body -m interaction_id=ticket_id "$top/samples/mail.csv" | cs-tag | cs-score --by $by > "$1/mail.csv"
}
