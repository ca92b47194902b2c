import { describe, expect, it } from "vitest";
import { accept } from "../../fake-gateway/door/wire.ts";
import type { Methods } from "../../fake-gateway/methods/method.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { CHATS } from "./chats.ts";
import { envOf, startService } from "./service.ts";

const CODE = "ABCD-12345";

/** A sign-in as 2026.9.6 offers it, which goes on until somebody has entered the code. */
function offer(entered: Promise<void>) {
  const asked: unknown[] = [];
  const steps: (() => Promise<object>)[] = [
    () =>
      Promise.resolve({
        done: false,
        status: "running",
        step: {
          id: "1",
          type: "progress",
          externalUrl: "https://auth.openai.com/codex/device",
          deviceCode: { code: CODE, expiresInMinutes: 15 },
        },
      }),
    async () => {
      await entered;
      return { done: true, status: "done" };
    },
  ];
  const more: Methods = {
    "models.authLogin"(params) {
      asked.push(params);
      return accept({ sessionId: "s", done: false, status: "running" });
    },
    "wizard.next": async () => accept({ ...(await steps.shift()?.()) }),
  };
  return { more, asked };
}

describe.each(CHATS)("a login that is refused, in %s", (_, openChat) => {
  it("is renewed with a code that only whoever confirmed it sees", async () => {
    const entered = Promise.withResolvers<void>();
    const { more, asked } = offer(entered.promise);
    await using gateway = await startFakeGateway("2026.9.6", "oauth-401", { more });
    const chat = await openChat();
    startService({ env: { ...chat.env, ...envOf(gateway) } });
    await chat.ready();
    chat.ask("fix-route");
    const plan = await chat.read("can confirm this");
    expect(plan).toMatchObject({ isPrivate: true, buttons: ["Sign in", "Cancel"] });
    expect(plan.text).toContain("openai");
    expect(asked).toEqual([]);

    plan.press("Sign in");
    const shown = await chat.read(CODE);
    expect(shown.isPrivate).toBe(true);
    expect(shown.text.replaceAll("\\", "")).toContain("https://auth.openai.com/codex/device");
    expect(asked).toMatchObject([{ authChoice: "openai/openai-device-code" }]);
    // A sign-in alone is no proof.
    entered.resolve();
    await chat.read("Proving: one short turn");
    chat.ask("fix-log");
    expect((await chat.read("Repairs")).text).not.toContain(CODE);
    expect(gateway.requests.filter(({ method }) => method === "config.patch")).toEqual([]);
  });
});
