#!/bin/bash
# setup installs what is missing, and nothing once all is there
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"

# A machine of our own: apt-get and sudo write down what they are asked, dpkg-query knows what `have` lists.
bin=$T/bin
mkdir "$bin"
printf '#!/bin/sh\necho "$@" >>"%s/apt"\n[ -e "%s/broken" ] && { echo "E: no network" >&2; exit 100; }\nexit 0\n' "$T" "$T" >"$bin/apt-get"
# shellcheck disable=SC2016 # the program's own variables
printf '#!/bin/sh\nfor last; do :; done\ngrep -qxF -- "$last" "%s/have" && printf installed\n' "$T" >"$bin/dpkg-query"
printf '#!/bin/sh\nexit 1\n' >"$bin/sudo"
printf '#!/bin/sh\ncase " $* " in *" -u "*) cat "%s/uid" ;; *) exec /usr/bin/id "$@" ;; esac\n' "$T" >"$bin/id"
printf '#!/bin/sh\ncase "$*" in *createcluster*) echo "$*" >>"%s/cluster" ;; *) exec /bin/sh "$@" ;; esac\n' "$T" >"$bin/sh"
chmod +x "$bin"/*
echo 0 >"$T/uid"

setup() { PATH=$bin:$PATH "$ROOT/scripts/setup" "$@"; }
forget() { rm -f "$T/apt" "$T/cluster"; }

: >"$T/have"
setup check --print >"$T/all" 2>/dev/null
ok 'an empty machine misses libxml2' grep -qx libxml2-dev "$T/all"
ok 'and what the tests need' grep -qx libcmocka-dev "$T/all"

cp "$T/all" "$T/have"
forget
exit_is 'with everything there setup is done' 0 setup check
not_ok 'and apt was not called' test -e "$T/apt"

grep -vx libcsv-dev "$T/all" >"$T/have"
setup build >"$T/out" 2>"$T/err"
like 'only the missing package is installed' "$(cat "$T/apt")" 'install libcsv-dev'
unlike 'nothing else' "$(cat "$T/apt")" 'libxml2'
like 'the package lists are fetched only when the install failed' "$(sed -n 2p "$T/apt")" '^$'

forget
: >"$T/broken"
exit_is 'without network setup fails' 69 setup build
like 'in one line that names the cause' "$(tail -n 1 "$T/err")" '^setup: apt-get update failed: E: no network$'
is 'after fetching the lists once' "$(grep -c update "$T/apt")" 1
rm "$T/broken"

forget
echo 1000 >"$T/uid"
exit_is 'an ordinary user without sudo gets status 1' 1 setup build
like 'and the one line to run' "$(cat "$T/err")" "su -c 'apt-get update && apt-get install .*libcsv-dev'"
not_ok 'and nothing is tried' test -e "$T/apt"

exit_is 'an unknown purpose is usage' 64 setup everything

# The server's package is asked for only where the warehouse is not somewhere else.
sed 's,/usr/lib/postgresql/\*/bin/pg_ctl /usr/local/pgsql/bin/pg_ctl,/nowhere/pg_ctl,' "$ROOT/scripts/setup" >"$T/setup"
like 'the night wants a server' "$(PATH=$bin:$PATH bash "$T/setup" night --print 2>&1)" 'postgresql-15'
unlike 'not when PGHOST points elsewhere' "$(PGHOST=db PATH=$bin:$PATH bash "$T/setup" night --print 2>&1)" 'postgresql-15'
like 'the tests want one of their own even then' "$(PGHOST=db PATH=$bin:$PATH bash "$T/setup" check --print 2>&1)" 'postgresql-15'

forget
echo 0 >"$T/uid"
: >"$T/have"
PATH=$bin:$PATH bash "$T/setup" server >/dev/null 2>&1
like 'before PostgreSQL comes, no cluster is made by its package' "$(cat "$T/cluster")" 'create_main_cluster = false'
like 'then it is installed' "$(cat "$T/apt")" 'postgresql-15'

done_testing
