/** Opaque RGBA, one number a pixel. */
export interface Pixels {
	readonly width: number;
	readonly height: number;
	readonly values: Int32Array;
}
