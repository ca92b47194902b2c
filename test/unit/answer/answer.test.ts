import { expect, test } from "vitest";
import type { AuditEntry } from "../../../src/core/audit.ts";
import { OPEN_HOUSE, type Welcome } from "../../../src/answer/audience.ts";
import { ALLOWANCES } from "../../../src/answer/limits.ts";
import { createAnswer } from "../../../src/answer.ts";
import { text, type Card, type Inline } from "../../../src/core/card.ts";
import { defineCommand, type Caller, type Command, type CommandReply } from "../../../src/core/command.ts";
import type { Log } from "../../../src/core/log.ts";
import { english, speak } from "../../../src/words/speak.ts";
import { SOMEWHERE } from "../../fakes/answering.ts";

const PERSON: Caller = { platform: "test", id: "1", name: "somebody", admin: false };
const ADMIN: Caller = { ...PERSON, admin: true };
const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
const SIGNAL = new AbortController().signal;

const said = (line: readonly Inline<string>[]): string =>
  line.map((part) => (typeof part === "string" ? part : "text" in part ? part.text : String(part.at))).join("");
const textOf = (card: Card): string => {
  const { title, blocks } = speak(card, "en");
  return [title, ...blocks.map((block) => ("text" in block && Array.isArray(block.text) ? said(block.text) : ""))].join(
    "\n",
  );
};

const reply = (...words: string[]): CommandReply => ({
  card: { tone: "good", title: "Done", blocks: [text(...words)] },
  visibility: "public",
});

const open = defineCommand({
  name: "open-door",
  summary: "Opens a door",
  access: "everyone",
  options: { door: { description: "Which door", required: true }, hand: { description: "With which hand" } },
  run: ({ caller, place, now }, { door, hand }) =>
    Promise.resolve(reply(`${caller.name} opened ${door} with ${hand ?? "a foot"} at ${place}, ${now}`)),
});
const burn = defineCommand({
  name: "burn",
  summary: "Burns it down",
  access: "admin",
  options: {},
  run: () => Promise.resolve(reply("burning")),
});
const fails = (why: unknown): Command =>
  defineCommand({
    name: "fail",
    summary: "Fails",
    access: "everyone",
    options: {},
    run: () => (why === "at once" ? raise(why) : Promise.reject(why)),
  });
const raise = (why: unknown): never => {
  throw new Error(String(why));
};

function setUp(...commands: readonly Command[]) {
  const logged: object[] = [];
  const write = (fields: object): void => void logged.push(fields);
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const kept: AuditEntry[] = [];
  const audit = { add: (entry: AuditEntry) => Promise.resolve(void kept.push(entry)) };
  const answer = createAnswer(commands, { audience: OPEN_HOUSE, audit, clock: () => 42, log });
  const ask = (name: string, args: Readonly<Record<string, string>> = {}, caller = PERSON): Promise<CommandReply> =>
    answer({ name, args, caller, origin: SOMEWHERE, place: "here", signal: SIGNAL });
  return { ask, logged, kept, audit };
}

test("a store in trouble keeps no admin from what they ask for, and the log says what it did not keep", async () => {
  const { ask, logged, audit } = setUp(burn);
  audit.add = () => Promise.reject(new Error("disk full"));
  expect(textOf((await ask("burn", {}, ADMIN)).card)).toBe("Done\nburning");
  expect(logged).toEqual([expect.objectContaining({ decision: "allowed" }), { what: "/burn" }]);
});

test.each(["open-door", "open_door"])("a command is found by its name: %s", async (name) => {
  const { card, visibility } = await setUp(open).ask(name, { door: "the gate", hand: "the left" });
  expect(textOf(card)).toBe("Done\nsomebody opened the gate with the left at here, 42");
  expect(visibility).toBe("public");
});

test("an option that is not required may be missing", async () => {
  const { card } = await setUp(open).ask("open-door", { door: "the gate" });
  expect(textOf(card)).toContain("with a foot");
});

test.each<[what: string, name: string, args: Readonly<Record<string, string>>, words: RegExp]>([
  [
    "a command nobody knows",
    "close-door",
    {},
    /^There is no such command\n\/close-door is not known here; \/help lists what is\.$/,
  ],
  ["no name at all", "", {}, /^There is no such command/],
  ["a name as long as a book", "x".repeat(5_000), {}, /^There is no such command\n\/x{39}… is not known/],
  ["the name of something every object has", "constructor", {}, /^There is no such command/],
  [
    "a command for admins",
    "burn",
    {},
    /^Only admins may do that\n\/burn is for the admins this bot was configured with, and test:1 is none of them\. /,
  ],
  [
    "an option that is missing",
    "open-door",
    {},
    /^I do not understand that\n"door" is missing: Which door\. Usage: \/open-door <door> \[hand\]$/,
  ],
  ["an option that is empty", "open-door", { door: "" }, /"door" is missing/],
  [
    "an option nobody knows",
    "open-door",
    { door: "x", window: "y" },
    /^I do not understand that\n"window" is not an option of this command\. Usage: /,
  ],
  ["one that every object has", "open-door", { door: "x", toString: "y" }, /"toString" is not an option/],
])("%s is refused in words that help, to the caller alone", async (_what, name, args, words) => {
  const { ask, logged } = setUp(open, burn);
  const { card, visibility } = await ask(name, args);
  expect(textOf(card)).toMatch(words);
  expect({ visibility, failed: logged.filter((one) => "why" in one) }).toEqual({ visibility: "private", failed: [] });
});

test.each([
  ["close-door", {}, true],
  ["open-door", {}, true],
  ["burn", {}, undefined],
  ["fail", {}, undefined],
] as const)("only what was misread is marked as unclear: %s", async (name, args, unclear) => {
  expect((await setUp(open, burn, fails(new Error("x"))).ask(name, args)).card.unclear).toBe(unclear);
});

test.each([
  ["refused", PERSON],
  ["allowed", ADMIN],
] as const)("a call that needs an admin leaves one row and one line when it is %s", async (decision, caller) => {
  const { ask, logged, kept } = setUp(open, burn);
  await ask("burn", {}, caller);
  await ask("open-door", { door: "front" }, caller);
  const what = { platform: "test", person: "1", place: "here", what: "/burn", decision };
  expect(kept).toEqual([{ at: 42, name: "somebody", gateway: null, ...what }]);
  expect(logged).toEqual([what]);
});

test("what is kept of a call names its gateway, and holds no secret that somebody typed", async () => {
  const { ask, logged, kept } = setUp(open, burn);
  const secret = "sk-proj-made-up-000000000000000000000000";
  await ask("burn", { gateway: "main", key: secret }, ADMIN);
  expect(kept).toMatchObject([{ gateway: "main", what: expect.stringMatching(/^\/burn gateway=main key=/) }]);
  expect(JSON.stringify([kept, logged])).not.toContain(secret.slice(8));
});

/** An answer for whom the audience says so. */
const admitting = (welcome: () => Promise<Welcome>, ...commands: readonly Command[]) =>
  createAnswer(commands, { audience: { welcome }, audit: null, clock: () => 42, log: SILENT });
const callOf = (name: string, args: Readonly<Record<string, string>>, caller = PERSON) => ({
  name,
  args,
  caller,
  origin: SOMEWHERE,
  place: "here",
  signal: SIGNAL,
});

test("where it cannot be told who belongs here, nobody does but admins, and they alone read it", async () => {
  const answer = admitting(() => Promise.reject(new Error("the service is away")), open);
  expect(english((await answer(callOf("open-door", { door: "x" }))).card.title)).toBe("Not set up for this place");
  expect(await answer(callOf("open-door", { door: "x" }, ADMIN))).toMatchObject({
    card: { title: "Done" },
    visibility: "private",
  });
});

test.each<[Welcome, CommandReply["visibility"]]>([
  ["alone", "private"],
  ["welcome", "public"],
])("an answer admitted as %s is %s", async (how, visibility) => {
  const admitted = await admitting(() => Promise.resolve(how), open).admit(callOf("open-door", { door: "x" }, ADMIN));
  expect(await admitted?.reply()).toMatchObject({ card: { title: "Done" }, visibility });
});

test.each([
  [2_000, "Done"],
  [2_001, "I do not understand that"],
])("an argument of %d characters: %s", async (length, title) => {
  expect(english((await setUp(open).ask("open-door", { door: "x".repeat(length) })).card.title)).toBe(title);
});

test("who types much takes no proposals from anybody else", async () => {
  const options = { door: { description: "", choices: () => ["the gate"] } };
  const answer = admitting(() => Promise.resolve("welcome"), { ...open, options });
  const type = (id: string) =>
    answer.propose({ ...callOf("open-door", {}, { ...PERSON, id }), option: "door", typed: "" });
  const proposed: number[] = [];
  for (let count = 0; count < ALLOWANCES.typing.atOnce + 1; count += 1) proposed.push((await type("1")).length);
  expect([proposed.at(-2), proposed.at(-1)]).toEqual([1, 0]);
  expect(await type("2")).toEqual(["the gate"]);
});

test("whoever asks again before the answer is there is told that it is still made", async () => {
  const gate = Promise.withResolvers<CommandReply>();
  const answer = admitting(() => Promise.resolve("welcome"), { ...open, run: () => gate.promise });
  const first = await answer.admit(callOf("open-door", { door: "x" }));
  const second = await answer.admit(callOf("open-door", { door: "x" }));
  const told = await second?.reply();
  expect(told && textOf(told.card)).toContain("Your last question is still being answered.");
  gate.resolve(reply("opened"));
  expect((await first?.reply())?.card.title).toBe("Done");
});

test("admins may do what admins may do", async () => {
  const { card } = await setUp(burn).ask("burn", {}, ADMIN);
  expect(textOf(card)).toContain("burning");
});

test("who may not is told so before what they typed is looked at", async () => {
  const { card } = await setUp(burn).ask("burn", { with: "petrol" });
  expect(english(card.title)).toBe("Only admins may do that");
});

test.each<[why: unknown, words: RegExp]>([
  [new Error("the bridge is out"), /^That did not work\n\/fail failed: the bridge is out$/],
  ["at once", /failed: at once$/],
  [undefined, /failed: unknown error$/],
  [new Error("no access with sk-fakefakefakefake"), /no access with \[key\]$/],
  [new Error(`long ${"x".repeat(5_000)}`), /^.{0,400}…$/s],
])("a command that fails says why, in one short line without secrets: %s", async (why, words) => {
  const { ask, logged } = setUp(fails(why));
  const { card, visibility } = await ask("fail");
  expect(textOf(card)).toMatch(words);
  expect(visibility).toBe("private");
  expect(logged).toHaveLength(1);
  expect(JSON.stringify(logged)).not.toMatch(/sk-fake/);
});

test.each([
  ["everyone", false, ["the gate"]],
  ["admin", false, []],
  ["admin", true, ["the gate"]],
] as const)("what a command for %s knows is proposed to an admin (%j) as %j", async (access, admin, expected) => {
  const options = { door: { description: "", choices: () => ["the gate"] } };
  const answer = createAnswer([{ ...open, access, options }], {
    audience: OPEN_HOUSE,
    audit: null,
    clock: () => 42,
    log: SILENT,
  });
  const call = { name: "open-door", args: {}, caller: { ...PERSON, admin }, origin: SOMEWHERE, place: "here" };
  expect(await answer.propose({ ...call, signal: SIGNAL, option: "door", typed: "" })).toEqual(expected);
});
