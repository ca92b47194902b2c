import { writeAudit } from "../../../commands/audit.ts";
import { writeStatus } from "../../../commands/model-status-card.ts";
import { writeList, writeStatus as writeWarnings } from "../../../commands/warning-cards.ts";
import type { Companion } from "../../app.ts";
import { COLOURS } from "../../chart/colours.ts";
import { writeSvg } from "../../chart/picture.ts";
import { describe } from "../../chart/words.ts";
import type { Language } from "../../core/card.ts";
import type { Log } from "../../core/log.ts";
import { createWall, type Wall } from "../../wall/wall.ts";
import { speakText } from "../../words/speak.ts";
import type { Shell } from "../subcommand.ts";

const LATEST = 20;

/** The page for the wall, of this companion: the cards that chats show, and the chart as it is drawn there. */
export function openWall(
  { reports, histories, warnings, store }: Companion,
  { clock, version }: Pick<Shell, "clock" | "version">,
  language: Language,
  log: Log,
  token: string | null,
): Wall {
  return createWall({
    language,
    version,
    clock,
    log,
    token,
    gateways: reports.gateways,
    report: (gateway) => reports.report(gateway),
    status: (reports) => writeStatus(reports, false),
    warnings: async (now) => writeWarnings(await warnings.status(now)),
    incidents: async () => writeList((await warnings.latest(LATEST)).filter(({ openings }) => openings.length > 0)),
    async audit(page) {
      const { actions = [], ...card } = await writeAudit(store.audit, page);
      return { card, hasOlder: actions.length > 0 };
    },
    history: (gateway, from, to) => histories.read(gateway, from, to),
    draw: (history, reader) => ({
      svg: toThemed(writeSvg(history, reader)),
      words: speakText(describe(history, reader), reader),
    }),
  });
}

/** What is the sheet and its writing in the picture, as the names that the style sheet gives it, light and dark. */
const THEMED: readonly (readonly [colour: string, name: string])[] = [
  [COLOURS.sheet, "sheet"],
  [COLOURS.edge, "edge"],
  [COLOURS.panel, "panel"],
  [COLOURS.grid, "grid"],
  [COLOURS.text, "text"],
  [COLOURS.soft, "soft"],
  [COLOURS.exhausted, "white"],
];

const toThemed = (svg: string): string =>
  THEMED.reduce((text, [colour, name]) => text.replaceAll(`"${colour}"`, `"var(--chart-${name})"`), svg);
