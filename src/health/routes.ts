import { decideReadiness, type PlatformStanding, type Readiness } from "./readiness.ts";
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
    const broken = source.storage?.() ?? null;
    // Without its folder nothing else can be asked, and nothing else matters.
    const readiness: Readiness =
      broken === null
        ? decideReadiness(platforms(), source.standings(), await source.rooms(), source.clock())
        : { ready: false, reasons: [`the data folder: ${broken}`] };
    return toPage(readiness.ready ? 200 : 503, readiness);
  };

  const render = async (): Promise<Page> => {
    metrics ??= createMetrics(source.version);
    const ready = await metrics;
    const gateways = source.standings();
    const named = chooseNamed(gateways);
    const [rooms, incidents, totals, ...reports] = await Promise.all([
      source.rooms(),
      source.incidents?.() ?? null,
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

/** The gateways that are named: all of them where they are not too many, else those first that are not read. */
function chooseNamed(gateways: readonly GatewayStanding[]): readonly GatewayStanding[] {
  if (gateways.length <= MOST_NAMED) return gateways;
  return gateways.toSorted((a, b) => Number(isWell(a)) - Number(isWell(b))).slice(0, MOST_NAMED);
}

const isWell = ({ link, trouble }: GatewayStanding): boolean => link.state === "ready" && trouble === null;
