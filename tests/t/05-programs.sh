#!/bin/bash
# Every program says the same of itself in its file, --help, man page and README; and installs where it is told.
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
ok 'make install' make -s B="${BUILD#"$ROOT/"}" install DESTDIR="$T/a b" PREFIX=/opt/chiso
prefix="$T/a b/opt/chiso"
for file in cmd/*.c; do
	name=$(basename "$file" .c)
	purpose=$("$name" --help | head -n 1)
	purpose=${purpose#"$name - "}
	is "$name: its file" "$(head -n 1 "$file")" "/* $name - $purpose */"
	is "$name: its man page" "$(sed -n 's/^\.Nd //p' "$prefix/share/man/man1/$name.1")" "$purpose"
	is "$name: README" "$(grep "^| \`$name\` | " README.md)" "| \`$name\` | $purpose |"
	is "$name: its examples keep their quotes" "$(grep '^\.Dl.*"' "cmd/$name.mdoc")" ''
	for option in $("$name" --help | grep -oE '^ +(-., )?--[a-z-]+' | grep -oE -- '--[a-z-]+'); do
		grep -q -- "^\.It .*$option" "$prefix/share/man/man1/$name.1" || fail "$name: $option is in the man page"
	done
	like "$name --version" "$("$name" --version)" "^$name [0-9]+\.[0-9]+\.[0-9]+$"
	exit_is "$name: an unknown option is usage" 64 "$name" --no-such-option
	is "$name: said in one line" "$(wc -l <"$T/err")" 1
	ok "$name: installed" test -x "$prefix/bin/$name"
	ok "$name: the installed one answers" "$prefix/bin/$name" --version
done
cd / || exit 1
is 'the installed catalogue is found beside the programs' \
	"$(cd / && "$prefix/bin/chiso-catalog" show hash)" "$("$BUILD/bin/chiso-catalog" show hash --catalog "$ROOT/pipeline/catalog")"
ok 'the installed night knows its options' "$prefix/share/chiso/scripts/nightly" --help
like '  by the name that it is installed under' "$(cat "$T/out")" '^usage: chiso-nightly '
# what is not installed (scripts/setup, scripts/lint) may be named
is 'what is installed names no command by its name in the repository' "$(grep -rnE --exclude=README.md '(^|[^/[:alnum:]])scripts/[a-z]' \
	"$prefix/share/chiso/scripts" "$prefix/share/chiso/sql" "$prefix/share/chiso/catalog" "$prefix/share/man" | grep -v -E 'scripts/(setup|lint)( |$|$|:)|shellcheck source=')" ''
ok 'the installed form asks the installed catalogue' "$prefix/bin/chiso-form" write H34.45 2024-Q4 -o "$T/form.csv"
like 'and has the district'"'"'s rows' "$(cat "$T/form.csv")" 'H34\.45'
printf '<a>x\013y</a>' >"$T/x.xml"
ok 'the installed repair repairs' "$prefix/share/chiso/scripts/repair" "$T/x.xml"
is 'into a copy' "$(cat "$T/x.mended.xml")" '<a>x y</a>'
done_testing
