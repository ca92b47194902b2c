import { randomBytes } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { admins } from "../../../commands/admins.ts";
import { start } from "../../../commands/start.ts";
import { ALLOWANCES } from "../../../src/answer/limits.ts";
import { createAnswer } from "../../../src/answer.ts";
import { createEnrolment } from "../../../src/answer/enrolment.ts";
import type { AuditEntry } from "../../../src/core/audit.ts";
import type { Caller, Command, CommandCall, Origin } from "../../../src/core/command.ts";
import type { CodePurpose, CodeUse } from "../../../src/core/enrolment.ts";
import type { Log } from "../../../src/core/log.ts";
import { MINUTE } from "../../../src/core/time.ts";
import { hashSetupCode, readSetupCode, toSetupCode } from "../../../src/lib/setup-code.ts";
import { openStore } from "../../../src/store/open.ts";
import { english } from "../../../src/words/speak.ts";
import { makePlace } from "../parts/place.ts";

const START = Date.UTC(2026, 2, 7, 9, 0);
const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
const ADA: Caller = { platform: "telegram", id: "7", name: "Ada", admin: false };
const PRIVATE: Origin = { platform: "telegram", kind: "direct", community: "7", userInstalled: false, at: null };
const ROOM: Origin = { ...PRIVATE, kind: "group", community: "-100" };

const nothing = (): Promise<void> => Promise.resolve();

/** Real commands and a real ledger, where everybody is a stranger. */
async function open() {
  const place = await makePlace();
  let now = START;
  const store = await openStore(place, () => now);
  onTestFinished(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
  });
  const rooms: string[] = [];
  const kept: AuditEntry[] = [];
  let refusal: string | Error | null = null;
  let meanwhile = nothing;
  const enrolment = await createEnrolment({
    store: store.enrolment,
    setRoom: async ({ platform, target }) => {
      await meanwhile();
      if (refusal instanceof Error) throw refusal;
      if (refusal === null) rooms.push(`${platform}:${target}`);
      return refusal === null ? { lacks: [] } : { refused: refusal };
    },
    audit: { add: (entry) => Promise.resolve(void kept.push(entry)) },
    log: SILENT,
  });
  const commands: readonly Command[] = [admins(enrolment), start(enrolment, () => commands)];
  const answer = createAnswer(commands, {
    audience: { welcome: ({ caller }) => Promise.resolve(caller.admin ? "welcome" : "stranger") },
    audit: null,
    clock: () => now,
    log: SILENT,
    toAdmin: enrolment.toAdmin,
  });
  const say = async (name: string, args: CommandCall["args"], origin = PRIVATE, caller = ADA) => {
    const place = origin.community ?? "";
    const signal = new AbortController().signal;
    const admitted = await answer.admit({ name, args, caller, origin, place, signal });
    return admitted && english((await admitted.reply()).card.title);
  };
  return {
    rooms,
    kept,
    say,
    later: (ms: number) => void (now += ms),
    /** What happens while a room is made. */
    whileMaking: (happens: () => Promise<void>) => void (meanwhile = happens),
    /** A companion takes the code, and dies before it did what it took it for. */
    take: (code: string, use: CodeUse) => store.enrolment.takeCode(code.slice(0, 5), use),
    useOf: (code: string) => store.enrolment.useOf(code.slice(0, 5)),
    refuse: (why: string | Error | null) => void (refusal = why),
    async issue(purpose: CodePurpose = "by-place"): Promise<string> {
      const code = toSetupCode(randomBytes(16));
      const expiresAt = now + 10 * MINUTE;
      await store.enrolment.keepCode({ id: code.slice(0, 5), hash: hashSetupCode(code), purpose, expiresAt });
      return code;
    },
    enrolment,
    stored: async () => JSON.stringify(await store.enrolment.codes(0)),
  };
}

test("a stranger who sends the code in private is an admin from that moment on, and nobody is twice", async () => {
  const { say, issue, kept, enrolment } = await open();
  const code = await issue();
  expect(await say("admins", {})).toBe("Not set up for this place");
  expect(await say("start", { code })).toBe("You are an admin now");
  expect(await say("admins", {})).toBe("Admins by a code of setup");
  expect(enrolment.admins()).toEqual([{ platform: "telegram", id: "7", name: "Ada", at: START }]);
  expect(kept.map(({ what, decision }) => [what, decision])).toEqual([
    ["became an admin with a code of setup", "allowed"],
  ]);
  expect(await say("start", { code }, PRIVATE, { ...ADA, id: "8" })).toBe("The code was not taken");
});

test("an admin of one platform is nobody of that number on another", async () => {
  const { say, issue, enrolment } = await open();
  expect(await say("start", { code: await issue() })).toBe("You are an admin now");
  expect(enrolment.toAdmin({ ...ADA, platform: "discord" }).admin).toBe(false);
  expect(await say("admins", {}, PRIVATE, { ...ADA, platform: "discord" })).toBe("Not set up for this place");
});

test("in a room the code makes that room one for warnings, and of its sender nothing", async () => {
  const { say, issue, rooms, enrolment } = await open();
  expect(await say("start", { code: await issue() }, ROOM)).toBe("Warnings come here");
  expect(rooms).toEqual(["telegram:-100"]);
  expect(enrolment.admins()).toEqual([]);
});

test("whoever waits for a code learns of its use when the room is made, not before", async () => {
  const { say, issue, whileMaking, useOf } = await open();
  const code = await issue();
  const seen: unknown[] = [];
  whileMaking(async () => void seen.push(await useOf(code)));
  await say("start", { code }, ROOM);
  expect([...seen, await useOf(code)]).toEqual([
    null,
    { as: "room", room: { platform: "telegram", target: "-100" }, by: "Ada" },
  ]);
});

test("a code for an admin makes one wherever it is sent", async () => {
  const { say, issue, rooms } = await open();
  expect(await say("start", { code: await issue("admin") }, ROOM)).toBe("You are an admin now");
  expect(rooms).toEqual([]);
});

test("between two people, where the bot was only brought along, the code does nothing and stays good", async () => {
  const { say, issue } = await open();
  const code = await issue();
  expect(await say("start", { code }, { ...PRIVATE, userInstalled: true })).toBe("The code was not taken");
  expect(await say("start", { code })).toBe("You are an admin now");
});

test.each<[why: string | Error, title: string]>([
  ["the bot may not write there", "The code was not taken"],
  [new Error("the ledger is locked"), "That did not work"],
])("a room that takes nothing leaves the code good: %s", async (why, title) => {
  const { say, issue, refuse } = await open();
  const code = await issue();
  refuse(why);
  expect(await say("start", { code }, ROOM)).toBe(title);
  refuse(null);
  expect(await say("start", { code }, ROOM)).toBe("Warnings come here");
});

test("a code is over after ten minutes, and when a newer one was printed", async () => {
  const { say, issue, later } = await open();
  const old = await issue();
  later(10 * MINUTE);
  expect(await say("start", { code: old })).toBe("The code was not taken");
  const first = await issue();
  await issue();
  expect(await say("start", { code: first })).toBe("The code was not taken");
});

test("of two who send it in the same moment one has it", async () => {
  const { say, issue, enrolment } = await open();
  const code = await issue();
  const said = await Promise.all(["7", "8", "9"].map((id) => say("start", { code }, PRIVATE, { ...ADA, id })));
  expect(said.filter((title) => title === "You are an admin now")).toHaveLength(1);
  expect(said.filter((title) => title === "The code was not taken")).toHaveLength(2);
  expect(enrolment.admins()).toHaveLength(1);
});

const USES: readonly (readonly [origin: Origin, use: CodeUse, title: string])[] = [
  [PRIVATE, { as: "admin", who: { platform: "telegram", id: "7", name: "Ada", at: START } }, "You are an admin now"],
  [ROOM, { as: "room", room: { platform: "telegram", target: "-100" }, by: "Ada" }, "Warnings come here"],
];

test.each(USES)("what a companion died over is done for whoever asks it again, and for nobody else", async (...one) => {
  const [origin, use, title] = one;
  const { say, issue, take, useOf } = await open();
  const code = await issue();
  expect(await take(code, use)).toBe(true);
  const other = { ...origin, community: "-200" };
  expect(await say("start", { code }, other, { ...ADA, id: "8" })).toBe("The code was not taken");
  expect(await useOf(code)).toBeNull();
  expect(await say("start", { code }, origin)).toBe(title);
  expect(await useOf(code)).toMatchObject({ as: use.as });
});

test("whoever became an admin is told so again, and a code makes nobody one twice", async () => {
  const { say, issue, kept, enrolment } = await open();
  const code = await issue();
  for (let times = 0; times < 2; times += 1) expect(await say("start", { code })).toBe("You are an admin now");
  expect(kept).toHaveLength(1);
  await enrolment.remove("telegram", "7");
  expect(await say("start", { code })).toBe("The code was not taken");
});

test("whoever guesses is soon not heard any more, and later again", async () => {
  const { say, issue, later } = await open();
  const code = await issue();
  for (let tries = 0; tries < 5; tries += 1)
    expect(await say("start", { code: toSetupCode(randomBytes(16)) })).toBe("The code was not taken");
  expect(await say("start", { code })).toBe("One moment, please");
  later(MINUTE);
  expect(await say("start", { code })).toBe("You are an admin now");
});

test("many who guess in one room are soon not heard any more there, each of whom could elsewhere", async () => {
  const { say, issue } = await open();
  const guess = async (id: number, where = ROOM) =>
    say("start", { code: toSetupCode(randomBytes(16)) }, where, { ...ADA, id: `${id}` });
  for (let id = 0; id < ALLOWANCES.proofPlace.atOnce; id += 1) expect(await guess(id)).toBe("The code was not taken");
  expect(await guess(98)).toBe("One moment, please");
  expect(await say("start", { code: await issue() }, PRIVATE, { ...ADA, id: "99" })).toBe("You are an admin now");
});

test("what is no code is a stranger's question like any other", async () => {
  const { say } = await open();
  expect(await say("start", { code: "true" })).toBe("Not set up for this place");
  expect(await say("start", {}, PRIVATE, { ...ADA, id: "9", admin: true })).toBe("OpenClaw Companion");
});

test("an admin takes it back at once", async () => {
  const { say, issue } = await open();
  await say("start", { code: await issue() });
  expect(await say("admins", { remove: "telegram:7" })).toBe("No admin any more");
  expect(await say("admins", {})).toBe("Not set up for this place");
});

test("the code itself is kept nowhere", async () => {
  const { issue, stored } = await open();
  const code = await issue();
  expect(await stored()).not.toContain(code);
});

test.each([
  ["as it was printed", (code: string) => code],
  [
    "in small letters, with blanks and dashes",
    (code: string) => ` ${code.toLowerCase().slice(0, 13)}- ${code.slice(13)} `,
  ],
  ["with letters that look like its digits", (code: string) => code.replaceAll("0", "O").replaceAll("1", "l")],
])("a code is read %s", (_, type) => {
  const code = toSetupCode(Uint8Array.from({ length: 16 }, (_byte, at) => (at * 17) % 256));
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  expect(readSetupCode(type(code))).toBe(code);
});

test("codes hold all 128 bits", () => {
  expect(toSetupCode(new Uint8Array(16).fill(255))).toBe("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
  expect(toSetupCode(new Uint8Array(16))).toBe("0".repeat(26));
});
