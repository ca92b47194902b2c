import { expect, test } from "vitest";
import { fixLog } from "../../../commands/fix-log.ts";
import { writePlan } from "../../../commands/fix-cards/plan.ts";
import { writeProgress, writeResumed } from "../../../commands/fix-cards/progress.ts";
import type { Card, Language } from "../../../src/core/card.ts";
import type { Progress, Repairs } from "../../../src/core/repairs.ts";
import { REMEDIES } from "../../../src/repair/remedies/index.ts";
import { speak } from "../../../src/words/speak.ts";
import { looseWordsOf } from "../../parts/pseudo.ts";
import { SOMEWHERE } from "../../fakes/answering.ts";
import { adminOf } from "../repair/bench/process.ts";
import { setRepairs } from "../repair/bench/setting.ts";

/** What comes from outside and stands on these cards. */
const NAMES = ["main", "openai-codex/gpt-5.4", "openai-codex/gpt-5.3-codex", "gpt-5.4", "admin 1", "room"];

async function follow(begun: Awaited<ReturnType<Repairs["confirm"]>>): Promise<readonly Progress[]> {
  if (begun.kind !== "begun") throw new Error(begun.kind);
  const shown: Progress[] = [];
  for await (const one of begun.progress) shown.push(one);
  return shown;
}

/** Everything that is shown of a repair from its plan on, and of its undo. */
async function repair(options: Parameters<typeof setRepairs>[0] = {}) {
  const { repairs, world } = await setRepairs({ version: "2026.3.2", remedies: REMEDIES, ...options });
  const asker = () => adminOf("1", world);
  const found = await repairs.prescribe({ ...asker(), gateway: "main" });
  if (found.kind !== "plan") throw new Error(found.kind);
  const shown = await follow(await repairs.confirm(found.plan.id, asker()));
  const view = await repairs.planUndo({ repair: found.plan.id }, asker());
  const undo = view.kind === "plan" ? view : null;
  const undone = undo === null ? [] : await follow(await repairs.confirm(undo.plan.id, asker()));
  const { by: caller, place, now } = asker();
  const signal = new AbortController().signal;
  const { card: log } = await fixLog(repairs).run({ caller, place, now, origin: SOMEWHERE, signal }, {});
  const cards: readonly Card[] = [
    writePlan(found),
    ...shown.map(writeProgress),
    ...(undo === null ? [] : [writePlan(undo)]),
    ...undone.map(writeProgress),
    ...[...shown, ...undone].map(writeResumed),
    log,
  ];
  return { plan: writePlan(found), shown: shown.map(writeProgress), undone: undone.map(writeProgress), cards };
}

const say = (card: Card | undefined, language: Language): string =>
  card === undefined ? "" : JSON.stringify(speak(card, language));

test.each<[Language, words: Readonly<Record<"title" | "applying" | "fixed" | "undone", string>>]>([
  [
    "de",
    {
      title: "Die Route von openai-codex korrigieren",
      applying: "Wird angewendet: die Route korrigieren.",
      fixed: "Nachgewiesen: Das gewünschte Modell hat geantwortet.",
      undone: "Die Konfiguration ist wieder wie vorher.",
    },
  ],
  [
    "zh-CN",
    {
      title: "更正 openai-codex 的路由",
      applying: "正在应用：更正路由。",
      fixed: "已验证：目标模型已应答。",
      undone: "配置已恢复原样。",
    },
  ],
])("a plan, its repair and its undo are told in %s", async (language, { title, applying, fixed, undone }) => {
  const told = await repair();
  expect(say(told.plan, language)).toContain(title);
  expect(say(told.shown[0], language)).toContain(applying);
  expect(say(told.shown.at(-1), language)).toContain(fixed);
  expect(say(told.undone.at(-1), language)).toContain(undone);
});

test.each<[how: string, options: Parameters<typeof setRepairs>[0]]>([
  ["is proved and undone", {}],
  ["ends as it began, because another model answered", { faults: [{ at: 1, kind: "wrong-answerer" }] }],
  ["writes nothing, because the gateway refuses", { faults: [{ at: 1, kind: "refused" }] }],
  ["waits, because the gateway takes few changes", { faults: [{ at: 1, kind: "rate-limited" }] }],
  ["is met by somebody else's change", { faults: [{ at: 5, kind: "edit-of-the-same" }] }],
])("no card of a repair holds words that no catalogue has, where it %s", async (_how, options) => {
  const { cards } = await repair(options);
  const names = [...NAMES, "invalid config", "Missing scopes: api.responses.write"];
  expect(cards.map((card) => looseWordsOf(card, names))).toEqual(cards.map(() => []));
});
