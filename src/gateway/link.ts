import type { GatewayLink, GatewaySession } from "../core/gateway.ts";
import type { Log } from "../core/log.ts";
import type { LinkStatus } from "../core/link.ts";
import { MINUTE, SECOND, type Clock } from "../core/time.ts";
import { createBackoff, sleep } from "../lib/backoff.ts";
import type { Network } from "../lib/network.ts";
import { createAllowance, type Allowance } from "./bounds/allowance.ts";
import { connect, type Connection } from "./connection.ts";
import type { LinkFailure } from "./end.ts";
import { readClose, readFailure, scopesStripped } from "./failure.ts";
import type { DeviceIdentity } from "./identity.ts";
import type { Probe } from "./probe.ts";
import type { HeartbeatMemory } from "./heartbeat-reader.ts";
import { openSession } from "./session.ts";
import { tellPrivately } from "../words/private.ts";
import { english } from "../words/speak.ts";
import { onAbort } from "../lib/abort.ts";
import type { Endpoint } from "./endpoint.ts";

export interface LinkParts {
  readonly device: DeviceIdentity;
  readonly clientVersion: string;
  readonly network: Network;
  readonly probe: Probe;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** A standing link never asks for more: whoever writes opens a connection of its own. */
const SCOPES = ["operator.read"];
/** Only a person can mend these; asking again now and then notices that somebody did. */
const REFUSED_RETRY = 30 * SECOND;
const PAIRING_RETRY = 5 * SECOND;
/** Whoever is lost sooner, again and again, is waited for longer each time. */
const STEADY = MINUTE;

type OpenParts = LinkParts & { readonly allowance: Allowance; readonly heartbeats: HeartbeatMemory };
type Opened = { readonly connection: Connection; readonly session: GatewaySession };

/** Keeps one gateway connected until `signal` of `run` aborts. Owns its connection and says how it stands. */
export function createLink(
  endpoint: Endpoint,
  parts: LinkParts,
): GatewayLink & { run(signal: AbortSignal): Promise<void> } {
  const { clock, log } = parts;
  const backoff = createBackoff({ first: SECOND, most: MINUTE, random: parts.random });
  const allowance = createAllowance();
  const heartbeats: HeartbeatMemory = { last: null };
  const listeners = new Set<(status: LinkStatus) => void>();
  let status: LinkStatus = { state: "connecting" };
  let opened: Opened | null = null;
  let skipped = 0;

  const become = (next: LinkStatus): void => {
    status = next;
    for (const changed of listeners) changed(next);
  };

  const wait = async (failure: LinkFailure, signal: AbortSignal): Promise<void> => {
    const pause =
      failure.state === "refused" ? REFUSED_RETRY : failure.state === "pairing" ? PAIRING_RETRY : backoff.next();
    log.warn(
      { gateway: endpoint.name, state: failure.state, why: english(tellPrivately(failure).why), retryMs: pause },
      "gateway not linked",
    );
    become(failure);
    await sleep(pause, signal);
  };

  const hold = async ({ connection, session }: Opened, signal: AbortSignal): Promise<LinkFailure | null> => {
    const steady = setTimeout(() => backoff.reset(), STEADY).unref();
    opened = { connection, session };
    log.info({ gateway: endpoint.name, version: session.version, protocol: session.protocol }, "gateway linked");
    become({ state: "ready", since: clock(), version: session.version, protocol: session.protocol });
    const forget = onAbort(signal, () => connection.close());
    const { code } = await connection.closed;
    clearTimeout(steady);
    forget();
    skipped += connection.skippedFrames();
    opened = null;
    return signal.aborted ? null : readClose(code);
  };

  return {
    id: endpoint.name,
    url: endpoint.url,
    status: () => status,
    session: () => opened?.session ?? null,
    skippedFrames: () => skipped + (opened?.connection.skippedFrames() ?? 0),
    onChange(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    async run(signal) {
      while (!signal.aborted) {
        const outcome = await open(endpoint, { ...parts, allowance, heartbeats }, signal);
        if (signal.aborted) {
          if ("connection" in outcome) outcome.connection.close();
          return;
        }
        const failure = "connection" in outcome ? await hold(outcome, signal) : outcome;
        if (failure) await wait(failure, signal);
      }
    },
  };
}

/**
 * Opens a connection that may read. Up to 2026.3.11 a remote companion is better off without a device (with
 * one it must be paired, without one the token suffices), so pairing is only reported when that fails too.
 */
async function open(endpoint: Endpoint, parts: OpenParts, signal: AbortSignal): Promise<Opened | LinkFailure> {
  const first = await tryOpen(endpoint, parts, parts.device, signal);
  if ("connection" in first || first.state !== "pairing" || (endpoint.token ?? endpoint.password) === null)
    return first;
  const bare = await tryOpen(endpoint, parts, null, signal);
  return "connection" in bare ? bare : first;
}

async function tryOpen(
  endpoint: Endpoint,
  parts: OpenParts,
  device: DeviceIdentity | null,
  signal: AbortSignal,
): Promise<Opened | LinkFailure> {
  const { clientVersion, network, allowance } = parts;
  let connection: Connection;
  try {
    connection = await connect(endpoint, { scopes: SCOPES, device, clientVersion, network, allowance }, signal);
  } catch (error) {
    const failure = readFailure(error, endpoint.url, endpoint.places);
    return failure.state === "waiting" ? parts.probe(endpoint, failure, network, signal) : failure;
  }
  try {
    return { connection, session: await openSession(connection, parts.clock, parts.heartbeats, signal) };
  } catch (error) {
    connection.close();
    const message = error instanceof Error ? error.message : "";
    return /missing scope/i.test(message) ? scopesStripped() : readFailure(error, endpoint.url, endpoint.places);
  }
}
