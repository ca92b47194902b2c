import { request } from "undici";
import type { Message, Text } from "../../core/card.ts";
import { SECOND } from "../../core/time.ts";
import type { Network } from "../../lib/network.ts";
import { createDialer, type Dialer } from "../../net/dialer.ts";
import type { Shell } from "../subcommand.ts";
import { fine, mend, type Finding } from "../../core/finding.ts";
import { say } from "../../words/say.ts";

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
  about: Text,
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
  if (Math.abs(ahead) <= TOLERANCE) return [fine(about, say("doctor.clock-good"))];
  const text = say("doctor.clock-off", { by: saySpan(Math.abs(ahead)), side: ahead > 0 ? "ahead" : "behind" });
  return [mend(about, text, say("doctor.clock-off-fix"))];
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

function saySpan(milliseconds: number): Message {
  const minutes = Math.round(milliseconds / (60 * SECOND));
  if (minutes < 2) return say("parts.seconds", { count: Math.round(milliseconds / SECOND) });
  return minutes < 120
    ? say("parts.minutes", { count: minutes })
    : say("parts.hours", { count: Math.round(minutes / 60) });
}
