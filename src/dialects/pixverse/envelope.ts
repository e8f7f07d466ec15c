import type { JsonObject } from "../../core/json.ts";
import { ERR_CODE } from "../../wire/pixverse/codes.ts";
import type { JsonReply } from "../dialect.ts";

/** A success in the wire's envelope. */
export function success(resp: JsonObject): JsonReply {
	return { status: 200, body: { ErrCode: ERR_CODE.success, ErrMsg: "Success", Resp: resp } };
}
