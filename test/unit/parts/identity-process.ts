import { loadIdentity } from "../../../src/gateway/identity.ts";

/** A process of its own that says who it is, to be run beside others: `node identity-process.ts FOLDER`. */
process.stdout.write(`${loadIdentity(process.argv[2] ?? "").id}\n`);
