/**
 * Filmgate's native wire, as the server answers it and clients ask it. This is its one definition: the server's own
 * code is checked against these types. Instants are RFC 3339 in UTC with milliseconds, money is whole micro-dollars.
 */
export type * from "./wire/account.ts";
export type * from "./wire/order.ts";
export type * from "./wire/problem.ts";
export type * from "./wire/task.ts";
export type * from "./wire/upload.ts";
export type * from "./wire/webhook.ts";
