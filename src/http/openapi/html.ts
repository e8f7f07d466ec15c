/** Text that stands in HTML as it is. */
export function plain(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** The little Markdown that descriptions use: paragraphs, lists, `code`, **strong** and [links](to). */
export function prose(markdown: string): string {
	return markdown
		.split(/\n\s*\n/)
		.map((paragraph) => block(paragraph.trim()))
		.join("\n");
}

function block(text: string): string {
	if (text === "") return "";
	const lines = text.split("\n");
	if (!lines.every((line) => line.startsWith("- "))) return `<p>${phrase(text)}</p>`;
	return `<ul>${lines.map((line) => `<li>${phrase(line.slice(2))}</li>`).join("")}</ul>`;
}

export function phrase(markdown: string): string {
	return plain(markdown)
		.replaceAll(/`([^`]+)`/g, "<code>$1</code>")
		.replaceAll(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
		.replaceAll(/\[([^\]]+)\]\(((?:https?:|\/|#)[^)\s]*)\)/g, '<a href="$2">$1</a>');
}
