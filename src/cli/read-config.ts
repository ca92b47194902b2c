import { readFileSync } from "node:fs";
import { ConfigError, readConfig, type Config } from "../config.ts";
import type { Log } from "../core/log.ts";
import { isSecretName } from "../lib/secret-names.ts";
import { keepSecret } from "../lib/redact.ts";
import type { Proxies } from "../lib/proxies.ts";
import { say } from "../words/say.ts";
import { english, speakText } from "../words/speak.ts";
import type { Shell } from "./subcommand.ts";

/**
 * The environment and the file of settings as a configuration, token files included. What is secret in it is kept so
 * from here on.
 */
export function readShellConfig({ env, envFile }: Pick<Shell, "env" | "envFile">, mayAct?: () => boolean): Config {
  // What stands in it is meant to count: without it, everything else would be something nobody asked for.
  if (envFile.state === "unusable") {
    const { path, why } = envFile;
    throw new ConfigError([{ variable: path, place: path, message: why }]);
  }
  const config = readConfig(env, (path) => readFileSync(path, "utf8"), mayAct);
  keepSecret([...secretsIn(config), ...proxyPasswords(config.network.proxies)]);
  return config;
}

/** Every text that stands under a secret's name, however deep; not the names of settings, which stand under `places`. */
const secretsIn = (value: unknown): readonly string[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
        if (name === "places") return [];
        return typeof inner === "string" ? (isSecretName(name) ? [inner] : []) : secretsIn(inner);
      });

/** As it stands in the address, and as it is sent. */
const proxyPasswords = ({ plain, encrypted }: Proxies): readonly string[] =>
  [plain, encrypted].flatMap((proxy) => {
    const { username, password } = proxy === null ? { username: "", password: "" } : new URL(proxy);
    if (password === "") return [];
    const sent = [username, password].map(decode);
    return [password, sent[1] ?? "", sent.join(":")];
  });

/** A percent sign that means nothing stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Says which lines of the file gave nothing: in the log of a service, else to whoever started it. */
export function tellDoubts(
  { envFile, errors, language }: Pick<Shell, "envFile" | "errors" | "language">,
  log: Log | null,
): void {
  if (envFile.state !== "read") return;
  for (const { line, message } of envFile.doubts) {
    if (log !== null)
      log.warn({ file: envFile.path, line, why: english(message) }, "a line of the settings is in doubt");
    else errors.write(`${speakText(say("file.doubt", { file: envFile.path, line, what: message }), language)}\n`);
  }
}
