import { expect, test } from "vitest";
import type { SpokenCard } from "../../src/core/card.ts";
import { openCompanion } from "../../src/cli/open.ts";
import { readArguments } from "../../src/platforms/shared/typed.ts";
import { readCommand } from "../../src/platforms/telegram/in/command.ts";
import { speak, wordsOf } from "../../src/words/speak.ts";
import { SOMEWHERE } from "../fakes/answering.ts";
import { startFakeGateway } from "../fakes/gateway.ts";
import { onTestFinished } from "../parts/ending.ts";
import { SAME } from "../parts/typed-lines.ts";
import { SAME_BESIDES, SLIPS } from "../parts/typed-lines-besides.ts";
import { openShell } from "./operator-shell.ts";

const ADA = { platform: "telegram", id: "1", name: "Ada", admin: true };

/** Two gateways, and the companion that reads what is typed in Telegram. */
async function open() {
  const main = await startFakeGateway("2026.9.6", "stale-override-local");
  const spare = await startFakeGateway("2026.3.2", "issue-38706");
  const rows = Object.entries({ main, spare }).map(([name, { url, token }]) => ({ name, url, token }));
  const now = Date.now();
  const { shell } = openShell({ env: { OPENCLAW_GATEWAYS: JSON.stringify(rows) }, clock: () => now });
  const { companion } = await openCompanion(shell, "silent", "may");
  onTestFinished(async () => {
    await companion.close();
    await Promise.all([main.close(), spare.close()]);
  });
  await companion.readOnce(shell.signal);
  return async (line: string): Promise<SpokenCard> => {
    const typed = readCommand(line);
    if (typed === null) throw new Error(`${line} is no command`);
    const options = companion.commands.find(({ name }) => name === typed.name)?.options ?? {};
    const args = readArguments(typed.rest, options);
    const call = { name: typed.name, args, caller: ADA, origin: SOMEWHERE, place: "-100", signal: shell.signal };
    return speak((await companion.answer(call)).card, "en");
  };
}

/** In the list of calls stands what was asked before. */
const CALLS = /^Calls of admins/;

/** What a card says, but for pictures and for ids that are new each time. */
const saidBy = ({ title, blocks }: SpokenCard): string =>
  [
    title,
    ...(CALLS.test(title) ? [] : blocks).map((block) =>
      "text" in block && block.kind !== "code"
        ? wordsOf(block.text)
        : JSON.stringify(block.kind === "image" ? "" : block),
    ),
  ]
    .join("\n")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID");

test("what a person means by a word is understood, however it is written", async () => {
  const ask = await open();
  for (const [argument, lines] of [...SAME, ...SAME_BESIDES]) {
    expect(lines.length).toBeGreaterThanOrEqual(12);
    const [first = "", ...others] = lines;
    const meant = saidBy(await ask(first));
    expect(`${first}: ${meant}`).not.toMatch(/Did you mean|cannot be understood|means nothing/);
    for (const line of others)
      expect({ argument, line, said: saidBy(await ask(line)) }).toEqual({ argument, line, said: meant });
  }
}, 120_000);

test("of a slip of the finger it is asked what was meant", async () => {
  const ask = await open();
  for (const [meant, lines] of SLIPS)
    for (const line of lines) {
      const said = saidBy(await ask(line));
      expect({ line, said }).toEqual({ line, said: expect.stringContaining("Did you mean") });
      expect(said.slice(said.indexOf("Did you mean"))).toContain(meant);
    }
}, 120_000);

test.each([
  ["/warnings mute forever", /^There is no such incident\nforever names no incident\. .*until 08:00 or over\./],
  ["/model_history 12h", /There is no window 12h\. Known: 1h, 6h, 24h, 7d, 30d\./],
  ["/quiet all off", /Write off and its number: off 1\./],
])(
  "of %s it is said what is possible",
  async (line, words) => {
    const ask = await open();
    expect(saidBy(await ask(line))).toMatch(words);
  },
  120_000,
);
