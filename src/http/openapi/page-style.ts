/** The page's looks: the reader's own fonts, light or dark as the reader's system is, and readable without either. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c1e22; --soft: #5b616c; --line: #e3e4e0; --ground: #fdfdfb; --side: #f5f4ef;
	--code: #efeee8; --dark: #22242a; --bright: #ece9e2; --accent: #a84a06;
	--get: #17663f; --post: #8a4b08; --delete: #a02c2c; --get-ground: #e1f1e7; --post-ground: #f9ebd7; --delete-ground: #f9e1e0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e3dc; --soft: #a3a7b0; --line: #31343a; --ground: #17181b; --side: #1c1e22;
	--code: #282b30; --dark: #101114; --bright: #e0ddd6; --accent: #f0a35e;
	--get: #82d9a8; --post: #efb46a; --delete: #f39a95; --get-ground: #1c3328; --post-ground: #3a2c18; --delete-ground: #3b2222; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; display: grid; grid-template-columns: 19rem minmax(0, 1fr); color: var(--ink); background: var(--ground);
	font: 16px/1.55 system-ui, sans-serif; }
a { color: var(--accent); } p { margin: .5rem 0; max-width: 44rem; }
code, pre { font: .86em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
code { background: var(--code); padding: .1em .35em; border-radius: 4px; overflow-wrap: anywhere; }

nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.4rem 1rem 3rem; background: var(--side);
	border-right: 1px solid var(--line); font-size: .86rem; line-height: 1.35; }
.brand { margin: 0 .5rem 1rem; font-size: 1.2rem; font-weight: 650; letter-spacing: -.01em; }
.brand a { color: inherit; text-decoration: none; } .brand small { font-weight: 400; font-size: .75em; color: var(--soft); }
nav summary { padding: .35rem .5rem; font-weight: 650; cursor: pointer; border-radius: 6px; }
nav ul { list-style: none; margin: 0 0 .9rem; padding: 0; }
nav li a { display: flex; gap: .55rem; align-items: baseline; padding: .28rem .5rem; border-radius: 6px; color: inherit; text-decoration: none; }
nav li a:hover, nav li a:focus-visible { background: var(--code); } nav li code { background: none; padding: 0; }
nav .method.method { flex: none; width: 3.1rem; font-size: .62rem; background: none; padding: 0; text-align: right; }
nav .overview { padding-left: 4.15rem; color: var(--soft); }

.method { font: 700 .72rem/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; letter-spacing: .04em; padding: .12rem .45rem; border-radius: 5px;
	color: var(--get); background: var(--get-ground); }
.method.post, .method.put, .method.patch { color: var(--post); background: var(--post-ground); }
.method.delete { color: var(--delete); background: var(--delete-ground); }

main { padding: 2.2rem clamp(1rem, 3.5vw, 3.5rem) 8rem; max-width: 92rem; }
header { color: var(--soft); } h1 { margin: 0; color: var(--ink); font-size: 2rem; letter-spacing: -.02em; }
section { padding-top: 2.6rem; } h2 { margin: 0 0 .4rem; font-size: 1.6rem; letter-spacing: -.015em; }
article { border-top: 1px solid var(--line); margin-top: 1.8rem; padding-top: 1.6rem; }
h3 { margin: 0; font-size: 1.2rem; letter-spacing: -.005em; } h3 a { color: inherit; text-decoration: none; }
h3 a:hover::after { content: " #"; color: var(--soft); }
.call { margin: .35rem 0 .8rem; max-width: none; } .call code { background: none; padding: 0 .2rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 25rem); gap: 0 2.5rem; }
.sample { grid-column: 2; grid-row: 1; align-self: start; position: sticky; top: 1rem; } .about { grid-column: 1; grid-row: 1; } .about > :first-child { margin-top: 0; }
pre { margin: 0 0 1rem; padding: .9rem 1rem; border-radius: 10px; background: var(--dark); color: var(--bright);
	overflow: auto; font-size: .78rem; }
.about ul { margin: .3rem 0 .8rem; padding-left: 1.1rem; } .about li { margin: .15rem 0; }
h4 { margin: 1.5rem 0 .1rem; font-size: .82rem; font-weight: 650; color: var(--soft); }
.types { font-weight: 400; } .types code { font-size: .72rem; color: var(--soft); }
dl { margin: 0; } .field { padding: .55rem 0; border-bottom: 1px solid var(--line); } .field:last-child { border-bottom: 0; }
.level1 { margin-left: 1.1rem; } .level2 { margin-left: 2.2rem; } .level3 { margin-left: 3.3rem; }
dt code { background: none; padding: 0; font-weight: 600; font-size: .88rem; } .outer { font-weight: 400; color: var(--soft); }
.type { margin-left: .45rem; font-size: .82rem; color: var(--soft); }
.mark { margin-left: .45rem; font-size: .74rem; font-weight: 600; color: var(--accent); }
dd { margin: 0; font-size: .92rem; } dd p { margin: .15rem 0 0; } .values { line-height: 1.9; } .values code { font-size: .76rem; white-space: nowrap; }
.answer { margin: .4rem 0; padding: .5rem .8rem; border: 1px solid var(--line); border-radius: 8px; max-width: none; }
.answer summary { cursor: pointer; } .answer[open] summary { margin-bottom: .5rem; } .status { margin-right: .3rem; color: var(--get); }
.status.other { color: var(--delete); }
@media (max-width: 76rem) { .columns { display: block; } .sample { position: static; margin-bottom: 1rem; } }
@media (max-width: 52rem) { body { display: block; } nav { position: static; height: auto; max-height: 28vh; border-right: 0; border-bottom: 1px solid var(--line);
	padding-bottom: 1rem; } main { padding-top: 1.4rem; } .level1 { margin-left: .6rem; } .level2, .level3 { margin-left: 1.2rem; } }
@media print { nav { display: none; } body { display: block; } }
`;
