export { testAccountStore } from "./account-store-contract.ts";
export { testAnnouncementStore } from "./announcement-store-contract.ts";
export { type EngineContract, testEngine } from "./engine-contract.ts";
export { testEngineSwitch } from "./engine-switch-contract.ts";
export { createFakeClock, type FakeClock } from "./fake-clock.ts";
export type { StoreContract, Stores } from "./stores.ts";
export * from "./task-factory.ts";
export { testTaskStore } from "./task-store-contract.ts";
export { testUploadStore } from "./upload-store-contract.ts";
