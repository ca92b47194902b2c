import type { Allowance } from "./bounds/allowance.ts";
import type { Network } from "../lib/network.ts";
import type { Places } from "./end.ts";
import type { DeviceIdentity } from "./identity.ts";

/** Where a gateway is, and what lets us in. */
export interface Endpoint {
  readonly name: string;
  readonly url: string;
  readonly token: string | null;
  /** For gateways in password mode. */
  readonly password: string | null;
  /** SHA-256 fingerprint of the server's certificate; replaces the check of its chain. */
  readonly tlsFingerprint: string | null;
  /** PEM file of the authority its certificate comes from, trusted for this gateway alone. */
  readonly caFile: string | null;
  /** Where these are set, for whoever is told to correct them. */
  readonly places?: Places;
}

/** How it is connected to. */
export interface ConnectOptions {
  readonly scopes: readonly string[];
  /** Null connects with the token alone; see the link for when that is better. */
  readonly device: DeviceIdentity | null;
  readonly clientVersion: string;
  readonly network: Network;
  /** What this gateway may still cost; left out, as much as one that is new. */
  readonly allowance?: Allowance;
  /** Methods whose answers are read whole or not at all; those of others are cut where they are too long. */
  readonly whole?: ReadonlySet<string>;
}

/** Who may have signed a gateway's certificate, besides those that Node trusts. */
export const authoritiesOf = ({ caFile }: Pick<Endpoint, "caFile">): readonly string[] =>
  caFile === null ? [] : [caFile];
