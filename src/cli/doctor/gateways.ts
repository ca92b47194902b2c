import type { Text } from "../../core/card.ts";
import type { GatewaySession, Snapshot } from "../../core/gateway.ts";
import { SECOND } from "../../core/time.ts";
import type { DeviceIdentity } from "../../gateway/identity.ts";
import { untilSettled } from "../../gateway/settled.ts";
import type { Network } from "../../lib/network.ts";
import { redact, shorten } from "../../lib/redact.ts";
import { createShellLink, nameRelease, tellLink } from "../links.ts";
import { createLog } from "../log.ts";
import type { Shell } from "../subcommand.ts";
import { inspectClock } from "./clock.ts";
import { olderThanTried } from "../../core/releases/index.ts";
import { fine, mend, note, unknown, type Finding } from "../../core/finding.ts";
import type { LinkStatus } from "../../core/link.ts";
import { messageOf } from "../../lib/message-of.ts";
import { say } from "../../words/say.ts";
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
  const finding = toFinding(say("doctor.gateway", { name: gateway.name }), link.status());
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
  const about = say("doctor.gateway", { name: gateway.name });
  if (device === null) return [unknown(about, say("doctor.no-identity"))];
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
function toFinding(about: Text, status: LinkStatus, lastWriter: string | null = null): Finding {
  const { why, fix } = tellLink(status);
  switch (status.state) {
    case "ready": {
      const isGuess = status.version === null && lastWriter !== null;
      const release = isGuess ? say("doctor.release-about", { version: lastWriter }) : nameRelease(status);
      return fine(about, say("doctor.linked", { release, protocol: status.protocol }));
    }
    case "connecting":
      return unknown(about, say("doctor.silent", { seconds: PATIENCE / SECOND }), say("doctor.silent-fix"));
    case "pairing":
      return mend(about, why, say("doctor.pairing-fix", { how: fix ?? "" }));
    case "refused":
      return mend(about, why, fix);
    case "waiting":
      if (status.cause === "restarting" || status.cause === "lost") {
        return unknown(about, why, say("doctor.again"));
      }
      if (status.cause === "host") return unknown(about, why, fix ?? say("doctor.host-fix"));
      return mend(about, why, fix ?? say("doctor.away-fix"));
  }
}

/** What is older than anything that was tried is read as it is, and nothing is written to it. */
function inspectRelease(about: Text, status: LinkStatus): readonly Finding[] {
  const version = status.state === "ready" ? status.version : null;
  const oldest = olderThanTried(version);
  if (version === null || oldest === null) return [];
  return [note(about, say("doctor.release-old", { version, oldest }), say("doctor.release-old-fix"))];
}

async function inspectRecord(
  about: Text,
  session: GatewaySession,
  { agents, sessions }: Snapshot,
  signal: AbortSignal,
): Promise<Finding> {
  const newest = sessions.toSorted((a, b) => b.updatedAt - a.updatedAt)[0];
  const counts = { agents: agents.length, sessions: sessions.length };
  if (newest === undefined) return fine(about, say("doctor.record", { ...counts, said: "nothing" }));
  const transcript = await attempt(session.transcript(newest.key, ENTRIES, signal));
  return transcript.ok
    ? fine(about, say("doctor.record", { ...counts, said: "something" }))
    : unreadable(about, "record", transcript);
}

async function inspectLog(about: Text, session: GatewaySession, signal: AbortSignal): Promise<Finding> {
  const page = await attempt(session.log(null, signal));
  return page.ok ? fine(about, say("doctor.log")) : unreadable(about, "log", page);
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

const attempt = <T>(promise: Promise<T>): Promise<Attempt<T>> =>
  promise.then(
    (value) => ({ ok: true, value }) as const,
    (error: unknown) => ({ ok: false, why: messageOf(error) }) as const,
  );

const unreadable = (about: Text, what: "record" | "log", { why }: { readonly why: string }): Finding =>
  mend(about, say("doctor.unreadable", { what, why: shorten(redact(why), 120) }), say("doctor.unreadable-fix"));
