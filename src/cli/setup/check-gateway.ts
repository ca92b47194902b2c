import { readFileSync } from "node:fs";
import { makeFolder, openIdentity } from "../../app/kept.ts";
import { ConfigError, readConfig, sayProblem } from "../../config.ts";
import type { Finding } from "../../core/finding.ts";
import { tryGateway } from "../doctor/gateways.ts";
import { textOf } from "../failure.ts";
import type { Shell } from "../subcommand.ts";
import type { Changes } from "./env-file.ts";
import type { Prompts } from "./prompts.ts";
import { GATEWAY, PASSWORD } from "./questions.ts";
import { say } from "../../words/say.ts";
import { sayApart } from "../../words/sequence.ts";
import { english } from "../../words/speak.ts";
import { findLocalGateway } from "./local-gateway.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Asks for the one gateway, tries it at once, and asks again until it answers or is to stay so. Null: the person left. */
export async function askForGateway(prompts: Prompts, set: Env, shell: Shell): Promise<Changes | null> {
  let answers: Changes | null = await takeLocal(prompts, set, shell);
  let isGiven = answers !== null;
  for (;;) {
    if (!isGiven) answers = await askEach(prompts, { ...set, ...answers });
    if (answers === null) return null;
    prompts.say("info", say("setup.trying"));
    const finding = await tryAnswers({ ...set, ...answers }, shell);
    const { text: what, hint: fix } = finding;
    const told = fix === null ? say("setup.tried", { what }) : say("setup.tried-fix", { what, fix });
    prompts.say(finding.mark === "fine" ? "success" : "warn", told);
    if (finding.mark === "fine") return answers;
    const next = await prompts.pick(say("setup.what-now"), [
      { value: "again", label: say("setup.try-again") },
      { value: "change", label: say("setup.change") },
      ...(/password/.test(english(finding.text)) ? [{ value: "password", label: say("setup.give-password") }] : []),
      { value: "keep", label: say("setup.keep") },
    ]);
    if (next === null) return null;
    if (next === "keep") return answers;
    if (next === "password") {
      const typed = await prompts.ask(PASSWORD, undefined);
      if (typed === null) return null;
      answers = { ...answers, [PASSWORD.variable]: typed };
    }
    isGiven = next !== "change";
  }
}

/** What the gateway's own file on this host says, when it is to be used. */
async function takeLocal(prompts: Prompts, set: Env, { env }: Shell): Promise<Changes | null> {
  if (set["OPENCLAW_GATEWAY_TOKEN"] || set["OPENCLAW_GATEWAY_PASSWORD"]) return null;
  const local = findLocalGateway(env);
  if (local === null) return null;
  const proof = local.token !== null ? "token" : local.password !== null ? "password" : "none";
  const use = await prompts.confirm(say("setup.local", { path: local.path, url: local.url, proof }));
  if (use !== true) return null;
  return {
    OPENCLAW_GATEWAY_URL: local.url,
    ...(local.token !== null && { OPENCLAW_GATEWAY_TOKEN: local.token }),
    ...(local.token === null && local.password !== null && { OPENCLAW_GATEWAY_PASSWORD: local.password }),
  };
}

async function askEach(prompts: Prompts, set: Env): Promise<Changes | null> {
  const answers: Record<string, string> = {};
  for (const question of GATEWAY) {
    const { variable, kind } = question;
    if (kind === "secret" && set[`${variable}_FILE`]) continue;
    const answer = await prompts.ask(question, set[variable]);
    if (answer === null) return null;
    // An empty secret keeps the one that is set.
    if (answer !== "") answers[variable] = answer;
    else if (kind === "secret" && set[variable]) answers[variable] = set[variable];
  }
  return answers;
}

/** As the service would reach it; what keeps it from being tried at all is said in the same way. */
async function tryAnswers(env: Env, shell: Shell): Promise<Finding> {
  const about = say("doctor.gateways");
  try {
    const config = readConfig(env, (path) => readFileSync(path, "utf8"));
    const [gateway] = config.gateways;
    if (gateway === undefined) return { mark: "unknown", about, text: say("setup.none-named"), hint: null };
    await makeFolder(config.dataDir);
    return await tryGateway(gateway, config.network, openIdentity(config.dataDir), shell);
  } catch (error) {
    const text =
      error instanceof ConfigError
        ? sayApart(error.problems.map(sayProblem))
        : say("setup.not-tried", { why: textOf(error) });
    return { mark: "unknown", about, text, hint: null };
  }
}
