# Text as mdoc wants it: a line a sentence, nothing that begins like a macro.
function roff(text,   n, part, i, out)
{
	gsub(/\\/, "\\e", text)
	n = split(text, part, /[.!?] +/)
	for (i = 1; i <= n; i++) {
		out = out (i > 1 ? "\n" : "") (part[i] ~ /^[.']/ ? "\\\\&" : "") part[i]
		if (i < n) {
			text = substr(text, length(part[i]) + 1)
			out = out substr(text, 1, 1)
			sub(/^. +/, "", text)
		}
	}
	gsub(/\\\\&/, "\\\\\\&", out)
	return out
}
