import { describe, expect, it } from "vitest";
import { connectClient } from "../fakes/gateway-client.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { CHATS } from "./chats.ts";
import { readModels } from "./killed.ts";
import { envOf, startService } from "./service.ts";

describe.each(CHATS)("/undo-fix in %s", (_, openChat) => {
  it("shows what was changed since, and overwrites it only when it is told to", async () => {
    await using gateway = await startFakeGateway("2026.9.6", "stale-override-local");
    const before = await readModels(gateway);
    const chat = await openChat();
    startService({ env: { ...chat.env, ...envOf(gateway) } });
    await chat.ready();
    chat.ask("fix-codex");
    (await chat.read("can confirm this")).press("Confirm");
    const fixed = await chat.read("Proved: the wanted model answered.");

    using client = await connectClient(gateway);
    const { hash } = await client.request("config.get");
    const mine = { baseUrl: "https://proxy.example.test/v1", api: "openai-responses", models: [] };
    await client.request("config.patch", {
      raw: JSON.stringify({ models: { providers: { openai: mine } } }),
      baseHash: hash,
    });

    fixed.press("Undo");
    const changed = await chat.read("The configuration was changed since");
    expect(changed).toMatchObject({ isPrivate: true, buttons: ["Overwrite", "Cancel"] });
    expect(changed.text).toContain("proxy.example.test");
    expect(await readModels(gateway)).toMatchObject({ providers: { openai: { baseUrl: mine.baseUrl } } });

    changed.press("Overwrite");
    await chat.read("The configuration is again what it was.");
    expect(await readModels(gateway)).toEqual(before);
    chat.ask("undo-fix");
    await chat.read("No such repair is in place.");
  });
});
