import { readFileSync } from "node:fs";
import { readConfig, type Config, type GatewayConfig } from "../config.ts";
import type { LinkStatus } from "../core/gateway.ts";
import type { Log } from "../core/log.ts";
import type { DeviceIdentity } from "../gateway/identity.ts";
import { createLink } from "../gateway/link.ts";
import { isSecretName } from "../lib/secret-names.ts";
import { keepSecret } from "../lib/redact.ts";
import { probeHealth } from "../gateway/probe.ts";
import type { Shell } from "./subcommand.ts";

/** The environment as a configuration, token files included. What is secret in it is kept so from here on. */
export function readShellConfig({ env }: Pick<Shell, "env">): Config {
  const config = readConfig(env, (path) => readFileSync(path, "utf8"));
  keepSecret(secretsIn(config));
  return config;
}

/** Every text that stands under a secret's name, however deep. */
const secretsIn = (value: unknown): readonly string[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
        typeof inner === "string" ? (isSecretName(name) ? [inner] : []) : secretsIn(inner),
      );

/** A link as the service makes it; nothing happens before its `run`. */
export function createShellLink(gateway: GatewayConfig, device: DeviceIdentity, shell: Shell, log: Log) {
  const { version, clock, random } = shell;
  return createLink(gateway, { device, clientVersion: version, probe: probeHealth, clock, random, log });
}

/** `OpenClaw 2026.9.6`, or what is known when a gateway keeps its release to itself. */
export const nameRelease = ({ version }: Extract<LinkStatus, { state: "ready" }>): string =>
  version === null ? "OpenClaw (release not told)" : `OpenClaw ${version}`;
