/** Text that stands in HTML as it is. */
export function plain(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** The little Markdown that descriptions use: paragraphs, `code`, **strong** and [links](to). */
export function prose(markdown: string): string {
	return markdown
		.split(/\n\s*\n/)
		.map((paragraph) => `<p>${phrase(paragraph.trim())}</p>`)
		.join("\n");
}

export function phrase(markdown: string): string {
	return plain(markdown)
		.replaceAll(/`([^`]+)`/g, "<code>$1</code>")
		.replaceAll(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")
		.replaceAll(/\[([^\]]+)\]\(((?:https?:|\/|#)[^)\s]*)\)/g, '<a href="$2">$1</a>');
}
