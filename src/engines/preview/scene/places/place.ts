import type { PlaceName } from "../scene.ts";
import type { Place, Stage } from "../stage.ts";
import { createCity } from "./city.ts";

const places: Record<PlaceName, (stage: Stage) => Place> = {
	city: createCity,
	street: createCity,
	sea: createCity,
	mountains: createCity,
	forest: createCity,
	desert: createCity,
	countryside: createCity,
	space: createCity,
	indoors: createCity,
	flow: createCity,
};

/** The painted set of a stage's scene. */
export function createPlace(stage: Stage): Place {
	return places[stage.scene.place](stage);
}
