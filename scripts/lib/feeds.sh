# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # the parts share their variables
# What the catalogue says of the feeds, for the scripts.

# The tables that every run asks.
load_feeds() {
	add_catalog_table feeds || return $?
	add_catalog_table reject_codes
}
