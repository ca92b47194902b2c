import { expect, test } from "vitest";
import type { Card } from "../../src/core/card.ts";
import type { CommandReply } from "../../src/core/command.ts";
import { openCompanion } from "../../src/cli/open.ts";
import { SOMEWHERE } from "../fakes/answering.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { onTestFinished } from "../parts/ending.ts";
import { looseWordsIn, looseWordsOf } from "../parts/pseudo.ts";
import { openShell } from "./operator-shell.ts";

/** What comes from outside, and what is called the same in every language. */
const NAMES = [
  "OpenClaw Companion",
  "OpenClaw",
  "main",
  "spare",
  "Ada",
  "test",
  "/quiet",
  new Intl.DateTimeFormat().resolvedOptions().timeZone,
  "gpt-5.4",
  "gpt-5.3-codex",
  "gpt-5.6-luna",
  "gpt-5.6-terra",
  "openai-codex",
  "openai",
  "1h",
  "6h",
  "24h",
  "7d",
  "30d",
];
/** Sentences that are not in the catalogue yet. */
const UNTRANSLATED = [
  "The gateway's log reaches back no further, and failures stand in it alone.",
  "this companion does not serve that chat",
];
const ADA = { platform: "test", id: "1", name: "Ada" };

/** Two gateways, one of which falls back, and the companion that watches them. */
async function open() {
  const main = await startFakeGateway("2026.9.6", "stale-override-local");
  const spare = await startFakeGateway("2026.3.2", "issue-38706");
  const rows = Object.entries({ main, spare }).map(([name, { url, token }]) => ({ name, url, token }));
  const { shell } = openShell({ env: { OPENCLAW_GATEWAYS: JSON.stringify(rows) } });
  const { companion } = await openCompanion(shell, "silent", "may");
  onTestFinished(async () => {
    await companion.close();
    await Promise.all([main.close(), spare.close()]);
  });
  await companion.readOnce(shell.signal);
  const ask = async (line: string, admin = true): Promise<CommandReply> => {
    const [name = "", ...words] = line.split(" ");
    const args = Object.fromEntries(words.map((word) => word.split("=")));
    const { signal } = shell;
    return companion.answer({ name, args, caller: { ...ADA, admin }, origin: SOMEWHERE, place: "room", signal });
  };
  return { companion, ask };
}

async function cardsOf({ card, private: own, updates }: CommandReply): Promise<readonly Card[]> {
  const later: Card[] = [];
  for await (const one of updates ?? []) later.push(one);
  return [card, ...(own ? [own] : []), ...later];
}

/** A picture's description is not in the catalogue yet. */
const withoutPictures = (card: Card): Card => ({ ...card, blocks: card.blocks.filter(({ kind }) => kind !== "image") });

const LINES = `
  help; start; id; admins; admins remove=test:2; audit; audit page=2; fix-log; leave
  model-status agent=mian
  model-history
  model-history gateway=spare window=7d
  model-history window=1x
  model-history gateway=mian
  warnings; warnings action=list; warnings action=here; warnings action=stop; warnings action=second
  warnings action=mute; warnings action=ack incident=7; warnings action=test
  quiet; quiet gateway=all when=22:00-06:00; quiet gateway=all when=2h; quiet gateway=mian when=2h
  quiet when=never; digest; digest every=daily; digest every=soon; digest every=off
  fix-codex; fix-codex gateway=main; fix-route gateway=spare; set-model gateway=main
  undo-fix gateway=main; release-sessions gateway=main; release-sessions gateway=spare
`
  .trim()
  .split(/;|\n/)
  .map((line) => line.trim());

test("no command says a word that stands in no catalogue", async () => {
  const { companion, ask } = await open();
  const reports = await Promise.all(companion.reports.gateways.map((id) => companion.reports.report(id)));
  const names = [
    ...NAMES,
    ...UNTRANSLATED,
    ...companion.commands.map(({ name }) => `/${name}`),
    ...reports.flatMap(({ url, unauthorized }) => [
      url,
      ...unauthorized.flatMap(({ attempt }) => attempt.message ?? []),
    ]),
  ];
  const found: { readonly line: string; readonly loose: readonly string[] }[] = [];
  const look = async (line: string): Promise<CommandReply> => {
    const reply = await ask(line);
    // What was typed is said again where it means nothing.
    const typed = line.split(/[ =]/).filter((word) => word !== "");
    for (const card of await cardsOf(reply))
      found.push({ line, loose: [...new Set(looseWordsOf(withoutPictures(card), [...names, ...typed]))] });
    return reply;
  };
  for (const line of LINES) await look(line);

  const { card } = await look("fix-codex gateway=main");
  const confirm = card.actions?.find(({ confirms }) => confirms);
  expect(confirm).toBeDefined();
  const args = Object.entries(confirm?.args ?? {}).map(([name, value]) => `${name}=${value}`);
  await look([confirm?.command, ...args].join(" "));
  for (const line of ["fix-log", "undo-fix gateway=main", "audit"]) await look(line);

  for (const { name, summary, options } of companion.commands)
    for (const said of [summary, ...Object.values(options).map(({ description }) => description)])
      found.push({ line: `the menu of /${name}`, loose: looseWordsIn(said, names) });
  expect(found.filter(({ loose }) => loose.length > 0)).toEqual([]);
  expect(found.length).toBeGreaterThan(LINES.length);
});
