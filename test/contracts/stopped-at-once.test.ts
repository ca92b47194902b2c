import { expect, test } from "vitest";
import { openCompanion } from "../../src/cli/open.ts";
import type { ChatPlatform } from "../../src/core/platform.ts";
import { openShell } from "./operator-shell.ts";

/** A chat that notices when it is stopped, as long as it is not already. */
function createChat(): { readonly chat: ChatPlatform; readonly served: () => boolean } {
  let wasServed = false;
  const serve = (_commands: unknown, _answer: unknown, signal: AbortSignal): Promise<void> => {
    wasServed = true;
    const { promise, resolve } = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => resolve(), { once: true });
    return promise;
  };
  const chat: ChatPlatform = {
    id: "room",
    status: () => ({ state: "ready", as: "room" }),
    serve,
    post: (target) => Promise.resolve({ platform: "room", target, message: "1" }),
  };
  return { chat, served: () => wasServed };
}

test("a companion that is stopped as soon as it is started begins no chat, and ends", async () => {
  const { shell } = openShell({
    env: { OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1", OPENCLAW_GATEWAY_TOKEN: "fake-token" },
  });
  const { companion } = await openCompanion(shell, "silent", "may");
  const stopped = new AbortController();
  const { chat, served } = createChat();
  const running = companion.run([chat], stopped.signal);
  stopped.abort();
  await running;
  expect(served()).toBe(false);
  await companion.close();
});
