/** Unlike any other: from the platform where it has a source of chance, else from the hour and two random numbers. */
export function mintKey(): string {
	const random = () => Math.random().toString(36).slice(2);
	return globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${random()}-${random()}`;
}
