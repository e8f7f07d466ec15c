import type { Pixels } from "../picture/pixels.ts";

/** Sums over rectangles of a small picture, each in four look-ups. */
export interface FacePlanes {
	readonly columns: number;
	readonly rows: number;
	/** Means over a rectangle, cut to the picture: lightness 0 to 1, how red beyond grey, the share that has a skin's colour. */
	light(box: Box): number;
	red(box: Box): number;
	skin(box: Box): number;
}

/** In small pixels; middles and whole lengths. */
export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

const longSide = 160;

/** Shrinks a picture to 160 pixels on its longer side and prepares what a face is looked for in. */
export function createFacePlanes(picture: Pixels): FacePlanes & { readonly scale: number } {
	const scale = Math.min(1, longSide / Math.max(picture.width, picture.height));
	const columns = Math.max(1, Math.round(picture.width * scale));
	const rows = Math.max(1, Math.round(picture.height * scale));
	const [light, red, skin] = [0, 1, 2].map(() => new Float64Array((columns + 1) * (rows + 1))) as [
		Float64Array,
		Float64Array,
		Float64Array,
	];
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			const [r, g, b] = meanColour(picture, { column, row, scale });
			const at = (row + 1) * (columns + 1) + column + 1;
			const y = 0.299 * r + 0.587 * g + 0.114 * b;
			light[at] = y / 255 + sumBefore(light, at, columns);
			red[at] = (r - y) / 255 + sumBefore(red, at, columns);
			skin[at] = (isSkin(r, g, b) ? 1 : 0) + sumBefore(skin, at, columns);
		}
	}
	const mean = (plane: Float64Array) => (box: Box) => meanIn(plane, box, { columns, rows });
	return { columns, rows, scale, light: mean(light), red: mean(red), skin: mean(skin) };
}

function meanColour(
	picture: Pixels,
	{ column, row, scale }: { column: number; row: number; scale: number },
): [number, number, number] {
	const left = Math.floor(column / scale);
	const top = Math.floor(row / scale);
	const right = Math.min(picture.width, Math.max(left + 1, Math.floor((column + 1) / scale)));
	const bottom = Math.min(picture.height, Math.max(top + 1, Math.floor((row + 1) / scale)));
	const step = Math.max(1, Math.floor((right - left) / 3));
	let [r, g, b, count] = [0, 0, 0, 0];
	for (let y = top; y < bottom; y += step) {
		for (let x = left; x < right; x += step) {
			const pixel = picture.values[y * picture.width + x] as number;
			r += pixel & 255;
			g += (pixel >> 8) & 255;
			b += (pixel >> 16) & 255;
			count++;
		}
	}
	return [r / count, g / count, b / count];
}

/** Skin of every shade lies in one narrow range of colour, light or dark, photographed or drawn. */
function isSkin(r: number, g: number, b: number): boolean {
	const y = 0.299 * r + 0.587 * g + 0.114 * b;
	const blueness = (b - y) * 0.564;
	const redness = (r - y) * 0.713;
	return y > 35 && redness > 6 && redness < 48 && blueness > -52 && blueness < -1 && r > g && g > 0.75 * b;
}

/** What is above and to the left of a place, in a table with a border of zeros. */
function sumBefore(sums: Float64Array, at: number, columns: number): number {
	const above = at - columns - 1;
	return (sums[at - 1] as number) + (sums[above] as number) - (sums[above - 1] as number);
}

function meanIn(plane: Float64Array, box: Box, { columns, rows }: { columns: number; rows: number }): number {
	const left = Math.max(0, Math.min(columns - 1, Math.round(box.x - box.width / 2)));
	const right = Math.max(left + 1, Math.min(columns, Math.round(box.x + box.width / 2)));
	const top = Math.max(0, Math.min(rows - 1, Math.round(box.y - box.height / 2)));
	const bottom = Math.max(top + 1, Math.min(rows, Math.round(box.y + box.height / 2)));
	const stride = columns + 1;
	const sum =
		(plane[bottom * stride + right] as number) -
		(plane[bottom * stride + left] as number) -
		(plane[top * stride + right] as number) +
		(plane[top * stride + left] as number);
	return sum / ((right - left) * (bottom - top));
}
