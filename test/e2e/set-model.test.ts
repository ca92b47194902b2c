import { describe, expect, it } from "vitest";
import { startEmbeddedGateway, type EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { readRecording, type Recording } from "../../fake-gateway/recording.ts";
import { eventually, makeFolder } from "../contracts/operator-shell.ts";
import { connectClient } from "../fakes/gateway-client.ts";
import { loadRecordings } from "../fakes/gateway.ts";
import { CHATS } from "./chats.ts";
import { startProcess } from "./process.ts";
import { ADMIN, envOf, openDiscord, startService } from "./service.ts";

const [TERRA, LUNA] = ["gpt-5.6-terra", "gpt-5.6-luna"];
const { recording } = loadRecordings("2026.9.6", "healthy");

/** The same gateway with its two models in each other's place. */
function swapped({ release, ...scenario }: Recording): Recording {
  const text = JSON.stringify(scenario).replaceAll(TERRA, "$").replaceAll(LUNA, TERRA).replaceAll("$", LUNA);
  return readRecording(release, JSON.parse(text));
}

/** A gateway that answers with whichever model it is set to; `stubborn` with the one it was set to at first. */
const start = ({ stubborn = false } = {}): Promise<EmbeddedGateway> =>
  startEmbeddedGateway({
    token: "fake-gateway-token",
    clock: Date.now,
    recording,
    repaired: stubborn ? undefined : swapped(recording),
  });

async function primaryOf(gateway: EmbeddedGateway): Promise<unknown> {
  using client = await connectClient(gateway);
  return JSON.stringify((await client.request("config.get"))["parsed"]);
}
const isSetTo = (model: string) =>
  expect.stringContaining(`"main":${model === LUNA ? `{"model":"openai/${LUNA}"}` : "{}"}`);

describe.each(CHATS)("/set-model in %s", (_, openChat) => {
  const ask = async (gateway: EmbeddedGateway, args: Readonly<Record<string, string>>) => {
    const chat = await openChat();
    startService({ env: { ...chat.env, ...envOf(gateway) } });
    await chat.ready();
    chat.ask("set-model", "admin", args);
    return chat;
  };

  it("names what is listed, sets a model that is, proves it and takes it back", async () => {
    await using gateway = await start();
    const chat = await ask(gateway, {});
    expect((await chat.read("Which model?")).text).toContain(`openai/${LUNA}`);
    chat.ask("set-model", "admin", { model: "openai/gpt-9" });
    expect((await chat.read("does not list that model")).text).toContain(`openai/${LUNA}`);

    chat.ask("set-model", "admin", { agent: "main", model: `openai/${LUNA}` });
    const plan = await chat.read("can confirm this");
    expect(plan).toMatchObject({ isPrivate: true, buttons: ["Confirm", "Cancel"] });
    expect(await primaryOf(gateway)).toEqual(isSetTo(TERRA));
    plan.press("Confirm");
    const fixed = await chat.read("Proved: the wanted model answered.");
    expect(await primaryOf(gateway)).toEqual(isSetTo(LUNA));
    fixed.press("Undo");
    (await chat.read("Undo “")).press("Confirm");
    await chat.read("The configuration is again what it was.");
    expect(await primaryOf(gateway)).toEqual(isSetTo(TERRA));
  });

  it("takes it back by itself where that model does not answer", async () => {
    await using gateway = await start({ stubborn: true });
    const chat = await ask(gateway, { model: `openai/${LUNA}` });
    (await chat.read("can confirm this")).press("Confirm");
    await chat.read("The configuration is again what it was.");
    expect(await primaryOf(gateway)).toEqual(isSetTo(TERRA));
  });

  it("says within a moment that a gateway hangs", async () => {
    await using gateway = await start();
    gateway.hang("models.list");
    const chat = await ask(gateway, { model: `openai/${LUNA}` });
    expect(await chat.read("It has not answered for 1 s.")).toMatchObject({ isPrivate: true, buttons: [] });
  });
});

it("proposes models while one is typed, those alone that the gateway lists", async () => {
  await using gateway = await start();
  const { discord, env } = await openDiscord();
  startService({ env: { ...env, ...envOf(gateway) } });
  await discord.ready();
  await eventually(async () => {
    expect(await discord.autocomplete("set-model", "model", "", {}, ADMIN)).toEqual([
      `openai/${TERRA}`,
      `openai/${LUNA}`,
    ]);
  });
  expect(await discord.autocomplete("set-model", "model", "luna", { gateway: "main" }, ADMIN)).toEqual([
    `openai/${LUNA}`,
  ]);
  expect(await discord.autocomplete("set-model", "model", "", { gateway: "elsewhere" }, ADMIN)).toEqual([]);
  expect(await discord.autocomplete("set-model", "model", "", {}, { id: "200000000000000009", name: "Gus" })).toEqual(
    [],
  );
});

it("is set from a terminal", async () => {
  await using gateway = await start();
  const run = startProcess(["ask", `/set-model model=openai/${LUNA}`, "--yes"], envOf(gateway), makeFolder());
  expect(await run.end).toBe(0);
  expect(run.printed()).toContain("Proved: the wanted model answered.");
  expect(await primaryOf(gateway)).toEqual(isSetTo(LUNA));
});

it("is not taken for done where another admin must confirm it too", async () => {
  await using gateway = await start();
  const env = { ...envOf(gateway), COMPANION_APPROVALS: "2" };
  const run = startProcess(["ask", `/set-model model=openai/${LUNA}`, "--yes"], env, makeFolder());
  expect(await run.end).toBe(1);
  expect(run.printed()).toContain("Another admin must confirm it too");
  expect(await primaryOf(gateway)).toEqual(isSetTo(TERRA));
});
