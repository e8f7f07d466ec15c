/** The page's looks: the reader's own fonts, light or dark as the reader's system is, and readable without either. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d1f24; --soft: #5c6370; --line: #dfe2e8; --ground: #fbfbfa; --side: #f1f1ee;
	--code: #eceef2; --get: #1f6f4a; --post: #8a4b08; --delete: #a02c2c; --accent: #b4520b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e5e0; --soft: #a2a6b0; --line: #34373e; --ground: #17181b; --side: #1e2024;
	--code: #2a2d33; --get: #6fcf97; --post: #e8a557; --delete: #f08080; --accent: #f0a35e; } }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: minmax(15rem, 22rem) minmax(0, 1fr); color: var(--ink);
	background: var(--ground); font: 16px/1.55 system-ui, sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 1.25rem 3rem; background: var(--side);
	border-right: 1px solid var(--line); font-size: .82rem; }
nav h1 { margin: 0 0 1rem; font-size: 1.25rem; letter-spacing: -.01em; } nav h1 small { font-weight: 400; color: var(--soft); }
nav h2 { margin: 1.4rem 0 .4rem; font-size: .95rem; } nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: block; padding: .16rem 0; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
nav li a:hover, nav li a:focus-visible { color: var(--accent); } nav code { background: none; padding: 0; }
main { max-width: 62rem; padding: 2rem clamp(1rem, 4vw, 3.5rem) 6rem; }
a { color: var(--accent); } header { color: var(--soft); } h2 { font-size: 1.7rem; letter-spacing: -.015em; margin: 3rem 0 .5rem; }
nav h2 a { color: inherit; text-decoration: none; }
article { border-top: 1px solid var(--line); padding: 1.6rem 0 1rem; scroll-margin-top: 1rem; }
h3 { margin: 0; font-size: 1.05rem; font-weight: 500; overflow-wrap: anywhere; } h3 code { background: none; padding: 0; font-size: 1em; }
h4 { margin: 1.1rem 0 .3rem; font-size: .85rem; color: var(--soft); font-weight: 600; }
.summary { font-size: 1.05rem; margin: .5rem 0; } p { max-width: 46rem; }
.method { font: 600 .72em ui-monospace, monospace; letter-spacing: .03em; color: var(--get); }
.method.post, .method.put, .method.patch { color: var(--post); } .method.delete { color: var(--delete); }
code, pre, .type { font: .88em ui-monospace, SFMono-Regular, Menlo, monospace; } code { background: var(--code); padding: .08em .3em;
	border-radius: 4px; overflow-wrap: anywhere; }
pre { background: var(--code); padding: .8rem 1rem; border-radius: 8px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; }
td { vertical-align: top; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); }
td:first-child { white-space: nowrap; } .type { color: var(--soft); max-width: 24rem; overflow-wrap: anywhere; }
details { margin: .5rem 0; } summary { cursor: pointer; } summary code { color: var(--soft); }
@media (max-width: 52rem) { body { display: block; } nav { position: static; height: auto; max-height: 45vh; } td:first-child { white-space: normal; } }
`;
