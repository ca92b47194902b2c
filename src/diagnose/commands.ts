import { code, type Inline, type Message } from "../core/card.ts";
import type { Snapshot } from "../core/gateway.ts";
import { formatModel } from "../core/model.ts";
import { command } from "../lib/shell.ts";
import { say } from "../words/say.ts";
import { providerOf } from "./routes.ts";

/** Signs in to a provider again, or gives its key anew, on the gateway host. */
export const login = (provider: string): Inline => code(command`openclaw models auth login --provider ${provider}`);

/** Asks a provider one small question now, on the gateway host. */
export const probe = (provider: string): Inline =>
  code(command`openclaw models status --probe --probe-provider ${provider}`);

/** Tells how a scheduled job went, on the gateway host. */
export const runsOf = (job: string): Inline => code(command`openclaw cron runs --id ${job}`);

/** Lists what a provider offers, on the gateway host. */
export const offers = (provider: string): Inline => code(command`openclaw models list --all --provider ${provider}`);

/** To sign in again on the gateway host. */
export const signIn = (provider: string): Message => say("causes.run", { command: login(provider) });

/** What to do about a key, wherever it stands. */
export const replaceKey = (provider: string, snapshot: Snapshot): Message =>
  providerOf(snapshot, provider)?.hasKey === true
    ? say("causes.key", { path: code(`models.providers.${provider}.apiKey`), command: login(provider) })
    : signIn(provider);

/** Lets another model lead for as long as this one fails: the first fallback that is not of the same provider. */
export function leadWith(provider: string, snapshot: Snapshot): Message | null {
  const other = snapshot.agents
    .flatMap(({ fallbacks }) => fallbacks)
    .find((fallback) => fallback.provider !== provider);
  return other === undefined
    ? null
    : say("causes.lead", { command: code(command`openclaw models set ${formatModel(other)}`) });
}
