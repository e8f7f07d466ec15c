import type { Canvas, Image } from "@napi-rs/canvas";
import { boxBlur, mapPlane, type Plane } from "./plane.ts";
import { takeThumbnail } from "./thumbnail.ts";

/** How much there is to see in each column (or row) of a picture: edges of lightness, stronger ones counting more. */
export function detailProfile(picture: Canvas | Image, along: "columns" | "rows"): Float32Array {
	const whole = { left: 0, top: 0, width: picture.width, height: picture.height };
	const detail = detailOf(takeThumbnail(picture, whole, 96).lightness);
	const profile = new Float32Array(along === "columns" ? detail.columns : detail.rows);
	for (let index = 0; index < detail.values.length; index++) {
		const line = along === "columns" ? index % detail.columns : Math.floor(index / detail.columns);
		profile[line] = (profile[line] as number) + (detail.values[index] as number);
	}
	return profile;
}

/** How far each point is from the mean of its surroundings, smoothed: sharp and textured parts stand out. */
export function detailOf(lightness: Plane): Plane {
	const around = boxBlur(lightness, 2);
	return boxBlur(
		mapPlane(lightness, (index) => Math.abs((lightness.values[index] as number) - (around.values[index] as number))),
		1,
	);
}
