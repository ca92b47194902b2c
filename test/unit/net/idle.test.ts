import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { DIRECT } from "../../../src/lib/network.ts";
import { createDialer } from "../../../src/net/dialer.ts";

test("a connection that is kept is used again within seconds, or never", async () => {
  const server = createServer((_, response) => response.end("here")).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
  const agent = (await createDialer(DIRECT).prepare())(url);
  onTestFinished(() => agent.destroy());
  const freed = once(agent, "free");
  const response = await new Promise<IncomingMessage>((resolve) => get(url, { agent }, resolve));
  expect(await text(response)).toBe("here");
  await freed;
  const kept = Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? []);
  expect(kept.map(({ timeout = 0 }) => timeout > 0 && timeout <= 5_000)).toEqual([true]);
});
