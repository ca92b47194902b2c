import type { Message, Text } from "../core/card.ts";
import { say } from "./say.ts";
import { sayApart } from "./sequence.ts";

/** A fault of the network, as far as its words need it. */
interface Told {
  readonly reason: Reason;
  readonly code: string;
  readonly name?: string;
  readonly because?: Reason;
}

/** The keys are the reasons there are: whoever brings one without words does not compile. */
const WHY = {
  "self-signed": ({ code }: Fault) => say("network.self-signed", { code }),
  "unknown-authority": ({ code }) => say("network.unknown-authority", { code }),
  expired: ({ code }) => say("network.expired", { code }),
  "not-yet-valid": ({ code }) => say("network.not-yet-valid", { code }),
  revoked: ({ code }) => say("network.revoked", { code }),
  "other-name": ({ code }) => say("network.other-name", { code }),
  "not-valid": ({ code }) => say("network.not-valid", { code }),
  "file-unreadable": ({ code, name }) => say("network.file-unreadable", { file: name, code }),
  "file-empty": ({ name }) => say("network.file-empty", { file: name }),
  "no-tls": () => say("network.no-tls"),
  files: ({ code }) => say("network.files", { code }),
  "all-files": ({ code }) => say("network.all-files", { code }),
  memory: ({ code }) => say("network.memory", { code }),
  "memory-connections": ({ code }) => say("network.memory-connections", { code }),
  forbidden: ({ code }) => say("network.forbidden", { code }),
  "no-port": ({ code }) => say("network.no-port", { code }),
  "not-serving": () => say("network.not-serving"),
  "proxy-unreachable": ({ name, why }) =>
    say("network.proxy-unreachable", { proxy: name, why: why ?? "", known: why === null ? "no" : "yes" }),
  "proxy-refused": ({ code, name }) => say("network.proxy-refused", { proxy: name, status: code }),
  "proxy-sign-in": ({ code, name }) => say("network.proxy-refused", { proxy: name, status: code }),
  nobody: ({ code }) => say("network.nobody", { code }),
  "no-name": ({ code }) => say("network.no-name", { code }),
  "nameserver-silent": ({ code }) => say("network.nameserver-silent", { code }),
  "nameserver-fails": ({ code }) => say("network.nameserver-fails", { code }),
  "no-way": ({ code }) => say("network.no-way", { code }),
  "no-network": ({ code }) => say("network.no-network", { code }),
  down: ({ code }) => say("network.down", { code }),
  "no-family": ({ code }) => say("network.no-family", { code }),
  "no-encryption": ({ code }) => say("network.no-encryption", { code }),
  cut: ({ code }) => say("network.cut", { code }),
  broke: () => say("network.broke"),
  slow: () => say("network.slow"),
} satisfies Readonly<Record<string, (fault: Fault) => Message>>;

type Reason = keyof typeof WHY;

interface Fault {
  readonly code: string;
  readonly name: string;
  readonly why: Message | null;
}

const TRUST = say("network.trust-fix", { variable: "NODE_EXTRA_CA_CERTS" });
const FORBIDDEN = say("network.forbidden-fix");

const FIXES: Readonly<Partial<Record<Reason, Message>>> = {
  "self-signed": TRUST,
  "unknown-authority": TRUST,
  expired: say("network.renew-fix"),
  "not-yet-valid": say("network.clock-fix"),
  revoked: say("network.ask-fix"),
  "other-name": say("network.address-fix"),
  files: say("network.files-fix"),
  "all-files": say("network.all-files-fix"),
  memory: say("network.memory-fix"),
  "memory-connections": say("network.memory-connections-fix"),
  forbidden: FORBIDDEN,
  "no-port": say("network.no-port-fix"),
  "not-serving": say("network.not-serving-fix"),
  "proxy-unreachable": say("network.proxy-fix"),
  "proxy-refused": say("network.proxy-refused-fix"),
  "proxy-sign-in": say("network.proxy-sign-in-fix", { example: "http://user:password@host:port" }),
};

/** The kinds of fault whose half sentence is about the certificate. */
const OF_A_CERTIFICATE: ReadonlySet<string> = new Set(["untrusted", "certificate"]);

/** Half a sentence about the host, or about its certificate where that is what is wrong: `it has expired`. */
export function sayNetwork({ reason, code, name = "", because }: Told): Message {
  const why = because === undefined ? null : sayNetwork({ reason: because, code });
  return WHY[reason]({ code, name, why });
}

/** What to do; null where nothing is known. */
export const fixNetwork = ({ reason }: Pick<Told, "reason">): Message | null => FIXES[reason] ?? null;

/** The same in half a sentence about the other end, with what to do. */
export function sayNetworkWhole(fault: Told & { readonly kind: string }): Text {
  const why = sayNetwork(fault);
  const said = OF_A_CERTIFICATE.has(fault.kind) ? say("network.certificate", { why }) : why;
  const fix = fixNetwork(fault);
  return fix === null ? said : sayApart([said, fix]);
}
