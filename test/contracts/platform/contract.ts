import { describe, expect, test } from "vitest";
import type { CommandReply } from "../../../src/core/command.ts";
import { PostFailed, type AboutIncident, type ChatPlatform, type PostOptions } from "../../../src/core/platform.ts";
import { toAnswer } from "../../fakes/answering.ts";
import { eventually } from "../operator-shell.ts";
import { cardOf, type PlatformKit, type PostingStand, type Trouble } from "./stand.ts";

const ABOUT: AboutIncident = {
  incident: "i1",
  gateway: "main",
  cause: "silent-fallback",
  severity: "critical",
  startsAt: Date.UTC(2026, 2, 7, 9, 12),
  endsAt: null,
};

const failureOf = (posting: Promise<unknown>): Promise<unknown> =>
  posting.then(
    () => null,
    (error: unknown) => error,
  );

/** What every platform keeps to, whatever its service does. One that only posts has no answering half. */
export function platformContract(kits: readonly PlatformKit[]): void {
  const posting = kits.flatMap(({ name, openPosting: open }) => (open ? [{ name, open }] : []));
  const answering = kits.flatMap(({ name, openAnswering: open }) => (open ? [{ name, open }] : []));
  describe.each(posting)("$name: a post", ({ open }) => {
    postingContract(open);
  });
  describe.each(answering)("$name: an answer", ({ open }) => {
    answeringContract(open);
  });
}

const post = (platform: ChatPlatform, { room }: PostingStand, title: string, how: PostOptions = {}) =>
  platform.post(room, cardOf(title), { about: ABOUT, ...how });

const publicly = (title: string, more: Partial<CommandReply> = {}): CommandReply => ({
  card: cardOf(title),
  visibility: "public",
  ...more,
});

async function* nineSteps() {
  for (let step = 1; step <= 9; step++) yield await Promise.resolve(cardOf(`Step ${step}`));
}

async function* breaking() {
  yield await Promise.resolve(cardOf("Half way"));
  throw new Error("fake words of an error");
}

function postingContract(open: () => Promise<PostingStand>): void {
  test("is not waited for by who was told to stop before it began to serve", async () => {
    const stand = await open();
    await expect(stand.process().serve([], NOBODY, AbortSignal.abort())).resolves.toBeUndefined();
  });

  test("stands in its room, and its reference says where", async () => {
    const stand = await open();
    const platform = stand.process();
    const ref = await post(platform, stand, "Warning");
    expect(ref).toMatchObject({ platform: platform.id, target: stand.room });
    expect(ref).not.toHaveProperty("detour");
    expect(stand.standing()).toEqual(["Warning"]);
  });

  test("that replaces one leaves one, which says what was posted last", async () => {
    const stand = await open();
    const platform = stand.process();
    const replacing = await post(platform, stand, "Warning");
    expect(await post(platform, stand, "Over", { replacing })).toEqual(replacing);
    expect(stand.standing()).toEqual(["Over"]);
  });

  test("under a key it has stands once, whichever process posts it, as it was posted last", async () => {
    const stand = await open();
    const first = await post(stand.process(), stand, "Warning", { key: "n1" });
    expect(await post(stand.process(), stand, "Warning", { key: "n1" })).toEqual(first);
    expect(stand.standing()).toEqual(["Warning"]);
  });

  test("stands once though the process that posted it never heard so", async () => {
    const stand = await open();
    const killed = new AbortController();
    stand.fallSilent();
    const posting = failureOf(
      stand.process().post(stand.room, cardOf("Warning"), { about: ABOUT, key: "n1" }, killed.signal),
    );
    await eventually(() => expect(stand.standing()).toHaveLength(1));
    killed.abort();
    await posting;
    await post(stand.process(), stand, "Warning", { key: "n1" });
    expect(stand.standing()).toEqual(["Warning"]);
  });

  test.each<Trouble>(["the line is cut before it arrives", "it arrives and the answer is lost", "the service fails"])(
    "stands once when %s, after it was posted again where that was asked for",
    async (trouble) => {
      const stand = await open();
      const platform = stand.process();
      stand.spoil(trouble);
      await eventually(async () => {
        const failure = await failureOf(post(platform, stand, "Warning", { key: "n1" }));
        expect(failure === null || failure instanceof PostFailed).toBe(true);
        expect(failure).toBeNull();
      });
      expect(stand.standing()).toEqual(["Warning"]);
    },
  );

  test.each<[Trouble, PostFailed["kind"]]>([
    ["the line is cut before it arrives", "later"],
    ["the service fails", "later"],
    ["the service asks to wait for long", "later"],
    ["the bot may not write there", "gone"],
    ["the card is refused", "refused"],
  ])("where %s fails as: %s, in one sentence without secrets", async (trouble, kind) => {
    const stand = await open();
    stand.spoil(trouble, 100);
    const failure = await failureOf(post(stand.process(), stand, "Warning"));
    expect(failure).toBeInstanceOf(PostFailed);
    expect(failure).toMatchObject({ kind, message: expect.stringMatching(/^\w+: [^\n]+$/) });
    for (const secret of stand.secrets) expect(String(failure)).not.toContain(secret);
  });

  test("that has to wait says how long, in milliseconds", async () => {
    const stand = await open();
    stand.spoil("the service asks to wait for long", 100);
    const failure = await failureOf(post(stand.process(), stand, "Warning"));
    expect(failure).toHaveProperty(
      "retryAfter",
      expect.toSatisfy((wait: number) => wait >= 120_000),
    );
  });

  test("to where nobody is fails for good, and names the place", async () => {
    const stand = await open();
    const failure = await failureOf(stand.process().post(stand.nowhere, cardOf("Warning"), { about: ABOUT }));
    expect(failure).toMatchObject({ kind: "gone", message: expect.stringContaining(stand.nowhere) });
  });

  test("is given up at once when nobody wants it any more", async () => {
    const stand = await open();
    const end = new AbortController();
    stand.fallSilent();
    const posting = failureOf(stand.process().post(stand.room, cardOf("Warning"), { about: ABOUT }, end.signal));
    await eventually(() => expect(stand.standing()).toHaveLength(1));
    end.abort();
    expect(await posting).toBeInstanceOf(PostFailed);
    const calls = stand.calls();
    await post(stand.process(), stand, "Other", { about: { ...ABOUT, incident: "i2" } });
    expect(stand.calls()).toBe(calls + 1);
  });

  test("tried without a card says whether one would arrive, and leaves nothing", async () => {
    const stand = await open();
    const { probe } = stand.process();
    if (probe === undefined) return;
    expect(await failureOf(probe(stand.room))).toBeNull();
    expect(await failureOf(probe(stand.nowhere))).toMatchObject({ kind: "gone" });
    expect(stand.standing()).toEqual([]);
  });

  test("of another platform is neither replaced nor answered", async () => {
    const stand = await open();
    const platform = stand.process();
    const foreign = { ...(await post(platform, stand, "Warning")), platform: "another" };
    await post(platform, stand, "Over", { replacing: foreign, about: { ...ABOUT, incident: "i2" } });
    expect(stand.standing()).toEqual(["Warning", "Over"]);
  });

  test("somebody deleted takes one new place", async () => {
    const stand = await open();
    if (stand.clear === undefined) return;
    const replacing = await post(stand.process(), stand, "Warning", { key: "n1" });
    stand.clear();
    const how = { key: "n2", replacing };
    const anew = await post(stand.process(), stand, "Over", how);
    expect(await post(stand.process(), stand, "Over", how)).toEqual(anew);
    expect(stand.standing()).toEqual(["Over"]);
  });

  test("that answers one stands under it, or alone when that is gone or elsewhere", async () => {
    const stand = await open();
    const { answered, clear } = stand;
    if (answered === undefined) return;
    const platform = stand.process();
    const answering = await post(platform, stand, "Warning");
    await post(platform, stand, "Over", { answering });
    expect(answered()).toBe("Warning");
    await post(platform, stand, "Over", { answering: { ...answering, platform: "another" } });
    expect(answered()).toBeNull();
    clear?.();
    await post(platform, stand, "Over", { answering });
    expect(answered()).toBeNull();
  });
}

/** For where nobody asks. */
const NOBODY = toAnswer(() => Promise.reject(new Error("nobody asks here")));

function answeringContract(open: NonNullable<PlatformKit["openAnswering"]>): void {
  const serve = (reply: CommandReply) => open(() => Promise.resolve(reply));

  test("is read by whoever asked, and is about what they asked", async () => {
    const stand = await serve(publicly("Shown"));
    stand.ask("model-status");
    await eventually(() => expect(stand.read()).toEqual([expect.stringContaining("Shown")]));
    expect(stand.asked).toMatchObject([{ name: "model-status", args: {} }]);
  });

  test("that is private is read by nobody else", async () => {
    const stand = await serve({ ...publicly("Secret"), visibility: "private" });
    stand.ask("model-status");
    await eventually(() => expect(stand.read()).toEqual([expect.stringContaining("Secret")]));
    expect(stand.overhead().filter((text) => text.includes("Secret"))).toEqual([]);
  });

  test("may have a part that nobody else reads", async () => {
    const stand = await serve(publicly("Shown", { private: cardOf("Secret") }));
    stand.ask("model-status");
    await eventually(() => expect(stand.read().join()).toMatch(/Shown.*Secret|Secret.*Shown/s));
    expect(stand.overhead().filter((text) => text.includes("Secret"))).toEqual([]);
  });

  test("that goes on ends with its last card, which is not shown twice", async () => {
    const stand = await serve(publicly("Step 0", { updates: nineSteps() }));
    stand.ask("model-status");
    await eventually(() => expect(stand.read().filter((text) => text.includes("Step 9"))).toHaveLength(1));
  });

  test("whose later cards break off says so, and keeps what it said", async () => {
    const stand = await serve(publicly("Begun", { updates: breaking() }));
    stand.ask("model-status");
    await eventually(() => expect(stand.read().at(-1)).toMatch(/Half way.*ended with an error/s));
    expect(stand.read().join()).not.toContain("fake words");
  });

  test("that cannot be given is excused, without the words of the error, and the next one is given", async () => {
    let isBroken = true;
    const stand = await open(() =>
      isBroken ? Promise.reject(new Error("fake words of an error")) : Promise.resolve(publicly("Shown")),
    );
    stand.ask("model-status");
    await eventually(() => expect(stand.read().at(-1)).toContain("This did not work"));
    expect(stand.read().join()).not.toContain("fake words");
    isBroken = false;
    stand.ask("model-status");
    await eventually(() => expect(stand.read().at(-1)).toContain("Shown"));
  });

  test("has buttons, which are commands with arguments", async () => {
    const actions = [{ label: "Fix", style: "primary", command: "fix-codex", args: { plan: "p1" } }] as const;
    const stand = await open(({ name }) =>
      Promise.resolve(
        name === "fix-codex" ? publicly("Done") : publicly("Plan", { card: cardOf("Plan", { actions }) }),
      ),
    );
    stand.ask("model-status");
    await eventually(() => expect(stand.read().join()).toContain("Plan"));
    stand.press("Fix");
    await eventually(() => expect(stand.read().join()).toContain("Done"));
    expect(stand.asked[1]).toMatchObject({ name: "fix-codex", args: { plan: "p1" } });
  });

  test("is given once, however often the question is delivered", async () => {
    const stand = await serve(publicly("Shown"));
    const { repeat } = stand;
    if (repeat === undefined) return;
    stand.ask("model-status");
    await eventually(() => expect(stand.read()).toHaveLength(1));
    repeat();
    stand.ask("fix-codex");
    await eventually(() => expect(stand.read()).toHaveLength(2));
    expect(stand.asked.map(({ name }) => name)).toEqual(["model-status", "fix-codex"]);
  });

  test("comes no more once the platform was told to stop", async () => {
    const stand = await serve(publicly("Shown"));
    stand.ask("model-status");
    await eventually(() => expect(stand.read()).toHaveLength(1));
    stand.stop();
    await expect(stand.served).resolves.toBeUndefined();
    stand.ask("model-status");
    expect(stand.asked).toHaveLength(1);
  });
}
