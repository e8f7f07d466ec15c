import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { describe, expect, test, vi } from "vitest";
import { createGuardedFetch } from "./fetch.ts";
import { get, useServers } from "./fixtures/links.ts";

const serve = useServers();
const never = async (): Promise<never> => {
	throw new Error("nothing may be resolved here");
};

describe("what may be asked for", () => {
	test.each([
		"http://127.0.0.1/",
		"http://127.1/",
		"http://2130706433/",
		"http://0x7f000001/",
		"http://0x7f.1/",
		"http://0177.0.0.1/",
		"http://127.0.0.1./",
		"http://①②⑦.0.0.1/",
		"http://0.0.0.0/",
		"http://0/",
		"http://10.1.2.3/",
		"http://172.16.0.1/",
		"http://172.31.255.255/",
		"http://192.168.1.1/",
		"http://169.254.169.254/latest/meta-data/",
		"http://2852039166/",
		"http://100.64.0.1/",
		"http://100.127.255.255/",
		"http://192.0.0.1/",
		"http://192.0.2.1/",
		"http://198.18.0.1/",
		"http://203.0.113.9/",
		"http://224.0.0.1/",
		"http://240.0.0.1/",
		"http://255.255.255.255/",
		"http://[::1]/",
		"http://[::]/",
		"http://[::127.0.0.1]/",
		"http://[::ffff:127.0.0.1]/",
		"http://[::ffff:10.0.0.1]/",
		"http://[::ffff:0:127.0.0.1]/",
		"http://[64:ff9b::127.0.0.1]/",
		"http://[64:ff9b::169.254.169.254]/",
		"http://[64:ff9b:1::8.8.8.8]/",
		"http://[2002:7f00:1::]/",
		"http://[2002:c0a8:101::1]/",
		"http://[2001:0:7f00:1::]/",
		"http://[2001:db8::1]/",
		"http://[fe80::1]/",
		"http://[fc00::1]/",
		"http://[fd00:ec2::254]/",
		"http://[fec0::1]/",
		"http://[ff02::1]/",
		"http://[100::1]/",
		"http://[4000::1]/",
		"http://user:secret@93.184.216.34/",
		"http://user@93.184.216.34/",
		"ftp://93.184.216.34/",
		"file:///etc/passwd",
		"gopher://93.184.216.34/",
		"unix:/var/run/docker.sock",
		"data:text/plain,hello",
		"javascript:alert(1)",
		"http://",
		"//example.com/",
		"no link at all",
	])("%s is refused without asking anybody", async (link) => {
		const asked = createGuardedFetch({ resolve: never })(link, { maxBytes: 10 });
		await expect(asked).rejects.toMatchObject({ code: "link_refused" });
	});

	test.each([
		["one private address", ["10.0.0.7"]],
		["a private one among public ones", ["93.184.216.34", "10.0.0.7"]],
		["a private IPv6 one", ["fd12::1"]],
		["a public one mapped around a private one", ["::ffff:192.168.0.1"]],
		["something that is no address", ["localhost"]],
	])("a name with %s is refused, and the answer does not tell which", async (_name, addresses) => {
		const resolve = async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
		const asked = createGuardedFetch({ resolve })("http://media.example/", { maxBytes: 10 });
		const error = await asked.catch((thrown) => thrown);
		expect(error.code).toBe("link_refused");
		expect(JSON.stringify([error.message, error.allowed])).not.toMatch(/10\.0\.0\.7|fd12|192\.168/);
	});

	test.each(["169.254.169.254", "[::1]", "0xa9fea9fe", "evil.example"])(
		"a redirect to %s is refused",
		async (target) => {
			const port = await serve((_request, response) =>
				response.writeHead(302, { location: `http://${target}/` }).end(),
			);
			const resolve = async () => [{ address: "10.9.8.7", family: 4 }];
			await expect(get(`http://127.0.0.1:${port}/`, { resolve })).rejects.toMatchObject({ code: "link_refused" });
		},
	);

	test("a redirect away from http is refused", async () => {
		const port = await serve((_request, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end());
		await expect(get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "link_refused" });
	});

	test("the operator's list opens ranges, single addresses and hosts, and nothing else", async () => {
		const port = await serve((_request, response) => void response.end("in"));
		const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
		for (const allow of [["127.0.0.0/8"], ["127.0.0.1"], ["::1", "Media.Internal"]]) {
			await expect(get(`http://media.internal:${port}/`, { allow, resolve })).resolves.toMatchObject({ text: "in" });
		}
		for (const allow of [["10.0.0.0/8"], ["127.0.0.2"], ["other.internal"], ["::1"], ["internal"]]) {
			const asked = get(`http://media.internal:${port}/`, { allow, resolve });
			await expect(asked).rejects.toMatchObject({ code: "link_refused" });
		}
		expect(() => createGuardedFetch({ allow: ["10.0.0.0/99"] })).toThrow("10.0.0.0/99");
	});
});

describe("where the connection goes", () => {
	test("to the address that was checked, whatever the name says a moment later", async () => {
		const port = await serve((_request, response) => void response.end("checked"), { host: "127.0.0.2" });
		await serve((_request, response) => void response.end("inside"), { port });
		const answers = ["127.0.0.2", "127.0.0.1", "127.0.0.1"];
		const resolve = vi.fn(async () => [{ address: answers.shift() ?? "127.0.0.1", family: 4 }]);
		const { text } = await get(`http://rebind.example:${port}/`, { allow: ["127.0.0.2"], resolve });
		expect(text).toBe("checked");
		expect(resolve).toHaveBeenCalledOnce();
	});

	test("each redirect is resolved and checked for itself", async () => {
		const port = await serve((_request, response) => response.writeHead(302, { location: "/again" }).end(), {
			host: "127.0.0.2",
		});
		const answers = ["127.0.0.2", "127.0.0.1"];
		const resolve = async () => [{ address: answers.shift() ?? "", family: 4 }];
		const asked = get(`http://rebind.example:${port}/`, { allow: ["127.0.0.2"], resolve });
		await expect(asked).rejects.toMatchObject({ code: "link_refused" });
	});

	test("the host is told the name that was asked for, and nothing about us", async () => {
		let headers: NodeJS.Dict<string | string[]> = {};
		const port = await serve((request, response) => {
			headers = request.headers;
			response.setHeader("set-cookie", "a=b").end();
		});
		const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
		await get(`http://media.example:${port}/a%20b?c=d`, { resolve });
		expect(headers.host).toBe(`media.example:${port}`);
		expect(headers["accept-encoding"]).toBe("identity");
		expect(headers).not.toHaveProperty("cookie");
		expect(headers).not.toHaveProperty("authorization");
	});

	test("TLS keeps the name too", async () => {
		const hello = Promise.withResolvers<Buffer>();
		const server = createTcpServer((socket) => {
			socket.on("error", () => {});
			socket.once("data", (data) => {
				hello.resolve(data);
				socket.destroy();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
		const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
		const asked = get(`https://media.example:${(server.address() as AddressInfo).port}/`, { resolve });
		await expect(asked).rejects.toMatchObject({ code: "link_failed" });
		expect((await hello.promise).includes("media.example")).toBe(true);
		await new Promise((done) => server.close(done));
	});

	test("no proxy of the environment is used", async () => {
		const proxy = vi.fn((_request, response) => void response.end("proxied"));
		const proxyPort = await serve(proxy);
		const port = await serve((_request, response) => void response.end("direct"));
		vi.stubEnv("http_proxy", `http://127.0.0.1:${proxyPort}`);
		vi.stubEnv("HTTP_PROXY", `http://127.0.0.1:${proxyPort}`);
		vi.stubEnv("NODE_USE_ENV_PROXY", "1");
		await expect(get(`http://127.0.0.1:${port}/`)).resolves.toMatchObject({ text: "direct" });
		expect(proxy).not.toHaveBeenCalled();
		vi.unstubAllEnvs();
	});
});
