/** The licences that the default install may hold, and what each asks of whoever passes the code on. */
export const ACCEPTED_LICENCES: Readonly<Record<string, string>> = {
	"0BSD": "nothing",
	"Apache-2.0": "keep the notices, say what was changed; it grants patents",
	blessing: "nothing: public domain",
	"BlueOak-1.0.0": "keep the licence or its address",
	"BSD-2-Clause": "keep the notice",
	"BSD-3-Clause": "keep the notice, do not advertise with the authors' names",
	"BSD-4-Clause": "keep the notice, name the authors where you advertise what the code does",
	"CC0-1.0": "nothing: public domain",
	FTL: "keep the notice, credit the FreeType project",
	ICU: "keep the notice",
	IJG: "keep the notice, credit the Independent JPEG Group",
	ISC: "keep the notice",
	"libpng-2.0": "do not claim to have written it",
	"LicenseRef-Mummert": "keep the notice, say when it was changed",
	"LicenseRef-Sun-free-use": "nothing",
	MIT: "keep the notice",
	"MIT-Festival": "keep the notice and the authors' names, mark changes, do not advertise with those names",
	"MPL-1.1": "say where its source is, publish changes to its own files under the same licence",
	"MPL-2.0": "say where its source is, publish changes to its own files under the same licence",
	"OFL-1.1": "keep the notice, do not sell the font by itself; what is drawn with it is free",
	"Spencer-86": "keep the notice, do not claim to have written it",
	"Unicode-3.0": "keep the notice",
	Unlicense: "nothing: public domain",
	Zlib: "do not claim to have written it",
};

/** Those it may hold only where the table of what is inside says why. GPL and AGPL are in neither list. */
export const EXCUSABLE_LICENCES: Readonly<Record<string, string>> = {
	"LGPL-2.1": "keep the notice, offer its source, let others put their own build of it in its place",
	"LGPL-2.1-only": "keep the notice, offer its source, let others put their own build of it in its place",
	"LGPL-2.1-or-later": "keep the notice, offer its source, let others put their own build of it in its place",
};
