import type { DeviceCode } from "../../core/gateway-admin.ts";
import type { Plan } from "../../core/plan.ts";
import { command, type ShellCommand } from "../../lib/shell.ts";
import { check } from "./check.ts";
import { isAway, wordsOf, type Job } from "./job.ts";

/** Signs a gateway in anew: the code goes to whoever confirmed it, in the card of the repair. Proved as any repair is. */
export async function signIn(job: Job, { provider, refused }: SignInTask): Promise<void> {
  // The gateway gives a sign-in up with the process that began it; whether it was done before is what the proof tells.
  const failed = job.fresh ? await begin(job, provider) : null;
  if (job.isStopped()) return;
  if (failed !== null) return stop(job, `Not signed in: ${failed}.`, provider);
  // … but where the old login answers too.
  if (!job.fresh && job.state === "applying" && !refused)
    return stop(
      job,
      "The sign-in was interrupted; if you entered the code before, /model-status shows when the new login ends.",
      provider,
    );
  await job.move(["applying", "proving"], "proving", 0, "signed in");
  const why = await check(0, job);
  if (job.isStopped()) return;
  if (why === null) {
    await job.move(["proving"], "fixed", 0, "the wanted model answered");
    return job.tell("fixed", "Signed in, and proved: the wanted model answered.");
  }
  return job.fresh
    ? end(job, "unclear", `Signed in, but that did not mend it: ${why}.`)
    : stop(job, `The sign-in was interrupted: ${why}.`, provider);
}

type SignInTask = Extract<Plan["task"], { readonly kind: "sign-in" }>;

/** Null once it is signed in; else why it is not. */
async function begin(job: Job, provider: string): Promise<string | null> {
  await job.tell("applying", "Asking the gateway for a code.");
  try {
    const signed = await job.withAdmin((admin) =>
      admin.signIn(provider, (code) => job.tell("applying", toWords(code)), job.signal),
    );
    if (isAway(signed)) return signed.away;
    return signed.kind === "done" ? null : signed.why;
  } catch (error) {
    return wordsOf(error);
  }
}

const toWords = ({ code, url, expiresInMinutes }: DeviceCode): string =>
  `Open ${url} and enter the code \`${code}\`${
    expiresInMinutes === null ? "" : `, within ${expiresInMinutes} minutes`
  }. Give it to nobody: whoever enters it signs this gateway in with their own account.`;

const stop = (job: Job, why: string, provider: string): Promise<void> =>
  end(job, "reverted", `${why} On the gateway host: ${loginOf(provider)}`);

export const loginOf = (provider: string): ShellCommand => command`openclaw models auth login --provider ${provider}`;

async function end(job: Job, state: "reverted" | "unclear", text: string): Promise<void> {
  await job.move(["applying", "proving"], state, 0, text);
  await job.tell(state, text);
}
