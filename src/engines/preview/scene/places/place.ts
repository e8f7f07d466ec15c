import type { PlaceName } from "../scene.ts";
import type { Place, Stage } from "../stage.ts";
import { createCity } from "./city.ts";
import { createStreet } from "./street.ts";
import { createSea } from "./sea.ts";
import { createMountains } from "./mountains.ts";
import { createForest } from "./forest.ts";
import { createDesert } from "./desert.ts";
import { createCountryside } from "./countryside.ts";
import { createSpace } from "./space.ts";
import { createIndoors } from "./indoors.ts";
import { createFlow } from "./flow.ts";

const places: Record<PlaceName, (stage: Stage) => Place> = {
	city: createCity,
	street: createStreet,
	sea: createSea,
	mountains: createMountains,
	forest: createForest,
	desert: createDesert,
	countryside: createCountryside,
	space: createSpace,
	indoors: createIndoors,
	flow: createFlow,
};

/** The painted set of a stage's scene. */
export function createPlace(stage: Stage): Place {
	return places[stage.scene.place](stage);
}
