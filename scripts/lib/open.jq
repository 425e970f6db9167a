# The metadata of the open data: Data Package 2 (https://datapackage.org), DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/), READMEs.
# $facts: open-words.sql; $hashes, $sizes: sha256sum and stat of the CSVs; $bar between the columns of the first.
def rows($text; $by): $text | split("\n") | map(select(. != "") | split($by));
def vi($text): {"@language": "vi", "@value": $text};
def en($text): {"@language": "en", "@value": $text};
def both($vi; $en): [vi($vi), en($en)];
# A word of a vocabulary says itself what it is: a reader of the document alone knows it.
def word($iri; $type): {"@id": $iri, "@type": $type};
def concept($iri; $name): word($iri; "skos:Concept") + {"skos:prefLabel": en($name)};
def authority($list; $code; $type): word("http://publications.europa.eu/resource/authority/\($list)/\($code)"; $type);
def concept_of($list; $code; $name): concept("http://publications.europa.eu/resource/authority/\($list)/\($code)"; $name);
def day($name; $day): if $day == null or $day == "" then {} else {($name): {"@type": "xsd:date", "@value": $day}} end;
def words($text): $text | split("; ");
def context: {
	dcat: "http://www.w3.org/ns/dcat#", dct: "http://purl.org/dc/terms/", foaf: "http://xmlns.com/foaf/0.1/", vcard: "http://www.w3.org/2006/vcard/ns#",
	spdx: "http://spdx.org/rdf/terms#", xsd: "http://www.w3.org/2001/XMLSchema#", skos: "http://www.w3.org/2004/02/skos/core#", dcatap: "http://data.europa.eu/r5r/"
};
# Data themes of the EU; DCAT-AP asks for its name where the vocabulary is not at hand.
def theme_name($code): {GOVE: "Government and public sector", REGI: "Regions and cities", ECON: "Economy and finance", SOCI: "Population and society",
	TECH: "Science and technology", ENER: "Energy", ENVI: "Environment", HEAL: "Health", EDUC: "Education, culture and sport", JUST: "Justice, legal system and public safety",
	TRAN: "Transport", AGRI: "Agriculture, fisheries, forestry and food", INTR: "International issues"}[$code];
def place: word("http://publications.europa.eu/resource/authority/country/VNM"; "dct:Location") + {"skos:prefLabel": vi("Việt Nam")};
def cell: gsub("\\|"; "\\|");

rows($facts; $bar) as $facts
| ($facts | map(select(.[0] == "setting") | {(.[1]): .[2]}) | add) as $setting
| ($setting.open_base) as $base
| ($setting.open_licence | split(" ")) as $licence
| ($facts | map(select(.[0] == "publisher")) | first // [null, "", ""]) as $publisher
| (rows($hashes; "  ") | map({(.[1]): .[0]}) | add // {}) as $hash
| (rows($sizes; " ") | map({(.[1]): (.[0] | tonumber)}) | add // {}) as $size
| ($facts | map(select(.[0] == "column"))) as $columns
| ($facts | map(select(.[0] == "set") | {
	name: .[1], title_vi: .[2], title_en: .[3], description_vi: .[4], description_en: .[5], theme: .[6], frequency: .[7], keywords_vi: .[8], keywords_en: .[9],
	is_series: (.[10] == "1"), changed_on: .[11], issued_on: .[12], starts_on: .[13], ends_on: .[14], rows: (.[15] | tonumber), left_out: (.[16] | tonumber)
})) as $sets

| {"@id": "\($base)#publisher", "@type": "foaf:Agent", "foaf:name": vi($publisher[2]),
	"dct:type": concept("http://purl.org/adms/publishertype/LocalAuthority"; "Local authority")} as $agent
| {"@id": $setting.open_contact} as $mail
| ({"@id": "\($base)#contact", "@type": ["vcard:Organization", "vcard:Kind"], "vcard:fn": vi($publisher[2])}
	+ if ($setting.open_contact | startswith("mailto:")) then {"vcard:hasEmail": $mail} else {"vcard:hasURL": $mail} end) as $contact
| {"@id": $licence[1], "@type": "dct:LicenseDocument", "dct:title": $licence[0],
	"dct:type": concept("http://purl.org/adms/licencetype/Attribution"; "Attribution")} as $document

| def distribution($set; $file; $vi; $en; $conforms): "\($set.name)/\($file)" as $path | {
		"@id": "\($base)\($path)", "@type": "dcat:Distribution", "dct:title": both($vi; $en), "dct:description": both($vi; $en),
		"dcat:accessURL": {"@id": "\($base)\($path)"}, "dcat:downloadURL": {"@id": "\($base)\($path)"},
		"dct:format": authority("file-type"; "CSV"; "dct:MediaTypeOrExtent"), "dcat:mediaType": word("https://www.iana.org/assignments/media-types/text/csv"; "dct:MediaType"),
		"dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": ($size[$path] | tostring)},
		"dct:license": {"@id": $licence[1]},
		"dcatap:availability": concept_of("planned-availability"; "STABLE"; "stable"),
		"spdx:checksum": {"@type": "spdx:Checksum", "spdx:algorithm": word("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"; "spdx:ChecksumAlgorithm"),
			"spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": $hash[$path]}}
	} + (if $conforms == "" then {} else {"dct:conformsTo": {"@id": $conforms, "@type": "dct:Standard"}} end);

def dataset($set): ({
		"@id": "\($base)\($set.name)/", "@type": "dcat:Dataset",
		"dct:title": both($set.title_vi; $set.title_en), "dct:description": both($set.description_vi; $set.description_en),
		"dct:identifier": "\($base)\($set.name)/",
		"dcat:keyword": ((words($set.keywords_vi) | map(vi(.))) + (words($set.keywords_en) | map(en(.)))),
		"dcat:theme": concept_of("data-theme"; $set.theme; theme_name($set.theme)), "dct:accrualPeriodicity": authority("frequency"; $set.frequency; "dct:Frequency"),
		"dct:publisher": $agent, "dcat:contactPoint": $contact, "dct:language": authority("language"; "VIE"; "dct:LinguisticSystem"),
		"dct:spatial": place, "dct:accessRights": authority("access-right"; "PUBLIC"; "dct:RightsStatement"),
		"dcat:landingPage": {"@id": "\($base)\($set.name)/README.md", "@type": "foaf:Document"},
		"dcat:distribution": ([distribution($set; "\($set.name).csv"; "CSV (UTF-8)"; "CSV (UTF-8)"; "")]
			+ if $set.is_series then [distribution($set; "\($set.name).sdmx.csv"; "SDMX-CSV 2.0"; "SDMX-CSV 2.0"; "https://github.com/sdmx-twg/sdmx-csv")] else [] end)
	}
	+ day("dct:issued"; $set.issued_on) + day("dct:modified"; $set.changed_on)
	+ if $set.starts_on == "" then {} else {"dct:temporal": ({"@type": "dct:PeriodOfTime"} + day("dcat:startDate"; $set.starts_on) + day("dcat:endDate"; $set.ends_on))} end);

def of_set($set): $columns | map(select(.[1] == $set.name));

def package($set): ({
		"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", name: "chiso-\($set.name)", id: "\($base)\($set.name)/",
		title: "\($set.title_vi) / \($set.title_en)", description: "\($set.description_vi)\n\n\($set.description_en)", homepage: $base,
		licenses: [{name: $licence[0], path: $licence[1]}], keywords: (words($set.keywords_vi) + words($set.keywords_en)),
		contributors: [{title: $publisher[2], roles: ["publisher"]}],
		resources: ([{
			name: $set.name, type: "table", path: "\($set.name).csv", format: "csv", mediatype: "text/csv", encoding: "utf-8",
			bytes: $size["\($set.name)/\($set.name).csv"], hash: "sha256:\($hash["\($set.name)/\($set.name).csv"])",
			schema: {
				fields: (of_set($set) | map({name: .[2], type: .[3], title: .[5], description: .[6]} + if .[4] == "1" then {constraints: {required: true}} else {} end)),
				primaryKey: (of_set($set) | map(select(.[4] == "1") | .[2])), missingValues: [""]
			}
		}] + if $set.is_series then [{
			name: "\($set.name)-sdmx", path: "\($set.name).sdmx.csv", format: "csv", mediatype: "text/csv", encoding: "utf-8",
			title: "SDMX-CSV 2.0", bytes: $size["\($set.name)/\($set.name).sdmx.csv"], hash: "sha256:\($hash["\($set.name)/\($set.name).sdmx.csv"])"
		}] else [] end)
	} + if $set.changed_on == "" then {} else {created: "\($set.changed_on)T00:00:00+07:00"} end);

def rule_vi: "Số đếm về người, hoặc về tài sản, giấy tờ của người, từ 1 đến dưới \($setting.open_threshold) được để trống (trạng thái `an`), cùng những số mà từ đó suy ra được nó. Số 0 không để trống.";
def rule_en: "Counts of people, or of what is theirs, from 1 to under \($setting.open_threshold) are left out (state `an`), with those from which they could be told. A 0 is never left out.";

def readme($set): "# \($set.title_vi)\n\n\($set.description_vi)\n\n"
	+ (if $set.is_series then "\(rule_vi) Dòng: \($set.rows), trong đó để trống \($set.left_out).\n\n" else "" end)
	+ "| Cột | Kiểu | Nghĩa |\n|---|---|---|\n" + (of_set($set) | map("| `\(.[2])` | \(.[3])\(if .[4] == "1" then ", khóa" else "" end) | \(.[5] | cell) |\n") | add)
	+ "\nCơ quan công bố: \($publisher[2]). Giấy phép: [\($licence[0])](\($licence[1])). Kiểm tra tệp: `sha256sum -c SHA256SUMS`.\n"
	+ "\n# \($set.title_en)\n\n\($set.description_en)\n\n"
	+ (if $set.is_series then "\(rule_en) Rows: \($set.rows), \($set.left_out) of them left out.\n\n" else "" end)
	+ "| Column | Type | Meaning |\n|---|---|---|\n" + (of_set($set) | map("| `\(.[2])` | \(.[3])\(if .[4] == "1" then ", key" else "" end) | \(.[6] | cell) |\n") | add)
	+ "\nPublisher: \($publisher[2]). Licence: [\($licence[0])](\($licence[1])). To check the files: `sha256sum -c SHA256SUMS`.\n"
	+ (if $set.is_series then "\nCSV: UTF-8, BOM. `\($set.name).sdmx.csv`: SDMX-CSV 2.0.\n" else "" end);

def catalog($of): {
	"@id": "\($base)catalog", "@type": "dcat:Catalog", "dct:title": both("Dữ liệu mở: \($publisher[2])"; "Open data: \($publisher[2])"),
	"dct:description": both("Số liệu thủ tục hành chính và chuyển đổi số, tổng hợp từ các nguồn đã kết nối"; "Figures of administrative procedures and digital transformation, made of the connected sources"),
	"dct:publisher": $agent, "dct:language": authority("language"; "VIE"; "dct:LinguisticSystem"), "dct:license": {"@id": $licence[1]},
	"dcat:themeTaxonomy": (word("http://publications.europa.eu/resource/authority/data-theme"; "skos:ConceptScheme") + {"dct:title": en("Data theme")}),
	"foaf:homepage": word($base; "foaf:Document"), "dct:spatial": place, "dcat:dataset": ($of | map({"@id": "\($base)\(.name)/"}))
} + day("dct:modified"; $sets | map(.changed_on | select(. != "")) | max) + day("dct:issued"; $sets | map(.issued_on | select(. != "")) | min);

def document($of): {"@context": context, "@graph": ([catalog($of)] + ($of | map(dataset(.))) + [$document])};

{
	sets: ($sets | map(. as $set | {($set.name): {package: package($set), dcat: document([$set]), readme: readme($set)}}) | add),
	catalog: document($sets),
	licence: "\($licence[0])\n\($licence[1])\n\nDữ liệu này của \($publisher[2]). Ai cũng được dùng, sao chép, phân phối, kể cả để kinh doanh, khi nêu nguồn, theo giấy phép nêu trên.\nThese data are of \($publisher[2]). Everybody may use, copy and distribute them, for profit too, naming the source, under the licence named above.\n",
	readme: ("# Dữ liệu mở / Open data: \($publisher[2])\n\n| Tập / set | Nội dung / content | Dòng / rows | Đổi lần cuối / changed |\n|---|---|---|---|\n"
		+ ($sets | map("| [\(.name)](\(.name)/README.md) | \(.title_vi) / \(.title_en) | \(if .is_series then "\(.rows)" else "" end) | \(.changed_on) |\n") | add)
		+ "\n\(rule_vi)\n\n\(rule_en)\n\nGiấy phép / licence: [\($licence[0])](\($licence[1])). `catalog.jsonld`: DCAT-AP 3. `sha256sum -c SHA256SUMS`.\n")
}
