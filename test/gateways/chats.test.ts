import { describe, expect, test } from "vitest";
import { CHATS } from "../e2e/chats.ts";
import { startService } from "../e2e/service.ts";
import { at } from "./rig/json.ts";
import { type Rig, startRig } from "./rig/rig.ts";
import { issue38706 } from "./rig/scenarios/issue-38706.ts";

const MINUTES = 60_000;

async function providersOf(rig: Rig): Promise<unknown> {
  const reply = await rig.call("config.get");
  return reply.ok ? at(reply.payload, "config", "models", "providers") : null;
}

describe.each(CHATS)("issue 38706 on a real gateway, repaired from %s", (_, openChat) => {
  test("shown to the admin alone, confirmed, proved, and taken back", async () => {
    await using rig = await startRig({ version: "2026.3.2", scenario: issue38706 });
    await rig.send(1);
    const before = await providersOf(rig);
    const chat = await openChat();
    const gateways = JSON.stringify([{ name: "main", url: rig.url, token: rig.token }]);
    startService({ env: { ...chat.env, OPENCLAW_GATEWAYS: gateways } });
    await chat.ready();
    chat.ask("fix-codex", "guest");
    await chat.read("Only admins may do that");

    chat.ask("fix-codex");
    const plan = await chat.read("can confirm this");
    expect(plan.isPrivate).toBe(true);
    expect(await providersOf(rig)).toEqual(before);

    plan.press("Confirm");
    const fixed = await chat.read("Proved: the wanted model answered.");
    const refused = rig.truth().unauthorized;
    const [turn] = await rig.send(1);
    expect(turn).toMatchObject({ ok: true, model: "gpt-5.4" });
    expect(rig.truth().unauthorized).toBe(refused);

    fixed.press("Undo");
    const undo = await chat.read("Undo “Correct the route of openai-codex”");
    expect(undo).toMatchObject({ isPrivate: true, buttons: ["Confirm", "Cancel"] });
    expect(await providersOf(rig)).not.toEqual(before);

    undo.press("Confirm");
    await expect.poll(() => chat.texts().join("\n"), { timeout: MINUTES, interval: 500 }).toContain("Undone");
    expect(await providersOf(rig)).toEqual(before);
  });
});
