export { choosePainter as createPainter } from "./choose-painter.ts";
export { chooseSound as createSound } from "./choose-sound.ts";
