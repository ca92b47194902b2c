import { expect, test } from "vitest";
import { writePlan } from "../../../commands/fix-cards/plan.ts";
import { fixLog } from "../../../commands/fix-log.ts";
import type { Card } from "../../../src/core/card.ts";
import type { Remedy } from "../../../src/core/plan.ts";
import { byHand } from "../../../src/repair/plan/by-hand.ts";
import { speak } from "../../../src/words/speak.ts";
import { SOMEWHERE } from "../../fakes/answering.ts";
import { adminOf, toEnd } from "./bench/process.ts";
import { PRIMARY } from "./bench/world.ts";
import { setRepairs } from "./bench/setting.ts";

const SECRET = "http://ada:fake@word@proxy.test:8080/v1?subscription=fake-key#fake";
const BEFORE = { models: { providers: { mine: { baseUrl: SECRET, models: [{ id: "a", baseUrl: SECRET }] } } } };
const AT = ["models", "providers", "mine"];
const shorten: Remedy = {
  id: "test",
  propose: () => ({
    kind: "change",
    title: "Correct the address",
    why: [],
    steps: [{ label: "correct it", sets: [{ path: AT, after: { baseUrl: "http://proxy.test:8080/v1" } }] }],
    effects: [],
    proves: [{ agent: "main", wanted: PRIMARY }],
  }),
};

const context = () => ({
  caller: { platform: "room", id: "1", name: "Ada", admin: true },
  origin: SOMEWHERE,
  place: "room",
  now: 0,
  signal: new AbortController().signal,
});

const textOf = (card: Card): string => JSON.stringify(speak(card, "en"));

test.each(["2026.3.2", "2026.9.6"])(
  "what signs in within an address is shown nowhere on %s, and comes back exactly with the undo",
  async (version) => {
    const { world, repairs } = await setRepairs({ version, before: BEFORE, remedies: [shorten] });
    const asker = () => adminOf("1", world);
    const plan = await repairs.prescribe({ ...asker(), gateway: "main" });
    if (plan.kind !== "plan") throw new Error(`no plan: ${plan.kind}`);
    const told = [textOf(writePlan(plan)), await toEnd(await repairs.confirm(plan.plan.id, asker()))];
    expect(JSON.stringify(world.document())).not.toContain("fake");
    const undo = await repairs.planUndo({ repair: plan.plan.id }, asker());
    if (undo.kind !== "plan") throw new Error(`no undo: ${undo.kind}`);
    told.push(textOf(writePlan(undo)), await toEnd(await repairs.confirm(undo.plan.id, asker())));
    expect(world.document()).toEqual(BEFORE);
    told.push(textOf((await fixLog(repairs).run(context(), {})).card));
    expect(told[0]).toContain("http://[hidden]@proxy.test:8080/v1?[hidden]");
    expect(JSON.stringify(told)).not.toMatch(/fake|ada:/);
  },
);

test("nor does it stand in what is to be done on the host", () => {
  expect(byHand([{ path: AT, after: { baseUrl: SECRET } }], { document: {} }).join()).not.toMatch(/fake|ada:/);
});
