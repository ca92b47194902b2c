import { request } from "undici";
import { SECOND } from "../../core/time.ts";
import type { Network } from "../../lib/network.ts";
import { createDialer, type Dialer } from "../../net/dialer.ts";
import type { Shell } from "../subcommand.ts";
import { fine, mend, type Finding } from "../../core/finding.ts";

const TIMEOUT = 3 * SECOND;
/** Dates of HTTP have whole seconds, and the windows of counts are an hour at least. */
const TOLERANCE = 30 * SECOND;

interface Clocked {
  readonly url: string;
  readonly caFile: string | null;
  readonly network: Network;
}

/** Compares the gateway's clock with ours by the date its HTTP port tells; nothing to say where it tells none. */
export async function inspectClock(
  about: string,
  { url, caFile, network }: Clocked,
  { clock }: Pick<Shell, "clock">,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const sent = clock();
  const told = await readDate(
    new URL("/healthz", url.replace(/^ws/, "http")),
    createDialer(network, caFile === null ? [] : [caFile]),
    signal,
  );
  if (told === null) return [];
  const ahead = told - (sent + clock()) / 2;
  if (Math.abs(ahead) <= TOLERANCE) return [fine(about, "clock: agrees with ours")];
  const by = toSpan(Math.abs(ahead));
  const text = `clock: ${by} ${ahead > 0 ? "ahead of" : "behind"} ours, so windows and "since" are wrong by that much`;
  return [mend(about, text, "set both hosts' clocks by NTP (timedatectl set-ntp true)")];
}

async function readDate(url: URL, dialer: Dialer, signal: AbortSignal): Promise<number | null> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]);
    const { headers, body } = await request(url, { dispatcher: await dialer.dispatcher(url.href), signal: limit });
    await body.dump();
    const date = typeof headers["date"] === "string" ? Date.parse(headers["date"]) : Number.NaN;
    return Number.isNaN(date) ? null : date;
  } catch {
    return null;
  }
}

function toSpan(milliseconds: number): string {
  const minutes = Math.round(milliseconds / (60 * SECOND));
  if (minutes < 2) return `${Math.round(milliseconds / SECOND)} s`;
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
