import type { LinkStatus } from "../core/link.ts";
import type { Log } from "../core/log.ts";
import type { DeviceIdentity } from "../gateway/identity.ts";
import { createLink } from "../gateway/link.ts";
import { probeHealth } from "../gateway/probe.ts";
import type { Network } from "../lib/network.ts";
import { tellPrivately } from "../words/private.ts";
import { english } from "../words/speak.ts";
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
export const nameRelease = ({ version }: Extract<LinkStatus, { state: "ready" }>): string =>
  version === null ? "OpenClaw (release not told)" : `OpenClaw ${version}`;

/** Why there is no link, and what to do, for whoever sits at a terminal. */
export function tellInEnglish(status: LinkStatus): { readonly why: string; readonly fix: string | null } {
  if (!("why" in status)) return { why: "", fix: null };
  const { why, fix } = tellPrivately(status);
  return { why: english(why), fix: fix === null ? null : english(fix) };
}
