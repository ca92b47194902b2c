import type { Card, Language, Message, SpokenCard } from "../core/card.ts";
import { HISTORY_WINDOWS } from "../core/history.ts";
import type { GatewayReport } from "../core/report.ts";
import { SECOND } from "../core/time.ts";
import { say } from "../words/say.ts";
import { speak, speakText } from "../words/speak.ts";
import { escape, spoken, writeBlocks, writeSign } from "./html.ts";
import type { Content } from "./page.ts";
import type { WallPorts } from "./ports.ts";

/** Reports of all gateways, shared by whoever asks in the same moment. */
export type ReadReports = () => Promise<readonly GatewayReport[]>;

/** What is asked for; null when there is no such page. */
export async function writeContent(
  url: URL,
  given: WallPorts,
  read: ReadReports,
  language: Language,
): Promise<Content | null> {
  const ports = { ...given, language };
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

/** `title`: as HTML. */
const section = (id: string, title: string, inside: string): string =>
  `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${inside}</section>`;

const headline = ({ tone, title, language }: Pick<SpokenCard, "tone" | "title" | "language">): string =>
  `<h1 id="top">${writeSign(tone, language)} ${escape(title)}</h1>`;

const ORDER: readonly Card["tone"][] = ["critical", "warning", "unknown", "neutral", "good"];

async function writeFleet(ports: WallPorts, reports: readonly GatewayReport[]): Promise<Content> {
  const { language } = ports;
  const own = (message: Message): string => spoken(message, language);
  const all = speak(ports.status(reports), language);
  const tiles = reports
    .map((report) => ({ report, top: speak(ports.status([report]), language) }))
    .toSorted((a, b) => ORDER.indexOf(a.top.tone) - ORDER.indexOf(b.top.tone))
    .map(({ report, top }) => writeTile(report, top));
  const warnings = speak(await ports.warnings(ports.clock()), language);
  return {
    title: speakText(say("wall.fleet"), language),
    main: [
      headline(all),
      section("gateways", own(say("wall.gateways")), `<ul class="tiles">${tiles.join("")}</ul>`),
      section("warnings", own(say("wall.warnings", { title: warnings.title })), writeBlocks(warnings)),
    ].join("\n"),
  };
}

function writeTile({ id, version, counts }: GatewayReport, { tone, title, language }: SpokenCard): string {
  const answers = counts?.answers["24h"] ?? null;
  const fallbacks = counts?.fallbacks["24h"] ?? null;
  const counted = [
    answers === null ? say("wall.answers-unknown") : say("wall.answers", { count: answers }),
    ...(fallbacks ? [say("chart.fallbacks", { count: fallbacks, least: counts?.unknown["24h"] ? "yes" : "no" })] : []),
    ...(version === null ? [] : [`OpenClaw ${version}`]),
  ].map((one) => spoken(one, language));
  return `<li class="tile ${tone}"><a href="/gateway/${encodeURIComponent(id)}">${writeSign(tone, language)} ${escape(title)}</a>
<p class="note">${counted.join(" · ")}</p></li>`;
}

async function writeGateway(ports: WallPorts, report: GatewayReport, asked: string | null): Promise<Content> {
  const { language } = ports;
  const own = (message: Message): string => spoken(message, language);
  const card = speak(ports.status([report]), language);
  const window = HISTORY_WINDOWS.find(({ name }) => name === asked) ?? HISTORY_WINDOWS[2];
  // The picture moves on in steps: otherwise it would be another one at each look.
  const now = Math.floor(ports.clock() / STEP) * STEP;
  const drawn = ports.draw(await ports.history(report.id, now - window.length, now), language);
  const links = HISTORY_WINDOWS.map(({ name }) => {
    const current = name === window.name ? ' aria-current="true"' : "";
    return `<li><a href="/gateway/${encodeURIComponent(report.id)}?window=${name}"${current}>${name}</a></li>`;
  });
  const chart = `<nav aria-label="${own(say("wall.window"))}"><ul>${links.join("")}</ul></nav>
<div class="chart" tabindex="0" role="img" aria-label="${escape(drawn.words)}">${drawn.svg}</div>
<p>${escape(drawn.words)}</p>`;
  return {
    title: report.id,
    main: [
      headline(card),
      section("status", own(say("wall.status")), writeBlocks(card)),
      section("history", own(say("wall.history")), chart),
    ].join("\n"),
  };
}

async function writeIncidents(ports: WallPorts): Promise<Content> {
  const { language } = ports;
  const own = (message: Message): string => spoken(message, language);
  const open = speak(await ports.warnings(ports.clock()), language);
  const latest = speak(await ports.incidents(), language);
  return {
    title: speakText(say("wall.incidents"), language),
    main: [
      headline(open),
      section("open", own(say("wall.open")), writeBlocks(open)),
      section("latest", own(say("wall.latest")), writeBlocks(latest)),
    ].join("\n"),
  };
}

async function writeAudit(ports: WallPorts, asked: number): Promise<Content | null> {
  if (!Number.isSafeInteger(asked) || asked < 1 || asked > 100_000) return null;
  const { card: said, hasOlder } = await ports.audit(asked);
  const { language } = ports;
  const own = (message: Message): string => spoken(message, language);
  const card = speak(said, language);
  const links = [
    ...(asked > 1 ? [`<li><a href="/audit?page=${asked - 1}">${own(say("wall.newer"))}</a></li>`] : []),
    ...(hasOlder ? [`<li><a href="/audit?page=${asked + 1}">${own(say("wall.older"))}</a></li>`] : []),
  ];
  const more =
    links.length === 0 ? "" : `<nav aria-label="${own(say("wall.other-calls"))}"><ul>${links.join("")}</ul></nav>`;
  return {
    title: speakText(say("wall.audit"), language),
    main: [headline(card), section("calls", own(say("wall.calls")), `${writeBlocks(card)}${more}`)].join("\n"),
  };
}
