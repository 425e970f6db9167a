# shellcheck shell=bash
# Figures that a test writes into core.indicator with their flags as one text; after tap.sh.
#
# flagged [COMMAND…]   their flags as rows, read as the migration reads them (sql/82-old-flags.sql); COMMAND asks (default: sql)

flagged() {
	[ $# -gt 0 ] || set -- sql
	"$@" "$(sed -n '/^CREATE FUNCTION core.old_flags/,/^\$\$;/p' "$ROOT/sql/82-old-flags.sql")
		$(sed -n '/^INSERT INTO core.indicator_flag/,/;$/p' "$ROOT/sql/82-old-flags.sql" | sed 's/;$//')
		WHERE NOT EXISTS (SELECT FROM core.indicator_flag x WHERE (x.set, x.indicator, x.agency, x.period, x.run_from)
			= (i.set, i.indicator, i.agency, i.period, i.run_from) AND x.run_to IS NOT DISTINCT FROM i.run_to);
		DROP FUNCTION core.old_flags(text)"
}
