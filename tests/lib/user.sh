# shellcheck shell=bash
# What an ordinary user may do: as root, as `nobody`; after tap.sh.

# as_user COMMAND…  runs it as an ordinary user, in a folder that everybody may enter
as_user() {
	if [ "$(id -u)" -eq 0 ]; then
		(cd / && exec setpriv --reuid=nobody --regid=nogroup --clear-groups -- env HOME="$T" "$@")
	else
		"$@"
	fi
}

# Whether that user can run the programs and scripts at all: a clone under /root is closed to them.
user_can_run() { as_user test -r "$ROOT/scripts/nightly" -a -x "$BUILD/bin/chiso-load"; }

# DIR and all in it become that user's.
give_to_user() { [ "$(id -u)" -ne 0 ] || chown -R nobody:nogroup "$1"; }
