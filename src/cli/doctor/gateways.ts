import type { GatewaySession, Snapshot } from "../../core/gateway.ts";
import { SECOND } from "../../core/time.ts";
import type { DeviceIdentity } from "../../gateway/identity.ts";
import { untilSettled } from "../../gateway/settled.ts";
import type { Network } from "../../lib/network.ts";
import { redact, shorten } from "../../lib/redact.ts";
import { createShellLink, nameRelease, tellInEnglish } from "../links.ts";
import { createLog } from "../log.ts";
import type { Shell } from "../subcommand.ts";
import { inspectClock } from "./clock.ts";
import { olderThanTried } from "../../core/releases/index.ts";
import { countOf, fine, mend, note, unknown, type Finding } from "../../core/finding.ts";
import type { LinkStatus } from "../../core/link.ts";
import { messageOf } from "../../lib/message-of.ts";
import type { GatewayConfig } from "../../config/gateways.ts";

/** A gateway that neither answers nor refuses by then is reported as such; as in one-shot commands. */
const PATIENCE = 12 * SECOND;
/** Enough to see that a transcript can be read. */
const ENTRIES = 5;

/** Links one gateway as the service would, once, and says how that went. */
export async function tryGateway(
  gateway: GatewayConfig,
  network: Network,
  device: DeviceIdentity,
  shell: Shell,
): Promise<Finding> {
  const link = createShellLink(gateway, network, { device, shell, log: await createLog("silent", shell.errors) });
  const over = new AbortController();
  const signal = AbortSignal.any([shell.signal, over.signal]);
  const running = link.run(signal);
  await untilSettled(link, PATIENCE, signal);
  const finding = toFinding(`gateway ${gateway.name}`, link.status());
  over.abort();
  await running;
  return finding;
}

/** Links one gateway as the service would, reads a little of everything the service reads, and leaves. */
export async function inspectGateway(
  gateway: GatewayConfig,
  network: Network,
  device: DeviceIdentity | null,
  shell: Shell,
): Promise<readonly Finding[]> {
  const about = `gateway ${gateway.name}`;
  if (device === null) return [unknown(about, "not looked at: the companion has no device identity to show")];
  const link = createShellLink(gateway, network, { device, shell, log: await createLog("silent", shell.errors) });
  const over = new AbortController();
  const signal = AbortSignal.any([shell.signal, over.signal]);
  const running = link.run(signal);
  try {
    await untilSettled(link, PATIENCE, signal);
    const session = link.session();
    const clock = inspectClock(about, { ...gateway, network }, shell, signal);
    if (session === null) return [toFinding(about, link.status()), ...(await clock)];
    const snapshot = await attempt(session.snapshot(signal));
    const known = snapshot.ok ? snapshot.value : null;
    return [
      toFinding(about, link.status(), known?.version ?? null),
      ...inspectRelease(about, link.status()),
      snapshot.ok ? await inspectRecord(about, session, snapshot.value, signal) : unreadable(about, "record", snapshot),
      await inspectLog(about, session, signal),
      ...(await clock),
    ];
  } finally {
    over.abort();
    await running;
  }
}

/** `lastWriter`: the release that wrote its configuration, where the gateway does not tell its own. */
function toFinding(about: string, status: LinkStatus, lastWriter: string | null = null): Finding {
  const { why, fix } = tellInEnglish(status);
  switch (status.state) {
    case "ready": {
      const told =
        status.version === null && lastWriter !== null ? `OpenClaw ${lastWriter} or so` : nameRelease(status);
      return fine(about, `linked: ${told}, protocol ${status.protocol}, may read (operator.read)`);
    }
    case "connecting":
      return unknown(about, `does not answer within ${PATIENCE / SECOND} s`, "check its address and the network");
    case "pairing":
      return mend(about, why, `${fix}; openclaw-companion pair waits for it`);
    case "refused":
      return mend(about, why, fix);
    case "waiting":
      if (status.cause === "restarting" || status.cause === "lost") {
        return unknown(about, why, "run doctor again in a minute");
      }
      if (status.cause === "host") return unknown(about, why, fix ?? "fix that on this host, then run doctor again");
      return mend(about, why, fix ?? "start the gateway, or correct its address in the settings");
  }
}

/** What is older than anything that was tried is read as it is, and nothing is written to it. */
function inspectRelease(about: string, status: LinkStatus): readonly Finding[] {
  const version = status.state === "ready" ? status.version : null;
  const oldest = olderThanTried(version);
  if (version === null || oldest === null) return [];
  const text = `OpenClaw ${version} is older than ${oldest}, the oldest that was tried: it is read, and never repaired`;
  return [note(about, text, "update OpenClaw on its host: openclaw update")];
}

async function inspectRecord(
  about: string,
  session: GatewaySession,
  { agents, sessions }: Snapshot,
  signal: AbortSignal,
): Promise<Finding> {
  const newest = sessions.toSorted((a, b) => b.updatedAt - a.updatedAt)[0];
  const counts = `${countOf(agents.length, "agent")}, ${countOf(sessions.length, "session")}`;
  if (newest === undefined) return fine(about, `record: ${counts}, nothing was said yet`);
  const transcript = await attempt(session.transcript(newest.key, ENTRIES, signal));
  return transcript.ok
    ? fine(about, `record: ${counts}, the newest transcript can be read`)
    : unreadable(about, "record", transcript);
}

async function inspectLog(about: string, session: GatewaySession, signal: AbortSignal): Promise<Finding> {
  const page = await attempt(session.log(null, signal));
  return page.ok ? fine(about, "log: can be read") : unreadable(about, "log", page);
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

const attempt = <T>(promise: Promise<T>): Promise<Attempt<T>> =>
  promise.then(
    (value) => ({ ok: true, value }) as const,
    (error: unknown) => ({ ok: false, why: messageOf(error) }) as const,
  );

const unreadable = (about: string, what: string, { why }: { readonly why: string }): Finding =>
  mend(
    about,
    `${what}: cannot be read (${shorten(redact(why), 120)})`,
    "without it nothing is counted; see the gateway's own log, or update the companion",
  );
