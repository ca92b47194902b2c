import { describe, expect, test } from "vitest";
import type { CommandSummary } from "../../src/core/command.ts";
import { say } from "../../src/words/say.ts";
import { speakText } from "../../src/words/speak.ts";
import type { FakeDiscord } from "../fakes/discord/server.ts";
import { failure } from "../fakes/discord/faults.ts";
import { apiCommand } from "../fakes/discord/shapes.ts";
import type { Json } from "../fakes/discord/types.ts";
import { until } from "../fakes/discord/until.ts";
import { COMMANDS, serve, serveReady, startFake } from "./discord-harness.ts";

const published = (logged: readonly { readonly message: string; readonly fields: object }[]) =>
  until("publication", () => logged.find(({ message }) => message.includes("commands are published")));

const writes = (fake: FakeDiscord): string[] =>
  fake.calls.filter(({ method, path }) => method !== "GET" && path.includes("/commands")).map(({ method }) => method);

/** Commands Discord already lists. */
const seed = (fake: FakeDiscord, place: string, ...commands: readonly Json[]): void =>
  void fake.world.commands.set(
    place,
    commands.map((command) => apiCommand(fake.world, place, fake.world.id(), command)),
  );

const statusCommand: CommandSummary = { name: "model-status", summary: "Which model", access: "everyone", options: {} };
/** In words of the catalogue. */
const helpCommand: CommandSummary = {
  name: "help",
  summary: say("menu.help"),
  access: "everyone",
  options: { gateway: { description: say("option.all-gateways") } },
};
const asRegistered = { type: 1, name: "model-status", description: "Which model" };

const localized = (id: "menu.help" | "option.all-gateways") => ({
  description: speakText(say(id), "en"),
  description_localizations: { de: speakText(say(id), "de"), "zh-CN": speakText(say(id), "zh-CN") },
});

describe("published commands", () => {
  test("are the given ones, required options first, visible to everybody", async () => {
    const { fake, logged } = await serve();
    await published(logged);
    expect(fake.commands()).toEqual([
      expect.objectContaining({
        name: "model-status",
        description: "Which model really answers",
        default_member_permissions: null,
        options: [
          { type: 3, name: "gateway", description: "One gateway", required: true, autocomplete: true },
          { type: 3, name: "agent", description: "One agent", autocomplete: true },
        ],
      }),
      expect.objectContaining({
        name: "fix-codex",
        default_member_permissions: null,
        options: [{ type: 3, name: "plan", description: "Plan" }],
      }),
    ]);
  });

  test("stand in one server when one is given", async () => {
    const fake = await startFake();
    const { logged } = await serve(undefined, { fake, guildId: fake.guildId });
    await published(logged);
    expect(fake.commands(fake.guildId).map(({ name }) => name)).toEqual(["model-status", "fix-codex"]);
    expect(fake.commands()).toEqual([]);
  });

  test("are not written again when nothing differs", async () => {
    const fake = await startFake();
    const first = await serve(undefined, { fake });
    await published(first.logged);
    first.stop.abort();
    await first.served;
    const before = writes(fake).length;
    const second = await serve(undefined, { fake });
    await published(second.logged);
    expect(writes(fake)).toHaveLength(before);
  });

  test("are described in each reader's language, under the same names", async () => {
    const fake = await startFake();
    const first = await serve(undefined, { fake, commands: [helpCommand] });
    await published(first.logged);
    expect(fake.commands()).toMatchObject([
      { name: "help", ...localized("menu.help"), options: [{ name: "gateway", ...localized("option.all-gateways") }] },
    ]);
    expect(JSON.stringify(fake.commands())).not.toContain("name_localizations");
    first.stop.abort();
    await first.served;
    const before = writes(fake).length;
    const second = await serve(undefined, { fake, commands: [helpCommand] });
    await published(second.logged);
    expect(writes(fake)).toHaveLength(before);
  });

  test("are edited where only another language differs", async () => {
    const fake = await startFake();
    const others = { description_localizations: { de: "Veraltet", fr: "Vieux" } };
    seed(fake, "global", { ...asRegistered, ...others });
    const { logged } = await serve(undefined, { fake, commands: [statusCommand] });
    await published(logged);
    expect(writes(fake)).toEqual(["PATCH"]);
    expect(fake.commands()[0]).toMatchObject({ description_localizations: null });
  });

  test.each<[string, Json, string[]]>([
    ["the description", { ...asRegistered, description: "Old" }, ["PATCH"]],
    ["the options", { ...asRegistered, options: [{ type: 3, name: "x", description: "x" }] }, ["PATCH"]],
    ["who may see it", { ...asRegistered, default_member_permissions: "8" }, ["PATCH"]],
    ["nothing", asRegistered, []],
    ["nothing of ours, but empty lists", { ...asRegistered, options: [], contexts: null, nsfw: false }, []],
  ])("are edited where %s differs", async (_, registered, expected) => {
    const fake = await startFake();
    seed(fake, "global", registered);
    const { logged } = await serve(undefined, { fake, commands: [statusCommand] });
    await published(logged);
    expect(writes(fake)).toEqual(expected);
    expect(fake.commands()[0]).toMatchObject({ name: "model-status", description: "Which model" });
  });

  test("that are no longer ours are removed, the application's entry point never", async () => {
    const fake = await startFake();
    seed(
      fake,
      "global",
      { type: 4, name: "launch", description: "" },
      { type: 1, name: "old", description: "o" },
      asRegistered,
    );
    const { logged } = await serve(undefined, { fake, commands: [statusCommand] });
    await published(logged);
    expect(fake.commands().map(({ name }) => name)).toEqual(["launch", "model-status"]);
    expect(writes(fake)).toEqual(["DELETE"]);
  });

  test("are published as soon as the bot is invited into the server", async () => {
    const fake = await startFake();
    fake.world.invited = false;
    const { logged } = await serve(undefined, { fake, guildId: fake.guildId });
    await until("the complaint", () =>
      logged.find(({ message }) => message.includes("commands are not published yet")),
    );
    fake.invite();
    await published(logged);
    expect(fake.commands(fake.guildId)).toHaveLength(COMMANDS.length);
  });

  test("are published in spite of Discord's own failures", async () => {
    const fake = await startFake();
    fake.fault(/GET .*\/commands$/, failure(500));
    fake.fault(/POST .*\/commands$/, { kind: "cut" });
    const { logged } = await serve(undefined, { fake });
    await published(logged);
    expect(fake.commands().map(({ name }) => name)).toEqual(["model-status", "fix-codex"]);
  });

  test("with long or empty descriptions are cut or filled", async () => {
    const long = { ...statusCommand, summary: "s".repeat(200), options: { agent: { description: " " } } };
    const { fake, logged } = await serve(undefined, { commands: [long] });
    await published(logged);
    expect(fake.commands()[0]).toMatchObject({
      description: `${"s".repeat(99)}…`,
      options: [{ name: "agent", description: "agent" }],
    });
  });
});

test.each([
  [undefined, "group", "the bot's own", false],
  ["elsewhere", "group", "100000000000000099", true],
  ["direct", "direct", null, false],
  ["friends", "group", null, true],
] as const)("what is asked in %j says so, while it is typed too", async (where, kind, server, userInstalled) => {
  const { fake, asked, proposed } = await serveReady();
  await fake.autocomplete("model-status", "agent", "", {}, where && { where });
  const { id } = fake.slash("model-status", { gateway: "main" }, where && { where });
  await until("the question", () => asked.length > 0);
  const community = server === "the bot's own" ? fake.guildId : server;
  const origin = { platform: "discord", kind, community, userInstalled };
  expect(proposed).toMatchObject([{ origin, option: "agent" }]);
  expect(asked).toMatchObject([{ origin: { ...origin, at: Number(BigInt(id) >> 22n) + 1_420_070_400_000 } }]);
});

test.each([
  ["model-status", false],
  ["fix-codex", true],
  ["nobody-knows-it", true],
])("what is asked is acknowledged where the answer may be read: /%s in private %s", async (name, isPrivate) => {
  const { fake, asked } = await serveReady();
  fake.slash(name);
  await until("the question", () => asked.length > 0);
  const acknowledged = fake.calls.find(({ path }) => path.endsWith("/callback"));
  expect(acknowledged?.body).toMatchObject({ type: 5 });
  expect(JSON.stringify(acknowledged?.body).includes('"flags":64')).toBe(isPrivate);
});
