import { once } from "node:events";
import { createServer } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { endSocket } from "../../src/platforms/discord/wire/client.ts";

it("a socket that is still connecting is ended without a word to the process", async () => {
  const server = createServer(() => {}).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const uncaught: unknown[] = [];
  const note = (error: unknown): void => void uncaught.push(error);
  process.on("uncaughtException", note);
  onTestFinished(() => void process.off("uncaughtException", note));
  await once(server, "connection");
  const closed = new Promise((resolve) => socket.on("close", resolve));
  endSocket(socket);
  await closed;
  expect(uncaught).toEqual([]);
});
