import type { RightRoute } from "../core/diagnosis.ts";
import type { ProviderSetting } from "../core/gateway.ts";
import { findNearest } from "../lib/nearest.ts";

type Route = Omit<RightRoute, "provider">;

interface Published {
  readonly id: string;
  /** Any of them is right. The first one that speaks the same api is proposed, else the first. */
  readonly routes: readonly Route[];
  /** Right as well, and never proposed: ways that only imitate somebody else's api. */
  readonly also?: readonly Route[];
}

const completions = (baseUrl: string): Route => ({ baseUrl, api: "openai-completions" });
const responses = (baseUrl: string): Route => ({ baseUrl, api: "openai-responses" });
const messages = (baseUrl: string): Route => ({ baseUrl, api: "anthropic-messages" });

/** Where providers are reached and in which api, as they publish it; an operator's own proxy stands in no such list. */
const PUBLISHED: readonly Published[] = [
  {
    id: "anthropic",
    routes: [messages("https://api.anthropic.com")],
    also: [completions("https://api.anthropic.com/v1"), messages("https://api.anthropic.com/v1")],
  },
  { id: "openai", routes: [responses("https://api.openai.com/v1"), completions("https://api.openai.com/v1")] },
  {
    id: "openrouter",
    routes: [completions("https://openrouter.ai/api/v1")],
    also: [responses("https://openrouter.ai/api/v1"), messages("https://openrouter.ai/api")],
  },
  {
    id: "google",
    routes: [{ baseUrl: "https://generativelanguage.googleapis.com/v1beta", api: "google-generative-ai" }],
    also: [completions("https://generativelanguage.googleapis.com/v1beta/openai")],
  },
  { id: "mistral", routes: [completions("https://api.mistral.ai/v1")] },
  {
    id: "groq",
    routes: [completions("https://api.groq.com/openai/v1")],
    also: [responses("https://api.groq.com/openai/v1")],
  },
  { id: "xai", routes: [completions("https://api.x.ai/v1"), responses("https://api.x.ai/v1")] },
  {
    id: "deepseek",
    routes: [completions("https://api.deepseek.com/v1"), messages("https://api.deepseek.com/anthropic")],
    also: [completions("https://api.deepseek.com")],
  },
  { id: "cerebras", routes: [completions("https://api.cerebras.ai/v1")] },
  { id: "together", routes: [completions("https://api.together.xyz/v1")] },
  { id: "fireworks", routes: [completions("https://api.fireworks.ai/inference/v1")] },
  { id: "nvidia", routes: [completions("https://integrate.api.nvidia.com/v1")] },
  { id: "huggingface", routes: [completions("https://router.huggingface.co/v1")] },
  {
    id: "moonshot",
    routes: [completions("https://api.moonshot.ai/v1"), messages("https://api.moonshot.ai/anthropic")],
  },
  {
    id: "minimax",
    routes: [messages("https://api.minimax.io/anthropic"), completions("https://api.minimax.io/v1")],
  },
  {
    id: "zai",
    routes: [completions("https://api.z.ai/api/paas/v4"), messages("https://api.z.ai/api/anthropic")],
    also: [completions("https://api.z.ai/api/coding/paas/v4")],
  },
];

/** What the provider behind an address publishes for it; null where it is nobody's, or of several kinds. */
export function findPublished(id: string, baseUrl: string): Route | null {
  const all = PUBLISHED.filter((one) => one.id === id || hostsOf(one).includes(readUrl(baseUrl)?.host ?? ""));
  return (
    all.flatMap(({ routes, also = [] }) => [...routes, ...also]).find((one) => one.baseUrl === plain(baseUrl)) ?? null
  );
}

/** What of a route is wrong: another part of it fails in another way. */
export type Astray = "api" | "host" | "path";

export interface Correction {
  readonly astray: Astray;
  readonly right: Route;
  /** By what the provider publishes; else by the shape addresses have, whoever serves them. */
  readonly published: boolean;
}

/** What a route should be instead; null where it is right, or nobody can tell. Pure. */
export function correctRoute(
  id: string,
  { baseUrl, api }: Pick<ProviderSetting, "baseUrl" | "api">,
): Correction | null {
  const url = readUrl(baseUrl);
  if (baseUrl !== null && url === null) return null;
  const own = PUBLISHED.find((one) => one.id === id) ?? null;
  const there = PUBLISHED.find((one) => url !== null && hostsOf(one).includes(url.host)) ?? null;
  const home = url === null ? own : there;
  // Where an entry names no address, the release takes the usual one.
  if (home !== null && isRight(home, baseUrl ?? home.routes[0]?.baseUrl ?? null, api)) return null;
  const isAtHome = home !== null || (url !== null && own !== null && isNear(url.host, own));
  const published = isAtHome ? (own ?? there) : null;
  if (published !== null) return { ...toPublished(published, url, api), published: true };
  if (url === null) return null;
  const right = toShape(url, api);
  return right && { astray: right.api === api ? "path" : "api", right, published: false };
}

function readUrl(baseUrl: string | null): URL | null {
  return baseUrl !== null && URL.canParse(baseUrl) ? new URL(baseUrl) : null;
}

const hostsOf = ({ routes, also = [] }: Published): readonly string[] =>
  [...routes, ...also].map(({ baseUrl }) => new URL(baseUrl).host);

/** Addresses are the same with and without a slash at their end. */
const plain = (baseUrl: string): string => baseUrl.replace(/\/+$/, "");

/** What an entry leaves open is not wrong: the release knows it. */
const isRight = ({ routes, also = [] }: Published, baseUrl: string | null, api: string | null): boolean =>
  [...routes, ...also].some(
    (one) => (api === null || one.api === api) && (baseUrl === null || one.baseUrl === plain(baseUrl)),
  );

/** A slip in the name, or the name people would guess. Any other is somebody's own: a proxy, or another region. */
function isNear(host: string, published: Published): boolean {
  const known = [...new Set(hostsOf(published))];
  return findNearest(host, known) !== null || known.some((one) => guessesOf(one).includes(host));
}

/** `anthropic.com` and `www.anthropic.com` of `api.anthropic.com`. */
function guessesOf(host: string): readonly string[] {
  const house = host.split(".").slice(-2).join(".");
  return [house, `www.${house}`, `api.${house}`];
}

function toPublished(published: Published, url: URL | null, api: string | null): Pick<Correction, "astray" | "right"> {
  const [first] = published.routes;
  const right = published.routes.find((one) => one.api === api) ?? first;
  if (right === undefined) throw new Error(`no route of ${published.id} is known`);
  const wanted = new URL(right.baseUrl);
  if (api !== null && api !== right.api) return { astray: "api", right };
  return { astray: url !== null && url.origin === wanted.origin ? "path" : "host", right };
}

/** What clients put behind an address themselves. */
const ENDPOINT = /(?:\/v1)?\/(?:chat\/completions|completions|responses|messages|chat)$/;

/** Addresses of anybody's server: clients of these apis put a known path behind them. */
function toShape(url: URL, api: string | null): Route | null {
  if (api === null) return null;
  const path = plain(url.pathname);
  const bare = path.replace(ENDPOINT, "");
  const to = (next: string): Route => ({ baseUrl: `${url.origin}${next}`, api });
  switch (api) {
    case "openai-completions":
    case "openai-responses":
      if (bare === "") return to("/v1");
      if (bare !== path) return to(path.replace(/\/(?:chat\/completions|completions|responses|chat)$/, ""));
      // Many servers only have the older one of the two.
      return api === "openai-responses" ? { baseUrl: `${url.origin}${path}`, api: "openai-completions" } : null;
    case "anthropic-messages":
      return bare !== path || path.endsWith("/v1") ? to(bare.replace(/\/v1$/, "")) : null;
    case "ollama":
      return path.endsWith("/v1") ? to(path.replace(/\/v1$/, "")) : null;
    default:
      return null;
  }
}
