import type { SKRSContext2D } from "@napi-rs/canvas";
import { createParticles } from "../picture/particles.ts";
import { createColourScript } from "../restyle/kit/colour-script.ts";
import { createEasel } from "../restyle/kit/easel.ts";
import { openFilter } from "../restyle/open-filter.ts";
import type { Scene } from "../scene/scene.ts";
import type { SourceRoom } from "../source/source-painter.ts";
import { createGrade } from "./grade.ts";
import { createMist } from "./mist.ts";
import { createNightSky } from "./night-sky.ts";
import { createRims } from "./rims.ts";
import type { Change } from "./read-change.ts";

/** What falls is there from the first instant on: a change is no transition. */
const alreadyFallingSeconds = 3;

/** Paints the source as a change makes it. */
export function createChangedView(
	room: SourceRoom,
	change: Change,
): (context: SKRSContext2D, atSeconds: number) => void {
	const { view, order } = room;
	const { width, height } = view;
	const base = change.style === null ? null : openFilter(room, change.style);
	const easel = createEasel({ width, height, paintedWidth: width, paintedHeight: height });
	const grade = createColourScript(createGrade(change));
	const particles = createParticles(airOf(change), { width, height, seed: change.scene.seed });
	const mist = createMist(change, { width, height, seed: order.seed });
	const rims = createRims(change, view);
	const sky = createNightSky(change, { width, height, seed: order.seed });
	return (context, atSeconds) => {
		if (base === null) {
			const frame = view.pixelsAt(atSeconds);
			sky?.look(frame);
			rims?.look(frame);
			grade(frame.values, frame.values);
			rims?.lay(frame);
			easel.show(context, frame);
			if (change.hour !== null && change.hour !== "day")
				easel.glow(context, { mode: "screen", alpha: change.hour === "night" ? 0.24 : 0.3, radius: height / 36 });
			sky?.paint(context, atSeconds);
		} else {
			base(context, atSeconds);
		}
		mist?.(context, atSeconds);
		particles?.paint(context, atSeconds + alreadyFallingSeconds);
	};
}

/** Leaves fall in autumn and petals in spring, where nothing else falls. */
function airOf({ weather, season, scene }: Change): Pick<Scene, "weather" | "subjects"> {
	const extra = season === "autumn" ? (["leaves"] as const) : season === "spring" ? (["petals"] as const) : [];
	return { weather: weather ?? "clear", subjects: [...scene.subjects, ...extra] };
}
