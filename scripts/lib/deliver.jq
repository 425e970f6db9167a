# The manifest of a delivery, a Data Package: https://datapackage.org/standard/data-package/
# $sets, $hashes, $sizes: what deliver-sets.sql, sha256sum and stat say; $bar between the columns of the first.
def rows($text; $by): $text | split("\n") | map(select(. != "") | split($by));
def field($type): {
	"bigint": {type: "integer"}, "integer": {type: "integer"}, "numeric": {type: "number"}, "boolean": {type: "boolean", trueValues: ["t"], falseValues: ["f"]},
	"date": {type: "date"}, "timestamp with time zone": {type: "datetime", format: "any"}
}[$type] // {type: "string"};
def own($name; $words): {name: $name, type: (if $name == "_luot" then "integer" else "string" end), description: $words};
rows($sets; $bar) as $facts
| ($facts | map(select(.[0] == "set"))) as $all
| (rows($hashes; "  ") | map({(.[1]): .[0]}) | add // {}) as $hash
| (rows($sizes; " ") | map({(.[1]): (.[0] | tonumber)}) | add // {}) as $size
| {
	"$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
	name: "chiso-\($to)-\($number)",
	title: "Dữ liệu dùng chung: phần thay đổi từ lần nhận trước / what changed of the shared data since the last receipt",
	created: $now,
	version: $version,
	chiso: {
		recipient: $to, number: $number, whole: ($since == 0), since: $since, since_id: (if $since_id == "" then null else $since_id end), until: $until,
		turns: ($facts | map(select(.[0] == "turn") | {turn: (.[1] | tonumber), id: .[2]})),
		standing: ($all | map({(.[1]): (.[4] | tonumber)}) | add)
	},
	resources: ($all | map(select(.[5] != "") | .[1] as $set | {
		name: $set, path: "\($set).csv", format: "csv", mediatype: "text/csv", encoding: "utf-8",
		bytes: $size["\($set).csv"], hash: "sha256:\($hash["\($set).csv"])",
		chiso: {written: (.[2] | tonumber), gone: (.[3] | tonumber)},
		schema: {
			fields: ([own("_luot"; "Lượt thay đổi / turn"), own("_khoa"; "Khóa của dòng / key of the row"),
				own("_thao_tac"; "ghi: dòng như đang có; xoa: dòng không còn / ghi: the row as it stands, xoa: it stands no more")]
				+ ($facts | map(select(.[0] == "column" and .[2] == $set) | {name: .[1]} + field(.[3]) + {description: .[4]}))),
			primaryKey: ["_khoa"], missingValues: [""]
		}
	}))
}
