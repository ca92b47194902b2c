import type { Guest } from "./handshake.ts";
import { asObject, isObject, type Json } from "../json.ts";
import type { World } from "../world/world.ts";

/** The recorded hello, told for one connection. `tick` is what the gateway promises, in milliseconds. */
export function tellHello(world: World, guest: Guest, connection: string, tick: number): Json {
  const { hello, health } = world.recording().release;
  const now = world.clock();
  return {
    ...hello,
    protocol: guest.protocol,
    server: { ...asObject(hello["server"]), connId: connection },
    snapshot: {
      ...asObject(hello["snapshot"]),
      health: { ...health, ts: now },
      uptimeMs: Math.max(0, now - world.startedAt()),
    },
    ...tellAuth(hello["auth"], guest),
    policy: { ...asObject(hello["policy"]), tickIntervalMs: tick },
  };
}

/** Older releases say nothing about scopes unless they hand out a device token. */
function tellAuth(pattern: unknown, guest: Guest): Json {
  if (!isObject(pattern) && guest.issued === null) return {};
  const { role, scopes, issued, method } = guest;
  const named = "method" in asObject(pattern) ? { method } : {};
  const token = issued ? { deviceToken: issued.token, issuedAtMs: issued.at } : {};
  return { auth: { ...asObject(pattern), ...named, role, scopes, ...token } };
}
