import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { FailedAttempt, Turn } from "../../src/core/evidence.ts";
import { MINUTE } from "../../src/core/time.ts";
import { openLedger, type HeldLedger } from "../unit/parts/ledger.ts";
import { attempt, BIG, NOW, SMALL, turn } from "../unit/parts/ledger-words.ts";
import { readRows } from "../unit/parts/place.ts";

const KEY = "gateway, agent, coalesce(wish, '') as wish, coalesce(judged, '') as judged";
const MODEL = "coalesce(provider, '') as provider, coalesce(model, '') as model";
const ROUTE = "coalesce(agent, '') as agent, provider, model, coalesce(entry, '') as entry";
const FACTS = "ended_by, reason, status, message, said, scopes";
const SUMMED = "at / 900000 as slot, count(*) as count, min(at) as first_at, max(at) as last_at";
const PLAIN = "slot, count, first_at, last_at";

/** What the database keeps by itself, and what counting the rows gives. */
const PAIRS = [
  [
    `select gateway, agent, wish, judged, provider, model, ${PLAIN} from turn_sums`,
    `select ${KEY}, ${MODEL}, ${SUMMED} from turns group by 1, 2, 3, 4, 5, 6, 7`,
  ],
  [
    "select gateway, agent, wish, judged, provider, model, last_at from turn_kinds",
    `select ${KEY}, ${MODEL}, max(at) as last_at from turns group by 1, 2, 3, 4, 5, 6`,
  ],
  [
    `select gateway, agent, provider, model, entry, ${FACTS}, ${PLAIN}, until from attempt_sums`,
    `select gateway, ${ROUTE}, ${FACTS}, ${SUMMED}, max(coalesce(until, 0)) as until from attempts
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`,
  ],
] as const;

const sorted = (rows: readonly unknown[]): readonly string[] => rows.map((row) => JSON.stringify(row)).toSorted();

const readAll = ({ place }: HeldLedger, which: 0 | 1) =>
  Promise.all(PAIRS.map(async (pair) => sorted(await readRows(place, pair[which]))));

const GATEWAYS = ["main", "other"] as const;
const at = fc.integer({ min: 0, max: 59 }).map((minutes) => NOW - minutes * MINUTE);
const key = fc.constantFrom("a", "b", "c", "d", "e", "f");
const answered = fc.constantFrom<Partial<Turn>>(
  {},
  { answeredBy: SMALL },
  { answeredBy: null },
  { answeredBy: SMALL, selected: null },
  { answeredBy: BIG, judged: "chosen", wish: "chosen" },
  { agent: "ops" },
);
const gateway = fc.constantFrom(...GATEWAYS);

type Step = (held: HeldLedger) => Promise<unknown>;
const turnStep = fc.tuple(gateway, fc.array(fc.tuple(key, at, answered), { maxLength: 4 })).map(
  ([name, all]): Step =>
    ({ ledger }) =>
      ledger().record(name, { attempts: [], turns: all.map(([one, when, how]) => turn(one, { at: when, ...how })) }),
);
const failed = fc.constantFrom<Partial<FailedAttempt>>(
  {},
  { endedBy: "gateway", status: null },
  { session: null, agent: null },
  { agent: "ops", entry: "other" },
  { reason: "rate-limit", status: 429, message: "Too many requests", until: NOW + MINUTE },
  { reason: "rate-limit", status: 429, message: "Too many requests", until: NOW + 2 * MINUTE },
  { reason: "missing-scope", scopes: ["api.responses.write", "other"], said: "auth" },
);
const attemptStep = fc.tuple(gateway, fc.array(fc.tuple(key, at, failed), { maxLength: 4 })).map(
  ([name, all]): Step =>
    ({ ledger }) =>
      ledger().record(name, { attempts: all.map(([one, when, how]) => attempt(one, { at: when, ...how })), turns: [] }),
);
const forgetStep = fc.tuple(gateway, at).map(
  ([name, before]): Step =>
    ({ ledger }) =>
      ledger().forget(name, before),
);
const claimStep = fc.tuple(gateway, fc.constantFrom("one", "two")).map(
  ([name, device]): Step =>
    ({ ledger }) =>
      ledger().claim(name, { device, address: `ws://${device}` }, NOW),
);

test("whatever comes, changes, goes and is put aside: the sums are those of the rows", async () => {
  const steps = fc.array(fc.oneof({ weight: 4, arbitrary: turnStep }, attemptStep, forgetStep, claimStep), {
    minLength: 5,
    maxLength: 30,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      await using held = await openLedger();
      for (const step of all) await step(held);
      expect(await readAll(held, 0)).toEqual(await readAll(held, 1));
    }),
    { numRuns: 25 },
  );
}, 300_000);
