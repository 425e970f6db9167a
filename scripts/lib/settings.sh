# shellcheck shell=bash
# The settings: what --help says of each.

print_variables() {
	cat <<'END'
Variables, from the environment or from the file that CHISO_CONFIG names (lines
NAME=VALUE, # comments; the environment wins; an installed night reads
/etc/chiso/chiso.conf unless CHISO_CONFIG is set):

  CHISO_INBOX          folder that the files arrive in, alone or in subfolders
                       named after their feed (settings inbox_ignored and
                       inbox_aside of the catalogue say which names are no
                       input)
  CHISO_INBOX_KEEP=1   leave the files in the inbox after they were taken
  CHISO_VAR            folder of raw zone, quarantine, figures, published files,
                       log, lock (default: var of the clone)
  CHISO_KEY            file with the keys of the pseudonyms, its owner's alone
                       (default: made in CHISO_VAR)
  CHISO_CATALOG        folders of the catalogue, base first, separated by colons
                       (default: pipeline/catalog)
  CHISO_NOW            the clock: an ISO 8601 time with zone (default: now)
  CHISO_SERIES         as-was (default) or both: figures by today's agencies as
                       well (share.chi_so_theo_co_quan_nay)
  CHISO_ASK            feeds that the night asks before it takes what arrived,
                       separated by blanks (default: none; scripts/fetch)
  CHISO_ENDPOINTS      folder of the endpoints that feeds are asked at
                       (scripts/fetch --help)
  CHISO_RETRY_SECONDS  pause before the one retry when the database is away or
                       busy (default: 60)
  CHISO_JOBS           parsers at a time (default: one a processor)
  CHISO_WIDTH          columns of what is printed (default: the terminal's, else
                       80; the summary has 78 at most)
  CHISO_NIGHTS         nights whose summary and details are kept in
                       CHISO_VAR/nights, a folder each (default: 400)
  CHISO_BIN            folder of the programs (default: build/bin of the clone,
                       else PATH)
  PGHOST PGPORT PGUSER PGDATABASE PGSERVICE …
                       the warehouse, as for psql; without them a private server
                       under CHISO_VAR; PGUSER is a login of the role
                       chiso_loader, of who approves one of chiso_approver

Without CHISO_INBOX the embedded default runs: the invented samples, at
2024-04-01T01:00:00+07:00, in the private server only (--samples lets them into
another). An unknown CHISO_ name is refused.
END
}

is_name() {
	[[ $1 =~ ^[A-Z_]+$ && " ${2//[[:space:]]/ } " == *" $1 "* ]]
}
