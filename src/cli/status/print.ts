import { writeDetail } from "../../../commands/model-status-detail.ts";
import { tellOpenly } from "../../../commands/model-status-open.ts";
import { writeStatus } from "../../../commands/model-status-card.ts";
import type { Card } from "../../core/card.ts";
import type { GatewayReport } from "../../core/report.ts";
import { renderText } from "../../platforms/terminal/render.ts";
import { speak } from "../../words/speak.ts";
import type { Shell } from "../subcommand.ts";

/** What `status` shows a person, as text of a terminal. */
export function printStatus(reports: readonly GatewayReport[], { clock, color, width, language }: Shell): string {
  const look = { now: clock(), color, width };
  const cards = [toPrinted(reports.map(tellOpenly)), writeDetail(reports, true)].filter((card) => card !== null);
  return cards.map((card) => renderText(speak(card, language), look)).join("\n");
}

/** What is printed has no buttons. */
function toPrinted(reports: readonly GatewayReport[]): Card {
  const { actions: _, ...card } = writeStatus(reports, true);
  return card;
}
