export { createFakeClock, type FakeClock } from "./fake-clock.ts";
export * from "./task-factory.ts";
