#!/bin/bash
# Lint sees all that the programs read: a nonsense value in every kind of cell of every table, one column at a time, is told with its
# file, line, column, the value and what was expected; free words alone are what schema.csv declares free. What ends a program names
# the row.
# shellcheck source=tests/lib/tap.sh
. "$(dirname "$0")/../lib/tap.sh"
cd "$ROOT" || exit 1
(umask 077 && printf 'test %064d\n' 7 >"$T/key")
/usr/bin/python3 tests/lib/nonsense.py pipeline/catalog "$T" "$BUILD/bin" 2024-04-01 samples >"$T/told" 2>"$T/err"
is 'every column was asked' "$(cat "$T/err")" ''
while IFS=$'\t' read -r column answer words run; do
	case $answer in
	free | unused) continue ;;
	told) pass "$column: $words" ;;
	*) fail "$column is told" "$answer: $words" ;;
	esac
	case $run in
	unnamed*) fail "$column: what ends a program names the row" "$run" ;;
	named) pass "$column: a program that ends names the row" ;;
	esac
done <"$T/told"
ok 'columns were told' test "$(grep -c -P '\ttold\t' "$T/told")" -gt $((200 / ${CHISO_TEST_STRIDE:-1}))

# Free words: nobody computes with them. Another column belongs here only when no program reads more than its words.
cat >"$T/free" <<'END'
admin_successors.name_vi
admin_successors.note
admin_units.name_vi
agencies.name_vi
agencies.short_vi
agency_aliases.alias
agency_strings.document
agency_strings.text
agency_successors.note
agency_words.means
agency_words.word
beside.title_vi
checks.message_vi
closings.title_vi
code_aliases.alias
codes.code
codes.meaning
codes.title_vi
datasets.title_vi
days_off.title_vi
denominator_values.document
denominators.band
denominators.title_vi
denominators.words
dialects.note
empty_dates.title_vi
encodings.title_vi
envelopes.title_vi
faults.success
feeds.title_vi
field_words.example
field_words.need_en
field_words.need_vi
fields.missing
fields.purpose
fields.title_vi
form_texts.message_en
form_texts.message_vi
form_texts.text
forms.expected
indicators.interpretation
indicators.missing
indicators.title_vi
json_items.title_vi
kept_words.words
legal_bases.title_en
legal_bases.title_vi
measures.title_vi
messages.text_en
messages.text_vi
methods.score
methods.title_vi
methods.value
milestones.note
name_words.word
number_words.word
open_columns.title_en
open_columns.title_vi
open_feeds.title_vi
open_relations.title_vi
open_sets.description_en
open_sets.description_vi
open_sets.keywords_en
open_sets.keywords_vi
open_sets.title_en
open_sets.title_vi
outcomes.message_en
outcomes.message_vi
page_columns.list
page_columns.title_en
page_columns.title_vi
page_lists.chart
page_lists.chart_sheet
page_lists.list
page_lists.sheet
page_lists.within
pages.title_en
pages.title_vi
period_kinds.title_en
period_kinds.title_vi
point_totals.decision
points.decision
quote_patterns.quote
quote_patterns.title_vi
reader_words.text_en
reader_words.text_vi
reject_codes.message_en
reject_codes.message_vi
reject_ways.do_en
reject_ways.do_vi
relations.note
requests.endpoint_keys
requests.title_vi
schema_texts.text_en
schema_texts.text_vi
senders.title_vi
senders.value
serials.title_vi
set_rows.deadline
set_rows.section
set_rows.section_title
set_rows.stt
set_rows.wording
set_texts.text
sets.after_end
sets.document
sets.title_vi
settings.title_vi
signatures.expected
signatures.found
signatures.holds
signatures.signature
signatures.starts
sources.confirm
sources.note
sources.published
sources.title
sources.title_en
status_words.sign
status_words.text_en
status_words.text_vi
systems.contact
systems.expected
systems.monitoring
systems.purpose
systems.title_vi
targets.baseline_text
targets.note
targets.reason
targets.text
territories.name_vi
totals.title_vi
unit_aliases.alias
units.title_vi
variables.title_vi
END
is 'no column is free text but these' "$(grep -P '\tfree\t' "$T/told" | cut -f 1 | LC_ALL=C sort | LC_ALL=C comm -23 - "$T/free")" ''
done_testing
