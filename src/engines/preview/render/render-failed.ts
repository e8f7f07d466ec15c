/** Why a film could not be made, or a picture not be read, in words that a client may see. */
export class RenderFailed extends Error {
	override readonly name = "RenderFailed";
}
