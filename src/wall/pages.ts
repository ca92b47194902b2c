import type { Card, SpokenCard } from "../core/card.ts";
import { HISTORY_WINDOWS } from "../core/history.ts";
import type { GatewayReport } from "../core/report.ts";
import { SECOND } from "../core/time.ts";
import { speak } from "../words/speak.ts";
import { escape, writeBlocks, writeSign } from "./html.ts";
import type { Content } from "./page.ts";
import type { WallPorts } from "./ports.ts";

/** Reports of all gateways, shared by whoever asks in the same moment. */
export type ReadReports = () => Promise<readonly GatewayReport[]>;

/** What is asked for; null when there is no such page. */
export async function writeContent(url: URL, ports: WallPorts, read: ReadReports): Promise<Content | null> {
  const { pathname, searchParams } = url;
  if (pathname === "/") return writeFleet(ports, await read());
  if (pathname === "/incidents") return writeIncidents(ports);
  if (pathname === "/audit") return writeAudit(ports, Number(searchParams.get("page") ?? 1));
  const [, name] = /^\/gateway\/([^/]+)$/.exec(pathname) ?? [];
  const gateway = name === undefined ? undefined : ports.gateways.find((id) => encodeURIComponent(id) === name);
  if (gateway === undefined) return null;
  const report = (await read()).find(({ id }) => id === gateway);
  return report === undefined ? null : writeGateway(ports, report, searchParams.get("window"));
}

const STEP = 15 * SECOND;

const section = (id: string, title: string, inside: string): string =>
  `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escape(title)}</h2>${inside}</section>`;

const headline = ({ tone, title }: Pick<SpokenCard, "tone" | "title">): string =>
  `<h1 id="top">${writeSign(tone)} ${escape(title)}</h1>`;

const ORDER: readonly Card["tone"][] = ["critical", "warning", "unknown", "neutral", "good"];

async function writeFleet(ports: WallPorts, reports: readonly GatewayReport[]): Promise<Content> {
  const say = (card: Card): SpokenCard => speak(card, ports.language);
  const all = say(ports.status(reports));
  const tiles = reports
    .map((report) => ({ report, top: say(ports.status([report])) }))
    .toSorted((a, b) => ORDER.indexOf(a.top.tone) - ORDER.indexOf(b.top.tone))
    .map(({ report, top }) => writeTile(report, top));
  const warnings = say(await ports.warnings(ports.clock()));
  return {
    title: "Fleet",
    main: [
      headline(all),
      section("gateways", "Gateways", `<ul class="tiles">${tiles.join("")}</ul>`),
      section("warnings", `Warnings: ${warnings.title}`, writeBlocks(warnings)),
    ].join("\n"),
  };
}

function writeTile({ id, version, counts }: GatewayReport, { tone, title }: SpokenCard): string {
  const answers = counts?.answers["24h"] ?? null;
  const fallbacks = counts?.fallbacks["24h"] ?? null;
  const counted = [
    answers === null ? "answers unknown" : `${answers} answers in 24 h`,
    ...(fallbacks ? [`${fallbacks} by a fallback`] : []),
    ...(version === null ? [] : [`OpenClaw ${version}`]),
  ];
  return `<li class="tile ${tone}"><a href="/gateway/${encodeURIComponent(id)}">${writeSign(tone)} ${escape(title)}</a>
<p class="note">${escape(counted.join(" · "))}</p></li>`;
}

async function writeGateway(ports: WallPorts, report: GatewayReport, asked: string | null): Promise<Content> {
  const card = speak(ports.status([report]), ports.language);
  const window = HISTORY_WINDOWS.find(({ name }) => name === asked) ?? HISTORY_WINDOWS[2];
  // The picture moves on in steps: otherwise it would be another one at each look.
  const now = Math.floor(ports.clock() / STEP) * STEP;
  const drawn = ports.draw(await ports.history(report.id, now - window.length, now));
  const links = HISTORY_WINDOWS.map(({ name }) => {
    const current = name === window.name ? ' aria-current="true"' : "";
    return `<li><a href="/gateway/${encodeURIComponent(report.id)}?window=${name}"${current}>${name}</a></li>`;
  });
  const chart = `<nav aria-label="Window"><ul>${links.join("")}</ul></nav>
<div class="chart" tabindex="0" role="img" aria-label="${escape(drawn.words)}">${drawn.svg}</div>
<p>${escape(drawn.words)}</p>`;
  return {
    title: report.id,
    main: [headline(card), section("status", "Status", writeBlocks(card)), section("history", "History", chart)].join(
      "\n",
    ),
  };
}

async function writeIncidents(ports: WallPorts): Promise<Content> {
  const say = (card: Card): SpokenCard => speak(card, ports.language);
  const [open, latest] = await Promise.all([ports.warnings(ports.clock()).then(say), ports.incidents().then(say)]);
  return {
    title: "Incidents",
    main: [
      headline(open),
      section("open", "Open, and where it is told", writeBlocks(open)),
      section("latest", "Latest", writeBlocks(latest)),
    ].join("\n"),
  };
}

async function writeAudit(ports: WallPorts, asked: number): Promise<Content | null> {
  if (!Number.isSafeInteger(asked) || asked < 1 || asked > 100_000) return null;
  const { card: said, hasOlder } = await ports.audit(asked);
  const card = speak(said, ports.language);
  const links = [
    ...(asked > 1 ? [`<li><a href="/audit?page=${asked - 1}">Newer</a></li>`] : []),
    ...(hasOlder ? [`<li><a href="/audit?page=${asked + 1}">Older</a></li>`] : []),
  ];
  const more = links.length === 0 ? "" : `<nav aria-label="Other calls"><ul>${links.join("")}</ul></nav>`;
  return {
    title: "Audit",
    main: [headline(card), section("calls", "Who did what", `${writeBlocks(card)}${more}`)].join("\n"),
  };
}
