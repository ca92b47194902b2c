import { z } from "zod";
import type { Network } from "../lib/network.ts";
import { createDialer } from "../net/dialer.ts";
import { say } from "../words/say.ts";
import { about, waiting, type LinkFailure } from "./end.ts";
import { authoritiesOf, type Endpoint } from "./endpoint.ts";

/** Sharpens why a gateway does not answer: is its process up, or is the host away? */
export type Probe = (
  endpoint: Endpoint,
  failure: LinkFailure,
  network: Network,
  signal?: AbortSignal,
) => Promise<LinkFailure>;

const TIMEOUT = 2_000;
/** Whether its process is up says nothing more where it ended for one of these. */
const KNOWN: ReadonlySet<string> = new Set(["restarting", "flooding", "host"]);
const HEALTH = z.object({ ok: z.boolean().optional(), status: z.string().optional() }).loose();

/**
 * Asks `/healthz` where the release has it. Older ones answer every path with a web page, which proves
 * nothing, and an open port is no health either: only the JSON answer counts.
 */
export const probeHealth: Probe = async (endpoint, failure, network, signal) => {
  if (failure.state !== "waiting" || KNOWN.has(failure.cause)) return failure;
  const url = new URL("/healthz", endpoint.url.replace(/^ws/, "http"));
  try {
    // Loaded when something is wrong: a healthy start need not pay for an HTTP client.
    const { request } = await import("undici");
    const dispatcher = await createDialer(network, authoritiesOf(endpoint)).dispatcher(url.href);
    const reply = await request(url, {
      dispatcher,
      headersTimeout: TIMEOUT,
      bodyTimeout: TIMEOUT,
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT), ...(signal ? [signal] : [])]),
    });
    const text = await readStart(reply.body);
    if (reply.statusCode !== 200 || !isHealth(text)) return failure;
    const why = about(url.host, (named) => say("links.up-but-refuses", named));
    const { why: open, detail } = waiting("refusing", why);
    return { ...failure, cause: "refusing", why: open, detail: { ...failure.detail, ...detail } };
  } catch {
    return failure;
  }
};

/** Health takes a few dozen characters; nothing more is waited for. */
const MOST_BYTES = 4_096;

async function readStart(body: AsyncIterable<Buffer>): Promise<string> {
  let text = "";
  for await (const chunk of body) {
    text += chunk.toString("latin1");
    if (text.length > MOST_BYTES) break;
  }
  return text.slice(0, MOST_BYTES);
}

function isHealth(text: string): boolean {
  try {
    return HEALTH.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
