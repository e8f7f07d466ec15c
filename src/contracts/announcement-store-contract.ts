import { describe } from "vitest";
import { testAnnouncing } from "./announcement-store/announcing.ts";
import { testDelivering } from "./announcement-store/delivering.ts";
import { testForgetting } from "./announcement-store/forgetting.ts";
import { testWebhooks } from "./announcement-store/webhooks.ts";
import { type StoreContract, useStores } from "./stores.ts";

/** What every announcement store promises, beside the task store that writes what it holds. */
export function testAnnouncementStore(contract: StoreContract): void {
	describe(`announcement store: ${contract.name}`, () => {
		const bench = useStores(contract);
		describe("webhooks", () => testWebhooks(bench));
		describe("announcing", () => testAnnouncing(bench));
		describe("delivering", () => testDelivering(bench));
		describe("forgetting", () => testForgetting(bench));
	});
}
