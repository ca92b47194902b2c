// A test run that dies with its gateway up: starts a rig of the release it is told, says where, and is gone.
import { startRig } from "./rig.ts";
import { healthy } from "./scenarios/healthy.ts";

const version = process.argv[2];
if (version === undefined) throw new Error("which release?");
const { url, folder } = await startRig({ version, scenario: healthy });
process.stdout.write(JSON.stringify({ url, folder }), () => process.kill(process.pid, "SIGKILL"));
