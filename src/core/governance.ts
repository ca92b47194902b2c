import type { Caller } from "./command.ts";
import type { GatewayId } from "./gateway.ts";

/** Who may change what. */
export interface Governance {
  /** Whether somebody is an admin of a gateway. */
  governs(caller: Caller, gateway: GatewayId): boolean;
  /** The caller as an admin, where they are one of any gateway. */
  toAdmin(caller: Caller): Caller;
}

/** A gateway with admins of its own, as `platform:id`, has no others; null leaves them to the platform's list. */
interface Governed {
  readonly name: GatewayId;
  readonly admins: readonly string[] | null;
}

export function createGovernance(gateways: readonly Governed[]): Governance {
  const isNamed = ({ platform, id }: Caller, { admins }: Governed): boolean =>
    admins?.includes(`${platform}:${id}`) ?? false;
  return {
    governs(caller, gateway) {
      const governed = gateways.find(({ name }) => name === gateway);
      // Whoever can start the companion may do everything it can.
      if (governed === undefined || governed.admins === null || caller.platform === "terminal")
        return caller.admin && caller.adminOf === undefined;
      return isNamed(caller, governed);
    },
    toAdmin(caller) {
      const adminOf = gateways.filter((one) => isNamed(caller, one)).map(({ name }) => name);
      return caller.admin || adminOf.length === 0 ? caller : { ...caller, admin: true, adminOf };
    },
  };
}
