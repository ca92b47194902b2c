import type { Action } from "../src/core/card.ts";
import type { GatewayReport } from "../src/core/report.ts";
import { say } from "../src/words/say.ts";
import { groupSame, type Group } from "./model-status-alike.ts";
import { isQuiet, writeModels } from "./model-status-plain.ts";
import { rankOf } from "./model-status-top.ts";

/** Gateways with something to tell on one page, or groups of them: each takes a table and some lines. */
const DETAILED = 6;
/** Lines of gateways that are well on one page. */
const LINES = 30;
/** So many that are well have a line each; of more, those that are alike share one. */
const ALONE = 12;

/** Some of many gateways, as they stand on one card. */
export interface Page {
  /** Counted from 1. */
  readonly number: number;
  readonly pages: number;
  /** Those that somebody has to look at, the worst first; those that the same is to be said of together. */
  readonly others: readonly Group[];
  /** Those that are well, alike ones together. */
  readonly fine: readonly (readonly GatewayReport[])[];
}

/** All of them on one page. Alone, a gateway is told in full. */
export function toWhole(reports: readonly GatewayReport[]): Page {
  const well = new Set(reports.length === 1 ? [] : reports.filter(isQuiet));
  const others = reports.filter((report) => !well.has(report)).map((report) => ({ report, rank: rankOf(report) }));
  return {
    number: 1,
    pages: 1,
    others: groupSame(others.toSorted((a, b) => a.rank - b.rank).map(({ report }) => report)),
    fine: well.size > ALONE ? groupAlike([...well]) : [...well].map((one) => [one]),
  };
}

/** One page of them; beyond the last one that one. */
export function toPage(reports: readonly GatewayReport[], wanted: number): Page {
  const { others, fine } = toWhole(reports);
  const first = Math.max(1, Math.ceil(others.length / DETAILED));
  // The first of those that are well stand beside the last of the others.
  const pages = first - 1 + Math.max(1, Math.ceil(fine.length / LINES));
  const number = Math.min(Math.max(1, wanted), pages);
  const at = (number - first) * LINES;
  return {
    number,
    pages,
    others: others.slice((number - 1) * DETAILED, number * DETAILED),
    fine: number < first ? [] : fine.slice(at, at + LINES),
  };
}

/** By what they are set to and their release. */
const groupAlike = (reports: readonly GatewayReport[]): readonly (readonly GatewayReport[])[] => [
  ...Map.groupBy(reports, ({ agents, version }) => JSON.stringify([version, writeModels(agents)])).values(),
];

/** A button to the page after this one, where there is one. */
export const toNext = ({ number, pages }: Page, agent: string | undefined): readonly Action[] =>
  number >= pages
    ? []
    : [
        {
          label: say("status.do-next"),
          style: "plain",
          command: "model-status",
          args: { page: String(number + 1), ...(agent !== undefined && { agent }) },
        },
      ];
