import { LLMock } from "@copilotkit/aimock";
import { serveParent } from "../parent.ts";

// A peer: a mock of many vendors' wires with an asynchronous video route of its own, `GET /v1/videos/{id}`.

const PREFIX = "video_";

const mock = new LLMock({ port: 0, logLevel: "silent" });
let made = 0;
mock.on({ userMessage: /./, endpoint: "video" }, () => {
	made += 1;
	return { video: { id: `${PREFIX}${made}`, status: "completed", url: `http://127.0.0.1/films/${made}.mp4` } };
});

const url = await mock.start();
serveParent(url);
