import { holds, missingScope, scopeFor } from "../door/access.ts";
import type { Faults } from "./faults.ts";
import type { Guest } from "../door/handshake.ts";
import { asList, at } from "../json.ts";
import type { Methods } from "./method.ts";
import { retellError, type Recording } from "../recording.ts";
import { invalid, refuse, type Answer, type ReceivedRequest } from "../door/wire.ts";

/** Methods that work although no release lists them. */
const UNLISTED = ["sessions.usage"];

/** Clients without a device are counted by their address. */
const LOCAL = "127.0.0.1";

/** Finds the method, checks the scope first as the gateway does, and lets faults come in between. */
export function createDispatch(
  { release }: Recording,
  methods: Methods,
  faults: Pick<Faults, "inspect">,
): (request: ReceivedRequest, guest: Guest) => Promise<Answer | null> {
  const known = new Set([...asList(at(release.hello, "features", "methods")).map(String), ...UNLISTED]);
  return async ({ method, params, connection }, { scopes, device }) => {
    if (method === "connect") return invalid("connect is only valid as the first request");
    const scope = scopeFor(method, known, release.version);
    if (scope !== null && !holds(scopes, scope)) return missingScope(release, scope);
    const fault = faults.inspect(method);
    if (fault !== null) return fault === "hang" ? null : fault;
    if (!known.has(method)) return refuse(retellError(release.errors["unknown-method"], { "no.such.method": method }));
    const handler = methods[method];
    if (!handler) return refuse({ code: "UNAVAILABLE", message: `not recorded: ${method}` });
    return handler(params, { connection, counted: device ?? LOCAL, scopes });
  };
}
