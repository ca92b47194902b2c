import { decideReadiness, type PlatformStanding, type Readiness } from "./readiness.ts";
import { messageOf } from "../lib/message-of.ts";
import { redact, shorten } from "../lib/redact.ts";
import type { GatewayId } from "../core/gateway.ts";
import type { Instant } from "../core/time.ts";
import { createMetrics, SERVING, type Metrics } from "./metrics.ts";
import type { GatewayStanding, HealthSource } from "./source.ts";

export interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export type Routes = ReadonlyMap<string, () => Page | Promise<Page>>;

/** The pages by path. They tell what is known; none of them begins a round of calls to a gateway or a service. */
export function createRoutes(source: HealthSource): Routes {
  const startedAt = new Date(source.startedAt).toISOString();
  let metrics: Promise<Metrics> | null = null;
  let scrape: Promise<Page> | null = null;

  const platforms = (): readonly PlatformStanding[] | null =>
    source.platforms()?.map((platform) => ({ id: platform.id, status: platform.status() })) ?? null;

  const healthz = (): Page => toPage(200, { status: "ok", version: source.version, startedAt });

  const readyz = async (): Promise<Page> => {
    // Without what it keeps nothing else can be asked, and nothing else matters.
    const broken = source.storage?.() ?? null;
    const rooms = broken ?? (await source.rooms().catch(toReason));
    const readiness: Readiness =
      typeof rooms === "string"
        ? { ready: false, reasons: [rooms] }
        : decideReadiness(platforms(), source.standings(), rooms, source.clock());
    return toPage(readiness.ready ? 200 : 503, readiness);
  };

  const render = async (): Promise<Page> => {
    metrics ??= createMetrics(source.version);
    const ready = await metrics;
    const gateways = source.standings();
    const incidents = (await source.incidents?.()) ?? null;
    const named = chooseNamed(gateways, new Set(incidents?.map(({ gateway }) => gateway)));
    const [rooms, totals, ...reports] = await Promise.all([
      source.rooms(),
      source.totals(),
      ...named.map(({ id }) => source.reports.report(id)),
    ]);
    const body = await ready.render({
      platforms: platforms() ?? [],
      gateways,
      named,
      totals,
      rooms,
      reports,
      incidents,
    });
    return { status: 200, type: ready.contentType, body };
  };

  return new Map<string, () => Page | Promise<Page>>([
    ["/healthz", healthz],
    ["/readyz", readyz],
    [
      "/metrics",
      // Two scrapers at once share one look at the ledger, and never see each other's half-filled gauges.
      () => (scrape ??= render().finally(() => (scrape = null))),
    ],
  ]);
}

/** Of one that has no part in the work yet, or is cut off from its database: it runs, and is not ready. */
export function createStandbyRoutes({ version, startedAt }: Alive, readiness: () => StandbyReadiness): Routes {
  const healthz = toPage(200, { status: "ok", version, startedAt: new Date(startedAt).toISOString() });
  return new Map<string, () => Page | Promise<Page>>([
    ["/healthz", () => healthz],
    ["/readyz", () => toPage(503, { ready: false, ...readiness() })],
    ["/metrics", () => ({ status: 200, type: TEXT, body: SERVING_NOT })],
  ]);
}

interface Alive {
  readonly version: string;
  readonly startedAt: Instant;
}

/** `standby`: older companions use the database; `database`: it cannot be reached; `starting`: this one is about to serve. */
export interface StandbyReadiness {
  readonly reason: "standby" | "database" | "starting";
  readonly reasons: readonly string[];
}

const toReason = (error: unknown): string => `the ledger cannot be read: ${shorten(redact(messageOf(error)), 300)}`;

const TEXT = "text/plain; version=0.0.4; charset=utf-8";
const SERVING_NOT = `# HELP ${SERVING.name} ${SERVING.help}
# TYPE ${SERVING.name} gauge
${SERVING.name} 0
`;

const toPage = (status: number, body: object): Page => ({
  status,
  type: "application/json",
  body: `${JSON.stringify(body)}\n`,
});

/** Series of their own have so many gateways at most: a monitoring system pays for each of them. */
const MOST_NAMED = 200;

/** The gateways that are named: all of them where they are not too many, else those first that are not read or not well. */
function chooseNamed(gateways: readonly GatewayStanding[], unwell: ReadonlySet<GatewayId>): readonly GatewayStanding[] {
  if (gateways.length <= MOST_NAMED) return gateways;
  const rank = (one: GatewayStanding): number => (isWell(one) ? (unwell.has(one.id) ? 1 : 2) : 0);
  return gateways.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_NAMED);
}

const isWell = ({ link, trouble }: GatewayStanding): boolean => link.state === "ready" && trouble === null;
