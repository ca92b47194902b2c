import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { doctor } from "../doctor.ts";
import { EXIT, type Shell } from "../subcommand.ts";
import { mergeEnv, writeEnvFile, type Changes } from "./env-file.ts";
import { introduce } from "./introduce.ts";
import { createPrompts, type Prompts } from "./prompts.ts";
import { CHATS, GATEWAY, type Question } from "./questions.ts";

type Env = Readonly<Record<string, string | undefined>>;

/** Asks, writes when that is confirmed, and offers to check. Resolves to the exit code. */
export async function interview(file: string, shell: Shell): Promise<number> {
  const prompts = createPrompts(shell);
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const inFile: Env = parseEnv(text);
  prompts.begin("OpenClaw Companion");
  const answers = await askAll(prompts, { ...shell.env, ...inFile }, shell);
  const changes = answers && keepChanged(answers, inFile);
  if (changes === null || !(await confirmed(prompts, file, changes))) {
    prompts.end("Nothing was written.");
    return EXIT.cannotTell;
  }
  const merged = mergeEnv(text, changes);
  if (Object.keys(changes).length > 0) write(file, merged);
  const check = await prompts.confirm("Check everything now (doctor)?");
  prompts.end(`The settings are in ${file}. Start with openclaw-companion; openclaw-companion doctor checks them.`);
  return check === true ? doctor.run({ ...shell, args: [], env: { ...shell.env, ...parseEnv(merged) } }) : EXIT.ok;
}

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
  if (set["OPENCLAW_GATEWAYS"]) prompts.say("info", "The gateways stay as OPENCLAW_GATEWAYS names them.");
  else if (!(await ask(GATEWAY))) return null;

  const before = CHATS.filter(({ token }) => set[token.variable] || set[`${token.variable}_FILE`]);
  const options = CHATS.map(({ id, label }) => ({ value: id, label }));
  const chosen = await prompts.choose(
    "Where should it answer?",
    options,
    before.map(({ id }) => id),
  );
  if (chosen === null) return null;
  for (const { id, label, steps, token, others } of CHATS) {
    if (!chosen.includes(id)) {
      if (set[token.variable]) answers[token.variable] = "";
      continue;
    }
    prompts.note(`A ${label} bot`, steps);
    if (!(await ask([token]))) return null;
    await introduce(id, answers[token.variable] ?? set[token.variable], set, prompts, shell);
    if (!(await ask(others))) return null;
  }
  return answers;
}

/** An empty answer to what was never set is no change. */
const keepChanged = (answers: Changes, before: Env): Changes =>
  Object.fromEntries(Object.entries(answers).filter(([variable, value]) => value !== (before[variable] ?? "")));

async function confirmed(prompts: Prompts, file: string, changes: Changes): Promise<boolean> {
  const names = Object.keys(changes).join(", ");
  if (names === "") {
    prompts.say("info", `${file} already says all of this.`);
    return true;
  }
  const question = existsSync(file)
    ? `${file} exists. Set ${names} there, and keep its other lines?`
    : `Write ${names} to ${file}, which only you may read?`;
  return (await prompts.confirm(question)) === true;
}

function write(file: string, text: string): void {
  try {
    writeEnvFile(file, text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "unknown error";
    throw new Error(`${file} cannot be written (${why}); name another file: openclaw-companion setup <file>`, {
      cause,
    });
  }
}
