import {
  ago,
  code,
  heading,
  note,
  strong,
  text,
  when,
  type Block,
  type Card,
  type Line,
  type Message,
} from "../src/core/card.ts";
import { isSlight, type Gap } from "../src/core/ledger.ts";
import type { LinkStatus } from "../src/core/link.ts";
import { formatModel } from "../src/core/model.ts";
import { writeAgent } from "./model-status-agent.ts";
import { mergeSame, type Group } from "./model-status-alike.ts";
import { toNext, toWhole, type Page } from "./model-status-fleet.ts";
import { toActions, withoutConsequences, writeNext } from "./model-status-next.ts";
import { isPlain, writeFine, writePlain } from "./model-status-plain.ts";
import { writeTop } from "./model-status-top.ts";
import { writeStanding } from "./model-status-standing.ts";
import type { GatewayReport } from "../src/core/report.ts";
import { DAY, WINDOWS } from "../src/core/time.ts";
import { say } from "../src/words/say.ts";
import { sayBefore, sayInTurn, sayKnown, sayListed } from "../src/words/sequence.ts";
import { sayNext } from "../src/words/next.ts";

/** Public: holds no session keys, profile names or error texts. */
export function writeStatus(
  reports: readonly GatewayReport[],
  isAdmin: boolean,
  page: Page = toWhole(reports),
  agent?: string,
): Card {
  const isAlone = reports.length === 1;
  const firsts = page.others.map(([first]) => first);
  const rest = page.others.flatMap(([_first, ...more]) => more);
  const actions = [...toActions(reports, [...firsts, ...rest], isAdmin), ...toNext(page, agent)];
  const { number, pages, others, fine } = page;
  return {
    ...writeTop(reports),
    blocks: [
      ...others.flatMap((group) => writeGateways(group, { isAlone, isAdmin })),
      ...writeFine(fine),
      ...(pages > 1 ? [note(say("status.page", { page: number, pages }))] : []),
    ],
    ...(actions.length > 0 && { actions }),
  };
}

interface Reader {
  readonly isAlone: boolean;
  readonly isAdmin: boolean;
}

function writeGateways(group: Group, { isAlone, isAdmin }: Reader): readonly Block[] {
  const [report, name] = [mergeSame(group), sayKnown(group.map(({ id }) => id))];
  const findings = withoutConsequences(report.diagnoses).flatMap(({ title, explanation, next }) => [
    text(...sayBefore(strong(say("parts.sentence", { sentence: title })), explanation)),
    ...sayNext(next),
  ]);
  if (isPlain(report)) {
    return [
      writePlain(group, isAlone),
      ...findings,
      ...writeStanding(report),
      ...writeCoverage(report, (gap) => !isSlight(gap)),
      ...writeUntold(report),
      ...writeEach(group),
    ];
  }
  return [
    ...writeHead(report, isAlone ? null : name),
    ...writeReading(report),
    ...writeRepair(report),
    ...writeMended(report),
    ...report.agents.map((agent) => writeAgent(agent, { isNamed: report.agents.length > 1, isAlone })),
    ...findings,
    ...writeNext(report, isAdmin),
    ...writeStanding(report),
    ...writeCounts(report),
    ...writeUnauthorized(report),
    ...writeUntold(report),
    ...writeEach(group),
  ];
}

/** Where several share what is said, how to see one of them. */
function writeEach([{ id }, ...more]: Group): readonly Block[] {
  return more.length === 0 ? [] : [note(say("status.each", { command: code(`/model-status ${id}`) }))];
}

const writeUntold = ({ cannotTell }: GatewayReport): readonly Block[] =>
  cannotTell.map(({ why }) => note(say("status.untold", { why })));

/** Whoever looks at a gateway has to know that somebody is changing it, or began to. */
function writeRepair({ openRepair }: GatewayReport): readonly Block[] {
  if (openRepair === undefined) return [];
  const { by, since, inHand } = openRepair;
  const confirmed = { who: by, since: ago(since) };
  if (inHand) return [text(say("status.confirmed", { what: strong(say("status.under-way")), ...confirmed }))];
  return [
    text(say("status.confirmed", { what: strong(say("status.interrupted")), ...confirmed })),
    text(say("status.goes-on", { command: code("/fix-log") })),
  ];
}

/** The first line of the card names the only one. */
function writeHead({ version, reading }: GatewayReport, name: Message | null): readonly Block[] {
  const release = version === null ? say("status.release-unknown") : `OpenClaw ${version}`;
  const age = reading.state === "current" ? say("status.read", { at: ago(reading.at) }) : say("status.not-readable");
  const head: Line = [release, " · ", age];
  return [name === null ? text(...head) : heading(strong(name), " · ", ...head)];
}

function writeReading({ link, reading }: GatewayReport): readonly Block[] {
  if (reading.state === "current") return [];
  const why = say("parts.sentence", { sentence: reading.why });
  const known = reading.since === null ? why : say("status.unknown-since", { at: when(reading.since), why });
  return [text(known), ...writeWayOut(link)];
}

const writeWayOut = (link: LinkStatus): readonly Block[] =>
  "fix" in link && link.fix !== undefined ? [text(say("links.to-do", { fix: link.fix }))] : [];

const writeMended = ({ mended }: GatewayReport): readonly Block[] =>
  mended === undefined ? [] : [text(say("status.mended", { at: when(mended.at), who: strong(mended.by) }))];

function writeCounts(report: GatewayReport): readonly Block[] {
  const { counts } = report;
  if (counts === null) return [note(say("status.counts-unknown"))];
  const rows = [
    ["answers", counts.answers],
    ["fallbacks", counts.fallbacks],
    ["unauthorized", counts.unauthorized],
    ["refused", counts.refusedLocally],
    ["exhausted", counts.exhausted],
  ] as const;
  return [
    {
      kind: "table",
      columns: ["", ...WINDOWS.map(({ name }) => name)],
      rows: rows
        .filter(([label, count]) => label === "answers" || WINDOWS.some(({ name }) => count[name] > 0))
        .map(([label, count]) => [
          say("status.row", { row: label }),
          ...WINDOWS.map(({ name }) => toCell(count[name], label !== "answers" && counts.unknown[name] > 0)),
        ]),
    },
    ...writeCoverage(report),
  ];
}

/** Where nothing tells why another model answered, more may have failed than is counted. */
const toCell = (count: number, isLeast: boolean): string => (isLeast ? `≥ ${count}` : String(count));

/** From when to when it is counted, and why no earlier, each reason once. */
function writeCoverage(report: GatewayReport, isTold: (gap: Gap) => boolean = () => true): readonly Block[] {
  const { recordSince: since, at, reading, incomplete = [] } = report;
  const recent = incomplete.filter((gap) => gap.until > at - 7 * DAY && isTold(gap));
  const parts: readonly Message[] = [
    ...(since !== null && since > at - 7 * DAY ? [say("counts.start", { at: when(since) })] : []),
    ...(reading.state === "unreadable" && reading.since !== null
      ? [say("status.counts-end", { at: when(reading.since) })]
      : []),
  ];
  const whys = [...new Map(recent.map(({ reason, why }) => [reason, why])).values()];
  return parts.length + whys.length === 0 ? [] : [note(sayInTurn(...parts, ...whys))];
}

function writeUnauthorized({ unauthorized }: GatewayReport): readonly Block[] {
  if (unauthorized.length === 0) return [];
  const alike = Map.groupBy(unauthorized, ({ attempt, missingScopes }) =>
    [formatModel(attempt.model), ...missingScopes].join(" "),
  );
  const items = [...alike.values()].flatMap((same): readonly Line[] => {
    const [newest] = same;
    if (newest === undefined) return [];
    const { attempt, missingScopes } = newest;
    const why =
      missingScopes.length === 0
        ? say("status.not-authorised")
        : say("status.scope-missing", { scopes: sayListed(missingScopes.map(code)) });
    const refusal = { at: when(attempt.at), model: code(formatModel(attempt.model)), why };
    const count = same.length;
    return [[count === 1 ? say("status.refusal", refusal) : say("status.refusals", { ...refusal, count })]];
  });
  return [text(say("status.refused")), { kind: "list", items }];
}
