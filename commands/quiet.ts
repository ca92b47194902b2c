import { code, note, strong, text, when, type Card, type Line } from "../src/core/card.ts";
import { defineCommand, type Command } from "../src/core/command.ts";
import type { GatewayId } from "../src/core/gateway.ts";
import type { KeptQuiet, Quiet, QuietStore } from "../src/core/quiet.ts";
import type { Instant } from "../src/core/time.ts";
import { readQuiet } from "./quiet-args.ts";
import { meantOf, shortCard, unclearCard } from "./short-card.ts";

const ALL = "all";
/** More buttons would not be shown. */
const MOST_BUTTONS = 4;

/** `/quiet`: maintenance and quiet hours, set ahead, for a gateway or for all. */
export const quiet = (store: QuietStore, gateways: readonly GatewayId[]): Command =>
  defineCommand({
    name: "quiet",
    summary: "Maintenance and quiet hours: when warnings make no sound",
    access: "admin",
    options: {
      gateway: { description: "Which gateway, or all", choices: () => [...gateways, ALL] },
      when: {
        description: "22:00-06:00, 2h, or tomorrow 22:00 for 2h; off 3 takes the third back",
        choices: () => ["22:00-06:00", "1h", "2h", "tomorrow 22:00 for 2h"],
      },
    },
    async run({ caller, now }, { gateway = "", when: typed = "" }) {
      const isNamed = gateways.includes(gateway) || gateway.toLowerCase() === ALL;
      // With one gateway, or where nothing is set, its name may be left out.
      const wish = readQuiet(isNamed ? typed : `${gateway} ${typed}`, now);
      const card = (): Promise<Card> => writeList(store, now);
      if (wish.kind === "list") return { visibility: "private", card: await card() };
      if (wish.kind === "remove") {
        const was = await store.remove(wish.id);
        const none = unclearCard("There is no such quiet time", "See ", code("/quiet"), ".");
        return { visibility: "private", card: was ? await card() : none };
      }
      if (wish.kind === "unclear") {
        const known = [...gateways, ALL];
        const hint = isNamed || gateway === "" ? "" : meantOf(gateway, known);
        return { visibility: "private", card: unclearCard("That cannot be understood", `${wish.why}.${hint}`) };
      }
      if (!isNamed && gateways.length > 1) {
        const known = [...gateways, ALL].join(", ");
        return { visibility: "private", card: unclearCard("Which gateway?", `Name one of ${known}.`) };
      }
      const whom = isNamed && gateway.toLowerCase() !== ALL ? gateway : null;
      await store.add({ ...wish, gateway: whom, by: caller.name });
      return { visibility: "private", card: await card() };
    },
  });

/** What is set; what is over is forgotten. */
async function writeList(store: QuietStore, now: Instant): Promise<Card> {
  const all = await store.all();
  const over = all.filter(({ quiet: one }) => one.kind === "maintenance" && one.until <= now);
  for (const { id } of over) await store.remove(id);
  const kept = all.filter((one) => !over.includes(one));
  if (kept.length === 0)
    return shortCard(
      "Nothing is quiet",
      "For example ",
      code("/quiet all 22:00-06:00"),
      " each day, or ",
      code("/quiet all tomorrow 22:00 for 2h"),
      ".",
    );
  return {
    tone: "neutral",
    title: kept.length === 1 ? "One quiet time" : `${kept.length} quiet times`,
    blocks: [
      { kind: "list", items: kept.map(toItem) },
      note("In quiet hours what is critical is told all the same; in maintenance nothing is."),
      text(`Times are those of this host, ${zoneOf()}.`),
    ],
    actions: kept.slice(-MOST_BUTTONS).map(({ id }) => ({
      label: `Remove ${id}`,
      style: "plain",
      command: "quiet",
      args: { when: `off ${id}` },
    })),
  };
}

const toItem = ({ id, quiet: one }: KeptQuiet): Line => [
  code(`#${id}`),
  " ",
  strong(one.gateway ?? "all gateways"),
  ...toTimes(one),
  `, by ${one.by}`,
];

function toTimes({ kind, from, until }: Quiet): Line {
  if (kind === "maintenance") return [" maintenance from ", when(from), " to ", when(until)];
  return [` quiet hours ${toClock(from)}–${toClock(until)}`];
}

const toClock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const zoneOf = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
