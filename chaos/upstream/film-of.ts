/** A film that tells whose it is: `film` with the token in a box of free space at its end, which players skip. */
export function filmOf(film: Buffer, token: string): Buffer {
	const text = Buffer.from(token);
	const head = Buffer.alloc(8);
	head.writeUInt32BE(head.length + text.length);
	head.write("free", 4, "latin1");
	return Buffer.concat([film, head, text]);
}
