import { describe, expect, it } from "vitest";
import type { EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { connectClient } from "../fakes/gateway-client.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { CHATS } from "./chats.ts";
import { envOf, startService } from "./service.ts";

/** What a person does who wants one session on another model for good. */
async function choose(gateway: EmbeddedGateway, session: string, model: string): Promise<void> {
  using client = await connectClient(gateway);
  await client.request("sessions.patch", { key: session, model });
}

const released = (gateway: EmbeddedGateway): readonly unknown[] =>
  gateway.requests
    .filter(({ method, params }) => method === "sessions.patch" && JSON.stringify(params).includes('"model":null'))
    .map(({ params }) => params);

describe.each(CHATS)("sessions that stay on the fallback, in %s", (_, openChat) => {
  async function list(gateway: EmbeddedGateway) {
    const chat = await openChat();
    startService({ env: { ...chat.env, ...envOf(gateway) } });
    await chat.ready();
    chat.ask("release-sessions");
    return { chat, listed: await chat.read("Sessions set to another model than their agent") };
  }

  it("are listed and released with one button; what people chose stays", async () => {
    await using gateway = await startFakeGateway("2026.5.28", "restricted-key-401");
    await choose(gateway, "agent:main:mine", "openai-codex/gpt-5.4");
    const { chat, listed } = await list(gateway);
    expect(listed).toMatchObject({ isPrivate: true, buttons: ["Release 1 session"] });
    expect(listed.text).toContain("agent:main:main");
    expect(listed.text).toContain("People chose the model of these");
    expect(released(gateway)).toEqual([]);

    listed.press("Release 1 session");
    const after = await chat.read("Sessions released");
    expect(after).toMatchObject({ isPrivate: true, buttons: [] });
    expect(after.text).toContain("agent:main:mine");
    expect(released(gateway)).toEqual([{ key: "agent:main:main", model: null }]);
    chat.ask("release-sessions");
    expect((await chat.read("Sessions set to another model than their agent")).text).not.toContain("agent:main:main");
  });

  it("are nobody's to release but an admin's", async () => {
    await using gateway = await startFakeGateway("2026.5.28", "restricted-key-401");
    const { chat, listed } = await list(gateway);
    listed.press("Release 1 session", "guest");
    await chat.read("Only admins may do that");
    expect(released(gateway)).toEqual([]);
  });
});
