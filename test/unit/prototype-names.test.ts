import { ApplicationCommandOptionType, InteractionType } from "discord.js";
import { expect, it } from "vitest";
import { createCompanion } from "../../src/app.ts";
import { SUBCOMMANDS } from "../../src/cli/index.ts";
import { loadEnvironment } from "../../src/cli/environment.ts";
import { readConfig } from "../../src/config.ts";
import { readEnvFile } from "../../src/config/env-file.ts";
import { includes, valueAt, withValue } from "../../src/core/json.ts";
import { parseBounded } from "../../src/gateway/bounds/frames.ts";
import { readConfig as readGatewayConfig } from "../../src/gateway/reading/config.ts";
import { readAgentList, readSessions } from "../../src/gateway/reading/sessions.ts";
import { readTranscript } from "../../src/gateway/reading/transcript.ts";
import { readCustomId, writeCustomId } from "../../src/platforms/discord/custom-id.ts";
import { readRaw } from "../../src/platforms/discord/wire/raw.ts";
import { readInteraction } from "../../src/platforms/discord/in/interaction.ts";
import { readCallbackData, toCallbackData } from "../../src/platforms/telegram/callback-data.ts";
import { readArguments } from "../../src/platforms/shared/typed.ts";
import { readCommand } from "../../src/platforms/telegram/in/command.ts";
import { parseCommand } from "../../src/platforms/terminal/parse.ts";
import { diffPatch } from "../../src/repair/plan/patch.ts";
import { english } from "../../src/words/speak.ts";
import { makeFolder } from "../contracts/operator-shell.ts";
import { SOMEWHERE } from "../fakes/answering.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "../parts/ending.ts";

/** What every object answers to although nobody put it there. */
const NAMES = [...Object.getOwnPropertyNames(Object.prototype), "prototype"];
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
function keepAll() {
  const kept: string[] = [];
  return {
    keep: (text: string) => Promise.resolve(String(kept.push(text) - 1)),
    find: (id: string) => Promise.resolve(kept[Number(id)] ?? null),
  };
}
const pair = (name: string, value: unknown): Readonly<Record<string, unknown>> => Object.fromEntries([[name, value]]);

async function openCompanion() {
  const config = readConfig({ COMPANION_DATA_DIR: join(makeFolder(), "data") }, () => "");
  const around = { clock: Date.now, log: SILENT, random: Math.random, version: "0.0.0" };
  const companion = await createCompanion(config, around, "must");
  onTestFinished(() => companion.close());
  const caller = { platform: "terminal", id: "1", name: "operator", admin: true };
  return {
    ...companion,
    say: async (name: string, args: Readonly<Record<string, string>>) => {
      const call = { name, args, caller, origin: SOMEWHERE, place: "1", signal: AbortSignal.timeout(60_000) };
      return english((await companion.answer(call)).card.title);
    },
  };
}

it("no command, option or value has such a name", { timeout: 240_000 }, async () => {
  const { commands, say } = await openCompanion();
  for (const name of NAMES) {
    expect([name, await say(name, {})]).toEqual([name, "There is no such command"]);
    expect(SUBCOMMANDS.some((one) => one.name === name)).toBe(false);
  }
  for (const command of commands)
    for (const name of ["constructor", "__proto__", "toString"]) {
      const title = await say(command.name, Object.fromEntries([[name, name]]));
      expect([command.name, name, title]).toEqual([command.name, name, "I do not understand that"]);
      for (const option of Object.keys(command.options)) {
        const said = await say(command.name, { [option]: name });
        expect([command.name, option, name, said]).not.toContain("That did not work");
      }
    }
});

it("what is typed, pressed and chosen keeps such names as what they are", async () => {
  const store = keepAll();
  const options = { gateway: { description: "One" }, agent: { description: "Other" } };
  for (const name of NAMES) {
    expect(parseCommand(`/${name} ${name}=1`, [])).toMatchObject({ args: pair(`${name}=1`, `${name}=1`) });
    expect(Object.keys(readArguments(`${name}=1`, options))).toEqual([`${name}=1`]);
    expect(readCommand(`/${name}`)?.name ?? null).toBe(
      name.startsWith("_") ? null : name.toLowerCase().replaceAll("_", "-"),
    );
    const call = { command: name, args: Object.fromEntries([[name, name]]) };
    const id = readCustomId(writeCustomId(call) ?? "");
    expect([id?.command, Object.entries(id?.args ?? {})]).toEqual([name, [[name, name]]]);
    const data = await toCallbackData({ name, args: call.args }, store);
    const pressed = await readCallbackData(data, store);
    expect([pressed?.name, Object.entries(pressed?.args ?? {})]).toEqual([name, [[name, name]]]);
  }
});

it("interactions of Discord hold no value that nobody gave", () => {
  for (const name of NAMES) {
    const ids = { id: "1", token: "t", application_id: "2", user: { id: "3" } };
    const interact = (type: number, option: object): unknown => {
      const raw = readRaw({ ...ids, type, data: { name, options: [option] } });
      return raw && readInteraction(raw);
    };
    const option = { type: ApplicationCommandOptionType.String, name };
    expect(interact(InteractionType.ApplicationCommand, { ...option, value: "x" })).toEqual({
      kind: "command",
      name,
      args: pair(name, "x"),
    });
    const typing = interact(InteractionType.ApplicationCommandAutocomplete, { ...option, focused: true });
    expect(typing).toEqual({ kind: "typing", name, option: name, typed: "", soFar: {} });
  }
});

it("a file of settings may hold them, and they set nothing of ours", () => {
  const path = join(makeFolder(), ".env");
  writeFileSync(path, NAMES.map((name) => `${name}=1`).join("\n"), { mode: 0o600 });
  const read = readEnvFile(new TextEncoder().encode(NAMES.map((name) => `${name}=1`).join("\n")));
  expect("values" in read ? Object.keys(read.values).toSorted() : read).toEqual(NAMES.toSorted());
  const { env, file } = loadEnvironment(path, { HOME: "/nowhere" });
  expect(file).toMatchObject({ state: "read", used: expect.arrayContaining(NAMES), outdone: [] });
  expect(readConfig(env, () => "")).toEqual(readConfig({ HOME: "/nowhere" }, () => ""));
});

it.each(["OPENCLAW_GATEWAYS", "COMPANION_WARNING_RULES"])("%s refuses them as keys", (variable) => {
  const row = (name: string): string =>
    variable === "OPENCLAW_GATEWAYS"
      ? `[{"name":"main","url":"ws://127.0.0.1:1","${name}":{}}]`
      : `{"${name}":{"checks":1}}`;
  for (const name of NAMES.filter((one) => one !== "__proto__"))
    expect(() => readConfig({ [variable]: row(name) }, () => "")).toThrow(variable);
});

it("frames of a gateway may name anything so, and nothing is taken for something else", () => {
  for (const name of NAMES) {
    const parsed = parseBounded(`{"${name}":{"polluted":1}}`);
    expect(Object.keys(Object(parsed))).toEqual([name]);
    const agents = readAgentList({ defaultId: name, agents: [{ id: name }] });
    expect(JSON.stringify(agents)).toContain(`"${name}"`);
    const rows = readSessions(
      { sessions: [{ key: name, sessionId: name, modelProvider: name, model: name }] },
      true,
      name,
    );
    expect(JSON.stringify(rows)).toContain(`"${name}"`);
    const read = readGatewayConfig({ hash: "1", config: { models: { providers: pair(name, { api: name }) } } });
    expect(() => read({ agent: name, model: null, agents: [{ id: name, primary: name }], sessions: [] })).not.toThrow();
    expect(() => readTranscript(name, 10, { sessionId: name, messages: [pair(name, name)] })).not.toThrow();
  }
  expect(Reflect.get({}, "polluted")).toBeUndefined();
});

it("in a configuration they are there only where they were put", () => {
  for (const name of NAMES) {
    expect(valueAt({}, [name])).toBeUndefined();
    expect(valueAt({ a: {} }, ["a", name, "b"])).toBeUndefined();
    const held = withValue({}, [name, "b"], 1);
    expect(Object.entries(held)).toEqual([[name, { b: 1 }]]);
    expect(valueAt(held, [name, "b"])).toBe(1);
    expect(withValue(held, [name], undefined)).toEqual({});
    expect(includes({}, held)).toBe(false);
    expect(Object.entries(diffPatch({}, held, "replaced")?.merge ?? {})).toEqual([[name, { b: 1 }]]);
    expect(Object.entries(diffPatch(held, {}, "replaced")?.merge ?? {})).toEqual([[name, null]]);
  }
});
