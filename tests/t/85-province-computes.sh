#!/bin/bash
# The catalogue's README, "Add a province", followed word for word: its rows, its message, its commands, to a figure; with the base
# alone and with everything.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
# shellcheck source=tests/lib/night.sh
. "$ROOT/tests/lib/night.sh"

# What the section shows, in order: each indented block into a file of its own, $T/blocks/NN.
mkdir "$T/blocks" "$T/home" && cd "$T/home" || exit 1
awk -v out="$T/blocks/" '/^## / { on = /^## Add a province/ }
	on && /^    / { if (!open) { n++; open = 1 } print substr($0, 5) >(out sprintf("%02d", n)); next } { open = 0 }' \
	"$ROOT/pipeline/catalog/README.md"

# A place like the clone: what the commands name by their paths there.
ln -s "$ROOT/pipeline" "$ROOT/scripts" "$ROOT/samples" "$ROOT/sql" .
mkdir -p gia-lai inbox/bien-so-chi-so var
declare -A table=(['territory,name_vi']=territories ['agency,kind']=agencies ['set,title_vi']=sets ['set,seq']=set_rows ['setting,value']=settings
	['source,title']=sources)
for block in "$T"/blocks/*; do
	first=$(head -n 1 "$block")
	name=${table[$(cut -d, -f1,2 <<<"$first")]:-}
	if [ -n "$name" ]; then
		cp "$block" "gia-lai/$name.csv"
	elif [[ $first == '<bsc:'* ]]; then
		cp "$block" inbox/bien-so-chi-so/h21.xml
	else
		cp "$block" "$T/commands"
	fi
done
is 'README shows six tables' "$(echo gia-lai/*)" 'gia-lai/agencies.csv gia-lai/set_rows.csv gia-lai/sets.csv gia-lai/settings.csv gia-lai/sources.csv gia-lai/territories.csv'
ok 'a message' test -s inbox/bien-so-chi-so/h21.xml
is 'and four commands' "$(wc -l <"$T/commands")" 4
cp -R inbox "$T/inbox"
own_server "$T/home/var/gia-lai/postgres"
export CHISO_WIDTH=80

# follow NAME: the commands as they stand in $T/commands.
follow() {
	local command code number=0
	while IFS= read -r command; do
		number=$((number + 1)) code=0
		bash -c "$command" >"$T/out.$number" 2>"$T/err.$number" </dev/null || code=$?
		case $command in
		*scripts/nightly*) ok "$1: the night is done (status $code)" test "$code" -le 1 ;;
		*) is "$1: ${command:0:40}…" "$code $(head -n 3 "$T/err.$number" | grep -v level=info)" '0 ' ;;
		esac
	done <"$T/commands"
	like "$1: try shows the value that was read" "$(cat "$T/out.2")" "gia_tri .*'45 máy' -> 45"
	like "$1: the figure is computed" "$(cat "$T/out.4")" '5\.3 +\| 2024-Q1 \| 75,00'
	unlike "$1: nothing is left, wrong or counted nowhere" "$(cat "$T/out.3" var/gia-lai/nights/*/detail.txt)" 'danh mục ghi sai|để nguyên trong hộp đến|không bộ chỉ số nào'
}
follow 'base alone'
sed 's|<bsc:DonViGui>H21.05<|<bsc:DonViGui>Sở Y tế<|' "$T/inbox/bien-so-chi-so/h21.xml" >"$T/named.xml"
like 'its bodies are known by name, as the setting says' \
	"$(chiso-catalog try -q bien-so-chi-so "$T/named.xml" --catalog pipeline/catalog/base --catalog gia-lai)" "don_vi_gui .*'Sở Y tế' -> H21[.]05"

# with everything: the other provinces' folders before it
"$ROOT/scripts/private-postgres" remove "$T/home/var/gia-lai/postgres" >/dev/null 2>&1
rm -rf -- var/gia-lai inbox
cp -R "$T/inbox" inbox
others='' dirs=''
for folder in ba-ria-vung-tau ho-chi-minh ho-chi-minh-ba-ria-vung-tau kon-tum quang-ngai quang-ngai-kon-tum; do
	others+=" --catalog pipeline/catalog/$folder" dirs+=:pipeline/catalog/$folder
done
sed -i -e "s|--catalog pipeline/catalog/base|&$others|" -e "s|CHISO_CATALOG=pipeline/catalog/base|&$dirs|" "$T/commands"
follow 'with everything'

# tables that no folder has are empty ones
for name in set_rows targets milestones agency_groups datasets; do
	exit_is "the base has no $name: an empty table" 0 chiso-catalog show $name --catalog pipeline/catalog/base
	is "$name: a header alone" "$(wc -l <"$T/out")" 1
done
like 'a column that no folder has is there' "$(chiso-catalog show sets --catalog pipeline/catalog/base --catalog gia-lai | head -n 1)" ',due,needs'
done_testing
