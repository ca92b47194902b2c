import { expect, test } from "vitest";
import type { SessionRow } from "../../../src/core/gateway.ts";
import { SECOND } from "../../../src/core/time.ts";
import type { Occasion } from "../../../src/evidence/news.ts";
import { answered, MAIN, NEW, setUp } from "../parts/collecting.ts";
import { BIG, NOW, SMALL } from "../parts/ledger-words.ts";
import type { Told } from "../parts/session.ts";

const POLL: Occasion = { kind: "look", bells: [] };
const rung = (run: string, session: string | null = MAIN, isLinked = false): Occasion => ({
  kind: "look",
  bells: [{ session, run, isOver: true }],
  isLinked,
});
const turn = (run: string, at: number, model = BIG) => answered(at, model).map((entry) => ({ ...entry, run }));
/** After so many turns, a second and a half apart; the row names the last of them. */
const after = (turns: number, row: Partial<SessionRow> = {}): Told => {
  const begun = Array.from({ length: turns }, (_, index) => NOW - SECOND + index * 1_500);
  return {
    sessions: [{ updatedAt: (begun.at(-1) ?? 0) + 100, running: false, lastRun: `r${turns}`, pin: null, ...row }],
    entries: { [MAIN]: begun.flatMap((at, index) => turn(`r${index + 1}`, at)) },
  };
};

test("a turn that ends has its transcript read, and the list of sessions asked for once in ten seconds", async () => {
  await using all = await setUp(NEW, after(1));
  await all.read();
  for (let turns = 2; turns <= 8; turns += 1) await all.read(after(turns), 1_500, rung(`r${turns}`));
  expect(all.session.listed).toEqual(["all", "known", "known", "known", "known", "known", "known", "new"]);
  expect(all.session.asked).toHaveLength(8);
  expect(await all.answers()).toBe(8);
  await all.read(after(8), SECOND, POLL);
  expect(all.session.asked).toHaveLength(8);
});

test("a row that follows later has nothing read again where the turns that touched it were, and else its session", async () => {
  await using all = await setUp(NEW, after(1));
  await all.read();
  await all.read(after(2), 1_500, rung("r2"));
  await all.read(after(2), SECOND, POLL);
  expect(all.session.asked).toHaveLength(2);
  await all.read(after(3), SECOND, POLL);
  expect(all.session.asked).toHaveLength(3);
  expect(await all.answers()).toBe(3);
});

test.each<[what: string, row: Partial<SessionRow>, occasion: Occasion]>([
  ["a run was under way when it was listed", { running: true }, rung("r2")],
  ["its gateway does not tell whether one is", { running: null }, rung("r2")],
  ["it is a session that is not listed", {}, rung("r2", "agent:main:other")],
  ["nobody tells whose it is", {}, rung("r2", null)],
  ["nothing rang", {}, POLL],
  ["the link is another one", {}, rung("r2", MAIN, true)],
])("sessions are listed at once where %s", async (_, row, occasion) => {
  await using all = await setUp(NEW, after(1, row));
  await all.read();
  await all.read(after(2, row), SECOND, occasion);
  expect(all.session.listed.slice(1)).toEqual(["new"]);
});

test("sessions are listed at once where a row does not name the run that touched it", async () => {
  const { sessions: _, ...told } = after(1);
  const rows = { sessions: [{ running: false }] };
  await using all = await setUp(NEW, { ...told, ...rows });
  await all.read();
  await all.read({ ...told, ...rows }, SECOND, rung("r2"));
  expect(all.session.listed.slice(1)).toEqual(["new"]);
});

test("nothing is left unlisted for longer because the clock was ahead and was set back", async () => {
  await using all = await setUp(NEW, after(1));
  await all.read();
  await all.read(after(2), -60 * SECOND, rung("r2"));
  expect(all.session.listed.slice(1)).toEqual(["new"]);
});

const pinned = { pin: { model: SMALL, by: "person" } } as const;

test("where a model answers that nothing explains, sessions are listed before it is judged", async () => {
  const told = after(1);
  await using all = await setUp(NEW, { ...told, log: { from: NOW + SECOND } });
  await all.read();
  const other = { ...after(2, pinned), entries: { [MAIN]: [...turn("r1", NOW - SECOND), ...turn("r2", NOW, SMALL)] } };
  await all.read(other, SECOND, rung("r2"));
  expect(all.session.listed).toEqual(["all", "known", "new"]);
  const { chosen, answers } = await all.held.ledger().counts("main", NOW + SECOND);
  expect([chosen["1h"], answers["1h"]]).toEqual([1, 2]);
  const third = { ...other, entries: { [MAIN]: [...other.entries[MAIN], ...turn("r3", NOW + SECOND, SMALL)] } };
  await all.read(third, SECOND, rung("r3"));
  expect(all.session.listed.slice(3)).toEqual(["known"]);
});

test("what nobody could explain when it was read has sessions listed for no later turn", async () => {
  const told = after(1);
  const before = [...turn("r0", NOW - 60 * SECOND, SMALL), ...turn("r1", NOW - SECOND)];
  const with2 = { ...after(2), entries: { [MAIN]: [...before, ...turn("r2", NOW + SECOND)] } };
  await using all = await setUp(NEW, { ...told, entries: { [MAIN]: before }, log: { from: NOW - SECOND } });
  await all.read();
  await all.read(with2, 2 * SECOND, rung("r2"));
  expect(all.session.listed).toEqual(["all", "known"]);
});

test("a session that is set otherwise than when it was read is read again, whichever run touched it", async () => {
  await using all = await setUp(NEW, after(1));
  await all.read();
  await all.read(after(2), 1_500, rung("r2"));
  const set = after(2, { pin: { model: BIG, by: "person" } });
  await all.read(set, SECOND, POLL);
  expect(all.session.asked).toHaveLength(3);
  await all.read(set, SECOND, POLL);
  expect(all.session.asked).toHaveLength(3);
});
