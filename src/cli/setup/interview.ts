import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readEnvFile } from "../../config/env-file.ts";
import { ConfigError } from "../../config.ts";
import { doctor } from "../doctor.ts";
import { loadEnvironment } from "../environment.ts";
import { EXIT } from "../exit-codes.ts";
import type { Shell } from "../subcommand.ts";
import { mergeEnv, writeEnvFile, type Changes } from "./env-file.ts";
import type { Prompts } from "./prompts.ts";
import { PLATFORMS } from "../../platforms/index.ts";
import type { Question } from "../../platforms/shared/definition.ts";
import { askForGateway } from "./check-gateway.ts";
import { enrol } from "./enrol.ts";
import { toStartCommand } from "./start-command.ts";
import type { Message } from "../../core/card.ts";
import { messageOf } from "../../lib/message-of.ts";
import { say } from "../../words/say.ts";
import { sayListed } from "../../words/sequence.ts";
import { Told } from "../subcommand.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Asks, writes when that is confirmed, and offers to check. Resolves to the exit code. */
export async function interview(file: string, prompts: Prompts, shell: Shell): Promise<number> {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.from("");
  const read = readEnvFile(bytes);
  if ("unusable" in read) throw new ConfigError([{ variable: file, place: file, message: read.unusable }]);
  const text = bytes.toString("utf8");
  const inFile: Env = read.values;
  prompts.begin("OpenClaw Companion");
  const answers = await askAll(prompts, { ...shell.env, ...inFile }, shell);
  const changes = answers && keepChanged(answers, inFile);
  if (changes === null || !(await confirmed(prompts, file, changes))) {
    prompts.end(say("setup.unwritten"));
    return EXIT.cannotTell;
  }
  const merged = mergeEnv(text, changes);
  if (Object.keys(changes).length > 0) write(file, merged);
  // Read as the service will read it, so that what was written is what is tried.
  const after = loadEnvironment(file, {});
  const written: Shell = { ...shell, args: [], env: { ...shell.env, ...after.env }, envFile: after.file };
  const isAsked = PLATFORMS.some(({ setup }) => setup.enrol && isSetIn(written.env, setup.first.variable));
  if (isAsked && (await prompts.confirm(say("setup.connect")))) await enrol(prompts, written);
  const check = await prompts.confirm(say("setup.check"));
  const exit = check === true ? await doctor.run(written) : EXIT.ok;
  prompts.end(sayStart(file, shell));
  return exit;
}

function sayStart(file: string, { env, script }: Shell): Message {
  const command = toStartCommand({ env, script, file, folder: resolve(".") });
  return command === null ? say("setup.done-rename", { file }) : say("setup.done", { file, command });
}

const isSetIn = (env: Env, variable: string): boolean => Boolean(env[variable] || env[`${variable}_FILE`]);

/** All answers by variable; null when the person left. */
async function askAll(prompts: Prompts, set: Env, shell: Shell): Promise<Changes | null> {
  const answers: Record<string, string> = {};
  const ask = async (questions: readonly Question[]): Promise<boolean> => {
    for (const question of questions) {
      const { variable, kind } = question;
      if (kind === "secret" && set[`${variable}_FILE`]) continue;
      const answer = await prompts.ask(question, set[variable]);
      if (answer === null) return false;
      if (kind === "plain" || answer !== "") answers[variable] = answer;
    }
    return true;
  };
  if (set["OPENCLAW_GATEWAYS"]) prompts.say("info", say("setup.gateways-stay"));
  else {
    const gateway = await askForGateway(prompts, set, shell);
    if (gateway === null) return null;
    Object.assign(answers, gateway);
  }

  const before = PLATFORMS.filter(({ setup }) => isSetIn(set, setup.first.variable));
  const options = PLATFORMS.map(({ id, label }) => ({ value: id, label }));
  const chosen = await prompts.choose(
    say("setup.where"),
    options,
    before.map(({ id }) => id),
  );
  if (chosen === null) return null;
  for (const { id, setup } of PLATFORMS) {
    const { variable } = setup.first;
    if (!chosen.includes(id)) {
      if (set[variable]) answers[variable] = "";
      continue;
    }
    prompts.note(setup.title, setup.steps);
    if (!(await ask([setup.first]))) return null;
    // Nothing is said of what stands in a file.
    const first = answers[variable] ?? set[variable];
    const said = first ? await setup.introduce(first, set, shell) : null;
    if (said) prompts.say(said.tone, said.line);
    if (said?.link) prompts.link(said.link.title, said.link.url);
    if (!(await ask(setup.others))) return null;
  }
  return answers;
}

/** An empty answer to what was never set is no change. */
const keepChanged = (answers: Changes, before: Env): Changes =>
  Object.fromEntries(Object.entries(answers).filter(([variable, value]) => value !== (before[variable] ?? "")));

async function confirmed(prompts: Prompts, file: string, changes: Changes): Promise<boolean> {
  const names = Object.keys(changes);
  if (names.length === 0) {
    prompts.say("info", say("setup.says-already", { file }));
    return true;
  }
  const question = existsSync(file)
    ? say("setup.merge", { file, names: sayListed(names) })
    : say("setup.write", { file, names: sayListed(names) });
  return (await prompts.confirm(question)) === true;
}

function write(file: string, text: string): void {
  try {
    writeEnvFile(file, text);
  } catch (cause) {
    const why = messageOf(cause);
    throw new Told(say("file.unwritable", { file, why, command: "openclaw-companion setup <file>" }), cause);
  }
}
