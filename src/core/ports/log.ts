/** Where the server tells its operator what happened. Fields first, then a sentence without data in it. */
export interface Log {
	info(fields: object, sentence: string): void;
	warn(fields: object, sentence: string): void;
	error(fields: object, sentence: string): void;
}

export const silentLog: Log = { info() {}, warn() {}, error() {} };
