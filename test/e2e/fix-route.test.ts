import { describe, expect, it } from "vitest";
import { startEmbeddedGateway, type EmbeddedGateway } from "../../fake-gateway/gateway.ts";
import { readRecording, type Recording } from "../../fake-gateway/recording.ts";
import { connectClient } from "../fakes/gateway-client.ts";
import { loadRecordings } from "../fakes/gateway.ts";
import { askUntil, CHATS } from "./chats.ts";
import { envOf, startService } from "./service.ts";

interface Route {
  readonly baseUrl: string;
  readonly api: string;
}
interface Case {
  readonly provider: string;
  readonly wrong: Route;
  readonly right: Route;
  /** What the provider says of it. */
  readonly says: string;
}

/** The recorded gateway with another provider in the place of the ChatGPT login. */
function retold({ release, ...scenario }: Recording, { provider, wrong, right, says }: Case): Recording {
  const text = JSON.stringify(scenario)
    .replaceAll(/401 You have insufficient permissions[^"\\|]*?necessary scopes\./g, says)
    .replaceAll("https://chatgpt.com/backend-api", right.baseUrl)
    .replaceAll("https://api.openai.com/v1", wrong.baseUrl)
    .replaceAll("openai-codex-responses", right.api)
    .replaceAll("openai-responses", wrong.api)
    .replaceAll("openai-codex", provider);
  return readRecording(release, JSON.parse(text));
}

function start(one: Case): Promise<EmbeddedGateway> {
  const { recording, repaired } = loadRecordings("2026.3.2", "issue-38706");
  return startEmbeddedGateway({
    token: "fake-gateway-token",
    clock: Date.now,
    restarts: "soon",
    recording: retold(recording, one),
    repaired: repaired && retold(repaired, one),
  });
}

async function readModels(gateway: EmbeddedGateway): Promise<string> {
  using client = await connectClient(gateway);
  const { parsed } = await client.request("config.get");
  return JSON.stringify(typeof parsed === "object" && parsed !== null && "models" in parsed ? parsed.models : null);
}

const CASES: readonly (readonly [what: string, Case])[] = [
  [
    "an api that the provider does not speak",
    {
      provider: "anthropic",
      wrong: { baseUrl: "https://api.anthropic.com", api: "openai-completions" },
      right: { baseUrl: "https://api.anthropic.com", api: "anthropic-messages" },
      says: "404 Not Found",
    },
  ],
  [
    "a path that is not there",
    {
      provider: "openrouter",
      wrong: { baseUrl: "https://openrouter.ai/v1", api: "openai-completions" },
      right: { baseUrl: "https://openrouter.ai/api/v1", api: "openai-completions" },
      says: "404 page not found",
    },
  ],
];

describe.each(CHATS)("/fix-route in %s", (_, openChat) => {
  it.each(CASES)("corrects %s, proves it, and takes it back", async (_what, one) => {
    await using gateway = await start(one);
    const before = await readModels(gateway);
    const chat = await openChat();
    startService({ env: { ...chat.env, ...envOf(gateway) } });
    await chat.ready();
    await askUntil(chat, "model-status", `Requests to ${one.provider} go the wrong way`);

    chat.ask("fix-route");
    const plan = await chat.read("can confirm this");
    expect(plan).toMatchObject({ isPrivate: true, buttons: ["Confirm", "Cancel"] });
    expect(plan.text).toContain(one.right.baseUrl);
    expect(plan.text).toContain(one.right.api);
    expect(await readModels(gateway)).toBe(before);

    plan.press("Confirm");
    const fixed = await chat.read("Proved: the wanted model answered.");
    const after = await readModels(gateway);
    expect(after).toContain(`"baseUrl":"${one.right.baseUrl}"`);
    expect(after).toContain(`"api":"${one.right.api}"`);

    fixed.press("Undo");
    (await chat.read("Undo “")).press("Confirm");
    await chat.read("The configuration is again what it was.");
    expect(JSON.parse(await readModels(gateway))).toEqual(JSON.parse(before));
  });
});
