import { createCompanion } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import type { Card } from "../../src/core/card.ts";
import type { CommandReply } from "../../src/core/command.ts";
import type { ChatPlatform } from "../../src/core/platform.ts";
import { readIssue38706 } from "../../src/demo/issue-38706.ts";
import { onAbort } from "../../src/lib/abort.ts";
import { english } from "../../src/words/speak.ts";
import { startEmbeddedGateway } from "../../fake-gateway/gateway.ts";

/** The cards of the demo, as an admin gets them: the first warning, the status, the plan, and the end of the warning. */
export interface Story {
  readonly warning: Card;
  readonly status: Card;
  readonly plan: Card;
  readonly resolved: Card;
}

/** The morning of the issue. Pictures of the same minute are alike. */
export const NOW = Date.UTC(2026, 2, 7, 9, 15);

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };
const CALLER = { platform: "paper", id: "1", name: "Ada", admin: true } as const;
const ROOM = { platform: "paper", target: "1" } as const;

/** Plays the recording to its end, with a repair, in `folder`. Takes half a minute. */
export async function playStory(folder: string): Promise<Story> {
  const began = performance.now();
  const clock = (): number => Math.round(NOW + performance.now() - began);
  await using gateway = await startEmbeddedGateway({ ...readIssue38706(), token: "demo", clock });
  const env = { OPENCLAW_GATEWAY_URL: gateway.url, OPENCLAW_GATEWAY_TOKEN: gateway.token, COMPANION_DATA_DIR: folder };
  const companion = await createCompanion(
    readConfig(env, () => ""),
    { clock, random: () => 0.5, log: QUIET, version: "picture" },
    "must",
  );
  const stop = new AbortController();
  const told: Card[] = [];
  await companion.store.outbox.setRoom({ to: ROOM, state: "on", by: "Ada", at: clock() });
  const running = companion.run([paper(told)], stop.signal);
  const ask = (name: string, args: Readonly<Record<string, string>> = {}): Promise<CommandReply> =>
    companion.answer({
      name,
      args,
      caller: CALLER,
      place: "1",
      signal: stop.signal,
      origin: { platform: "paper", kind: "group", community: "1", userInstalled: false, at: clock() },
    });
  try {
    const warning = await next(told, () => true);
    const { card: status } = await ask("model-status");
    const { card: plan } = await ask("fix-codex");
    const confirm = plan.actions?.find((action) => action.confirms);
    if (confirm === undefined) throw new Error("the plan cannot be confirmed");
    const repair = await ask(confirm.command, confirm.args);
    for await (const _ of repair.updates ?? []);
    await gateway.playTurn();
    return { warning, status, plan, resolved: await next(told, isResolved) };
  } finally {
    stop.abort();
    await running;
    await companion.close();
  }
}

const isResolved = ({ title }: Card): boolean => english(title).startsWith("Resolved");

/** A room whose cards are kept. */
const paper = (told: Card[]): ChatPlatform => ({
  id: ROOM.platform,
  serve: (_commands, _answer, signal) => new Promise((resolve) => void onAbort(signal, resolve)),
  post(target, card) {
    told.push(card);
    return Promise.resolve({ platform: ROOM.platform, target, message: String(told.length) });
  },
  status: () => ({ state: "ready", as: "paper" }),
});

/** Waits for a card. */
async function next(told: readonly Card[], fits: (card: Card) => boolean): Promise<Card> {
  for (let looks = 0; looks < 1_200; looks += 1) {
    const card = told.find(fits);
    if (card !== undefined) return card;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  throw new Error("waited a minute in vain for a card");
}
