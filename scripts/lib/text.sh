# shellcheck shell=bash
# Words on a page of CHISO_WIDTH columns, which set_width makes a number.

set_width() {
	local size width=${CHISO_WIDTH:-}
	if [ -z "$width" ] && size=$(stty size 2>/dev/null <&2); then width=${size#* }; fi
	if [[ ! $width =~ ^[0-9]+$ ]] || [ "$width" -eq 0 ]; then width=80; fi
	[ "$width" -ge 32 ] || width=32
	[ "$width" -le 80 ] || width=80
	CHISO_WIDTH=$width
}

# Wraps words at the width; the first line begins with FIRST, the others with as many blanks. A number goes with the word before it.
wrap() {
	local first=$1 line='' word indent named
	local -a words
	shift
	printf -v indent '%*s' ${#first} ''
	read -r -d '' -a words <<<"$*"
	for word in "${words[@]}"; do
		if [ -n "$line" ] && [ $((${#first} + ${#line} + 1 + ${#word})) -gt "$CHISO_WIDTH" ]; then
			named="${line##* } $word"
			if [[ $word =~ ^[0-9]+[,.]?$ && $line == *' '* && $((${#first} + ${#named})) -le $CHISO_WIDTH ]]; then
				line=${line% *} word=$named
			fi
			printf '%s%s\n' "$first" "$line"
			first=$indent line=$word
		else
			line+=${line:+ }$word
		fi
	done
	printf '%s%s\n' "$first" "$line"
}

# The same where no line may be wider, be it that a word is: fold FIRST WORD…
fold() {
	local first=$1 text="${*:2}" word room=$((CHISO_WIDTH - ${#1}))
	local -a words
	if [ ${#text} -le "$room" ]; then
		printf '%s%s\n' "$first" "$text"
		return
	fi
	read -r -d '' -a words <<<"$text"
	text=''
	for word in "${words[@]}"; do
		while [ ${#word} -gt "$room" ]; do
			text+=" ${word:0:room}"
			word=${word:room}
		done
		text+=" $word"
	done
	wrap "$first" "$text"
}

# A command wrapped so that it can be copied: every line but the last ends with a backslash. Each
# argument is a word or an option with its value.
wrap_command() {
	local first=$1 line='' word indent
	printf -v indent '%*s' ${#first} ''
	shift
	for word in "$@"; do
		if [ -n "$line" ] && [ $((${#first} + ${#line} + 3 + ${#word})) -gt "$CHISO_WIDTH" ]; then
			printf '%s%s \\\n' "$first" "$line"
			first=$indent line=$word
		else
			line+=${line:+ }$word
		fi
	done
	printf '%s%s\n' "$first" "$line"
}

rule() {
	local line
	printf -v line '%*s' "$CHISO_WIDTH" ''
	printf '%s\n' "${line// /${1:--}}"
}

# 12345 as a person writes it: 12.345
number() {
	local n=$1 out=''
	while [ ${#n} -gt 3 ]; do
		out=.${n: -3}$out
		n=${n:0:${#n}-3}
	done
	printf '%s' "$n$out"
}

# A text cut to so many columns: cut_text NAME TEXT COLUMNS
cut_text() {
	if [ ${#2} -gt "$3" ]; then printf -v "$1" '%s…' "${2:0:$3-1}"; else printf -v "$1" '%s' "$2"; fi
}

# Behind the name of one of so many files.
and_more() {
	[ "$1" -le 1 ] || printf ' +%d tệp / files' $(($1 - 1))
}
