import type { Text } from "../core/card.ts";
import type { LinkStatus } from "../core/link.ts";
import type { Log } from "../core/log.ts";
import type { DeviceIdentity } from "../gateway/identity.ts";
import { createLink } from "../gateway/link.ts";
import { probeHealth } from "../gateway/probe.ts";
import type { Network } from "../lib/network.ts";
import { tellPrivately } from "../words/private.ts";
import { say } from "../words/say.ts";
import type { Shell } from "./subcommand.ts";
import type { GatewayConfig } from "../config/gateways.ts";

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
export const nameRelease = ({ version }: Extract<LinkStatus, { state: "ready" }>): Text =>
  version === null ? say("doctor.release-untold") : `OpenClaw ${version}`;

/** Why there is no link, and what to do, for whoever sits at a terminal. */
export const tellLink = (status: LinkStatus): { readonly why: Text; readonly fix: Text | null } =>
  "why" in status ? tellPrivately(status) : { why: "", fix: null };
