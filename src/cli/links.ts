import type { GatewayConfig } from "../config.ts";
import type { LinkStatus } from "../core/link.ts";
import type { Log } from "../core/log.ts";
import type { DeviceIdentity } from "../gateway/identity.ts";
import { createLink } from "../gateway/link.ts";
import { probeHealth } from "../gateway/probe.ts";
import type { Network } from "../lib/network.ts";
import type { Shell } from "./subcommand.ts";

interface ShellLinkParts {
  readonly device: DeviceIdentity;
  readonly shell: Shell;
  readonly log: Log;
}

/** A link as the service makes it; nothing happens before its `run`. */
export function createShellLink(gateway: GatewayConfig, network: Network, { device, shell, log }: ShellLinkParts) {
  const { version, clock, random } = shell;
  return createLink(gateway, { device, clientVersion: version, network, probe: probeHealth, clock, random, log });
}

/** `OpenClaw 2026.9.6`, or what is known when a gateway keeps its release to itself. */
export const nameRelease = ({ version }: Extract<LinkStatus, { state: "ready" }>): string =>
  version === null ? "OpenClaw (release not told)" : `OpenClaw ${version}`;
