import { code, type Text } from "../../core/card.ts";
import type { DeviceCode } from "../../core/gateway-admin.ts";
import type { Plan } from "../../core/plan.ts";
import { command, type ShellCommand } from "../../lib/shell.ts";
import { say } from "../../words/say.ts";
import { check } from "./check.ts";
import { end, isAway, wordsOf, type Job } from "./job.ts";

/** Signs a gateway in anew: the code goes to whoever confirmed it, in the card of the repair. Proved as any repair is. */
export async function signIn(job: Job, { provider, refused }: SignInTask): Promise<void> {
  // The gateway gives a sign-in up with the process that began it; whether it was done before is what the proof tells.
  const failed = job.fresh ? await begin(job, provider) : null;
  if (job.isStopped()) return;
  if (failed !== null) return stop(job, say("repair.not-signed-in", { why: failed }), provider);
  // … but where the old login answers too.
  if (!job.fresh && job.state === "applying" && !refused) return stop(job, say("repair.sign-in-perhaps"), provider);
  await job.move(["applying", "proving"], "proving", 0, say("repair.now-signed-in"));
  const why = await check(0, job);
  if (job.isStopped()) return;
  if (why === null) {
    await job.move(["proving"], "fixed", 0, say("repair.answered"));
    return job.tell("fixed", say("repair.signed-in-proved"));
  }
  return job.fresh
    ? end(job, "unclear", say("repair.signed-in-not-mended", { why }))
    : stop(job, say("repair.sign-in-interrupted", { why }), provider);
}

type SignInTask = Extract<Plan["task"], { readonly kind: "sign-in" }>;

/** Null once it is signed in; else why it is not. */
async function begin(job: Job, provider: string): Promise<Text | null> {
  await job.tell("applying", say("repair.asking-code"));
  try {
    const signed = await job.withAdmin((admin) =>
      admin.signIn(provider, (given) => job.tell("applying", sayCode(given)), job.signal),
    );
    if (isAway(signed)) return signed.away;
    return signed.kind === "done" ? null : signed.why;
  } catch (error) {
    return wordsOf(error);
  }
}

const sayCode = ({ code: given, url, expiresInMinutes }: DeviceCode): Text =>
  say("repair.code", { url, code: code(given), minutes: expiresInMinutes ?? 0 });

const stop = (job: Job, why: Text, provider: string): Promise<void> =>
  end(job, "reverted", say("repair.by-hand", { why, command: code(loginOf(provider)) }));

export const loginOf = (provider: string): ShellCommand => command`openclaw models auth login --provider ${provider}`;
