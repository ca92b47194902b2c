import { code, note, strong, text, when, type Card, type Line } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { GatewayId } from "../src/core/gateway.ts";
import type { KeptQuiet, QuietStore } from "../src/core/quiet.ts";
import type { Instant } from "../src/core/time.ts";
import { readQuiet } from "./quiet-args.ts";
import { sayListed } from "../src/words/sequence.ts";
import { say } from "../src/words/say.ts";
import { shortCard, unclearCard, withHint } from "./short-card.ts";

const ALL = "all";
/** More buttons would not be shown. */
const MOST_BUTTONS = 4;

/** `/quiet`: maintenance and quiet hours, set ahead, for a gateway or for all. */
export const quiet = (store: QuietStore, gateways: readonly GatewayId[]): Command =>
  defineCommand({
    name: "quiet",
    summary: say("menu.quiet"),
    access: "admin",
    options: {
      gateway: { description: say("option.gateway-or-all"), choices: () => [...gateways, ALL] },
      when: {
        description: say("option.quiet-when"),
        choices: () => ["22:00-06:00", "1h", "2h", "tomorrow 22:00 for 2h"],
      },
    },
    async run({ caller, now }, typed) {
      const { gateway, when: rest } = findGateway(typed.gateway ?? "", typed.when ?? "", [...gateways, ALL]);
      const isNamed = gateways.includes(gateway) || gateway === ALL;
      // With one gateway, or where nothing is set, its name may be left out.
      const wish = readQuiet(isNamed ? rest : `${gateway} ${rest}`, now);
      const card = (): Promise<Card> => writeList(store, now);
      if (wish.kind === "list") return { visibility: "private", card: await card() };
      if (wish.kind === "remove") {
        const was = await store.remove(wish.id);
        const none = unclearCard(say("quiet.no-such"), say("quiet.see", { command: code("/quiet") }));
        return { visibility: "private", card: was ? await card() : none };
      }
      if (wish.kind === "unclear") {
        const why = isNamed || gateway === "" ? wish.why : withHint(wish.why, gateway, [...gateways, ALL]);
        return { visibility: "private", card: unclearCard(say("quiet.unclear"), why) };
      }
      if (!isNamed && gateways.length > 1) {
        const known = sayListed([...gateways, ALL]);
        const card = unclearCard(say("small.which-gateway"), say("small.name-one", { known }));
        return { visibility: "private", card };
      }
      const whom = isNamed && gateway !== ALL ? gateway : null;
      await store.add({ ...wish, gateway: whom, by: caller.name });
      return { visibility: "private", card: await card() };
    },
  });

/** A gateway may stand before or after the time, in any case: `22:00-06:00 main`. */
function findGateway(gateway: string, when: string, known: readonly string[]) {
  const find = (word = ""): string | undefined => known.find((one) => one.toLowerCase() === word.toLowerCase());
  const first = find(gateway);
  if (first !== undefined) return { gateway: first, when };
  const words = `${gateway} ${when}`.trim().split(/\s+/);
  const last = find(words.at(-1));
  return last === undefined ? { gateway, when } : { gateway: last, when: words.slice(0, -1).join(" ") };
}

/** What is set; what is over is forgotten. */
async function writeList(store: QuietStore, now: Instant): Promise<Card> {
  const all = await store.all();
  const over = all.filter(({ quiet: one }) => one.kind === "maintenance" && one.until <= now);
  for (const { id } of over) await store.remove(id);
  const kept = all.filter((one) => !over.includes(one));
  if (kept.length === 0)
    return shortCard(
      say("quiet.none"),
      say("quiet.example", {
        hours: code("/quiet all 22:00-06:00"),
        maintenance: code("/quiet all tomorrow 22:00 for 2h"),
      }),
    );
  return {
    tone: "neutral",
    title: say("quiet.title", { count: kept.length }),
    blocks: [
      { kind: "list", items: kept.map(toItem) },
      note(say("quiet.told")),
      text(say("quiet.zone", { zone: zoneOf() })),
    ],
    actions: kept.slice(-MOST_BUTTONS).map(({ id }) => ({
      label: say("quiet.remove", { id: String(id) }),
      style: "plain",
      command: "quiet",
      args: { when: `off ${id}` },
    })),
  };
}

function toItem({ id, quiet: one }: KeptQuiet): Line {
  const { by, from, until } = one;
  const shared = { id: code(`#${id}`), gateway: strong(one.gateway ?? say("quiet.all")), by };
  return one.kind === "maintenance"
    ? [say("quiet.maintenance", { ...shared, from: when(from), until: when(until) })]
    : [say("quiet.hours", { ...shared, from: toClock(from), until: toClock(until) })];
}

const toClock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const zoneOf = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
