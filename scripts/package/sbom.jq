# The SPDX 2.3 document of scripts/sbom, of tables whose cells are between tabs. Nothing in it depends on when or where it is made.
def rows($text): $text | split("\n") | map(select(. != "") | split("\t"));
# an SPDXID has letters, figures, points and dashes
def id($prefix; $name): "SPDXRef-" + $prefix + "-" + ($name | gsub("[^A-Za-z0-9.-]"; "-"));
def purl($name; $version; $arch):
	"pkg:deb/debian/" + ($name | @uri) + (if $version == "" then "" else "@" + ($version | @uri) end) + "?" +
	(if $arch == "" then "" else "arch=" + $arch + "&" end) + "distro=bookworm";
def relation($from; $type; $to): {spdxElementId: $from, relationshipType: $type, relatedSpdxElement: $to};
def debian($id; $name; $version; $arch; $homepage; $comment):
	{
		SPDXID: $id, name: $name, supplier: "Organization: Debian", downloadLocation: "NOASSERTION", filesAnalyzed: false,
		licenseConcluded: "NOASSERTION", licenseDeclared: "NOASSERTION", copyrightText: "NOASSERTION", comment: $comment,
		externalRefs: [{referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: purl($name; $version; $arch)}]
	}
	+ (if $version == "" then {} else {versionInfo: $version} end)
	+ (if $homepage == "" then {} else {homepage: $homepage} end);

def own: {
	SPDXID: "SPDXRef-Package-chiso", name: "chiso", versionInfo: $version, supplier: ("Organization: " + ($maintainer | sub(" *<"; " (") | sub(">.*"; ")") | rtrimstr("\n"))),
	downloadLocation: "NOASSERTION", licenseConcluded: "MIT", licenseDeclared: "MIT",
	copyrightText: ($copyright | capture("(?:^|\n)Copyright: (?<of>[^\n]*)").of),
	externalRefs: [{referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: "pkg:deb/chiso/chiso@\($version)?arch=\($arch)"}]
};

# An act, and a document that a state body answers for, is no object of copyright; the lists of the statistics office are not said to be
# such; of a copy the row says its licence; what the tree itself says has the tree's.
def licence($kind; $title_en; $published; $confirm):
	if $kind == "act" or ($kind == "document" and $confirm != "" and ($confirm | contains("Cục Thống kê") | not)) then "LicenseRef-official-document-VN"
	elif ($title_en | test("[(]MIT licence[)]")) or ($published | contains("this repository")) then "MIT"
	else "NOASSERTION" end;
# an address without its protocol, as the tables have it
def address($published): $published | if test("^[a-z0-9-]+([.][a-z0-9-]+)+(/[^ ;,]*)?$") then "https://" + . else "NOASSERTION" end;

def package_document:
	rows($files) as $f | rows($needs) as $n
	| (rows($sources) | map(select(.[4] as $kind | ["act", "document", "standard", "observation"] | index($kind)))) as $s
	| ($f | map({key: .[2], value: ("SPDXRef-File-" + .[1][0:16] + "-" + (.[2] | ltrimstr("./") | gsub("[^A-Za-z0-9.-]"; "-")))}) | from_entries) as $file_id
	| ($n | group_by(.[2]) | map({key: .[0][2], value: (sort | .[0]), all: map(.[1])})) as $wanted
	| {
		name: "chiso-\($version)-\($arch)",
		documentDescribes: ["SPDXRef-Package-chiso"],
		comment: "Installed links (completions of commands) are the files that they lead to. The document itself is no file of its own list.",
		packages: (
			[own + {
				filesAnalyzed: true, packageFileName: "chiso_\($version)_\($arch).deb", licenseInfoFromFiles: ["NOASSERTION"],
				packageVerificationCode: {packageVerificationCodeValue: $code, packageVerificationCodeExcludedFiles: ["./usr/share/doc/chiso/chiso.spdx.json"]}
			}, {
				SPDXID: "SPDXRef-Package-catalogue", name: "chiso-catalogue", versionInfo: $version, downloadLocation: "NOASSERTION", filesAnalyzed: false,
				licenseConcluded: "MIT", licenseDeclared: "MIT", copyrightText: own.copyrightText,
				comment: ($copyright | capture("\nComment: (?<of>[^\n]*(\n [^\n]*)*)").of | gsub("\n +"; " "))
			}]
			+ ($wanted | map(debian(id("Debian"; .key); .key; .value[3]; .value[4]; .value[5];
				(if .value[0] == "DEPENDS_ON" then "Depends: " else "Recommends: " end) + (.all | join(", "))
				+ (if .value[3] == "" then "; not installed where the package was built" else "; the version that was there when the package was built" end)
				+ "; its licence: /usr/share/doc/\(.key)/copyright")))
			+ ($s | map({
				SPDXID: id("Source"; .[0] + "-" + .[1]), name: .[3], summary: .[2], downloadLocation: address(.[5]), filesAnalyzed: false,
				originator: (if .[6] == "" then "NOASSERTION" else "Organization: " + .[6] end), primaryPackagePurpose: "OTHER",
				licenseConcluded: licence(.[4]; .[3]; .[5]; .[6]), licenseDeclared: licence(.[4]; .[3]; .[5]; .[6]), copyrightText: "NOASSERTION",
				sourceInfo: ("\(.[4]) \(.[1]) of catalog/\(.[0])/sources.csv; published: \(.[5])" + (if .[7] == "" then "" else "; note: " + .[7] end))
			}))),
		files: ($f | map({
			SPDXID: $file_id[.[2]], fileName: .[2], licenseConcluded: "MIT", licenseInfoInFiles: ["NOASSERTION"], copyrightText: own.copyrightText,
			checksums: [{algorithm: "SHA1", checksumValue: .[0]}, {algorithm: "SHA256", checksumValue: .[1]}]
		})),
		hasExtractedLicensingInfos: [{
			licenseId: "LicenseRef-official-document-VN", name: "Official document of Viet Nam, no object of copyright",
			extractedText: ($copyright | capture("\nComment: (?<of>[^\n]*(\n [^\n]*)*)").of | gsub("\n +"; " "))
		}],
		relationships: (
			[relation("SPDXRef-DOCUMENT"; "DESCRIBES"; "SPDXRef-Package-chiso"), relation("SPDXRef-Package-chiso"; "CONTAINS"; "SPDXRef-Package-catalogue")]
			+ ($f | map(relation("SPDXRef-Package-chiso"; "CONTAINS"; $file_id[.[2]])))
			+ ($f | map(select(.[2] | startswith("./usr/share/chiso/catalog/")) | relation("SPDXRef-Package-catalogue"; "CONTAINS"; $file_id[.[2]])))
			+ ($wanted | map(if .value[0] == "DEPENDS_ON" then relation("SPDXRef-Package-chiso"; "DEPENDS_ON"; id("Debian"; .key))
				else relation(id("Debian"; .key); "OPTIONAL_DEPENDENCY_OF"; "SPDXRef-Package-chiso") end))
			+ ($s | map(relation("SPDXRef-Package-catalogue"; "GENERATED_FROM"; id("Source"; .[0] + "-" + .[1])))))
	};

def bundle_document:
	rows($packages) as $p
	| {
		name: "chiso-bundle-\($version)-\($arch)",
		documentDescribes: ["SPDXRef-Bundle"],
		packages: (
			[{
				SPDXID: "SPDXRef-Bundle", name: "chiso-bundle", versionInfo: $version, packageFileName: "chiso-bundle_\($version)_\($arch).tar",
				downloadLocation: "NOASSERTION", filesAnalyzed: false, licenseConcluded: "NOASSERTION", licenseDeclared: "NOASSERTION", copyrightText: "NOASSERTION",
				comment: "What is in the package chiso itself: chiso.spdx.json beside this document."
			}]
			+ ($p | map((if .[0] == "chiso" then own + {filesAnalyzed: false}
				else debian(id("Debian"; .[0]); .[0]; .[1]; .[2]; .[5]; "its licence, once it is installed: /usr/share/doc/\(.[0])/copyright") end)
				+ {packageFileName: .[4], checksums: [{algorithm: "SHA256", checksumValue: .[3]}]}))),
		relationships: (
			[relation("SPDXRef-DOCUMENT"; "DESCRIBES"; "SPDXRef-Bundle")]
			+ ($p | map(relation("SPDXRef-Bundle"; "CONTAINS"; if .[0] == "chiso" then "SPDXRef-Package-chiso" else id("Debian"; .[0]) end))))
	};

{
	spdxVersion: "SPDX-2.3", dataLicense: "CC0-1.0", SPDXID: "SPDXRef-DOCUMENT",
	creationInfo: {created: $created, creators: ["Organization: chiso authors", "Tool: chiso-sbom-\($version)"]}
}
+ (if $kind == "package" then package_document else bundle_document end)
| . + {documentNamespace: "https://chiso.example/spdx/\(.name)-\($content)"}
