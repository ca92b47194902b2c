import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fakeLoginToken } from "./login.ts";
import { RESTRICTED_KEY } from "./scenario.ts";
import { readSignature, tagMessage } from "./turns/signature.ts";
import { createCertificate } from "./upstream/certificate.ts";
import { createJournal, type Journal } from "./upstream/journal.ts";
import { PROVIDER_HOSTS, startUpstream, type Upstream } from "./upstream/upstream.ts";

const LOGIN = fakeLoginToken(Date.now());
const CODEX = "https://chatgpt.com/backend-api/codex/responses";
const PUBLIC = "https://api.openai.com/v1/responses";

const healthy = [
  { what: "the ChatGPT backend answers a login", url: CODEX, secret: LOGIN, status: 200 },
  { what: "the ChatGPT backend refuses a key", url: CODEX, secret: "sk-fake", status: 401, says: "Unauthorized" },
  { what: "the platform refuses a login", url: PUBLIC, secret: LOGIN, status: 401, says: "api.responses.write" },
  {
    what: "the platform refuses a restricted key",
    url: PUBLIC,
    secret: RESTRICTED_KEY,
    status: 401,
    says: "api.responses.write",
  },
  { what: "the platform asks for a credential", url: PUBLIC, secret: "", status: 401, says: "Missing bearer" },
  { what: "the platform answers a key", url: PUBLIC, secret: "sk-fake", status: 200 },
  {
    what: "a path nobody has is not found",
    url: "https://api.openai.com/v1/codex/responses",
    secret: LOGIN,
    status: 404,
  },
  { what: "a retired path is blocked", url: "https://chatgpt.com/backend-api/responses", secret: LOGIN, status: 403 },
] as const;

describe("the fake provider", () => {
  const folder = mkdtempSync(join(tmpdir(), "rig-upstream-"));
  const certificate = createCertificate(PROVIDER_HOSTS, Date.now());
  let journal: Journal;
  let upstream: Upstream;
  beforeAll(async () => {
    journal = createJournal(join(folder, "upstream.jsonl"));
    upstream = await startUpstream(certificate, journal, { kind: "healthy" });
  });
  beforeEach(() => upstream.setMode({ kind: "healthy" }));
  afterAll(() => {
    upstream.close();
    rmSync(folder, { recursive: true });
  });

  async function ask(address: string, secret: string, model = "gpt-5.4", turn = 7) {
    const { hostname, pathname } = new URL(address);
    const body = gzipSync(JSON.stringify({ model, input: [{ role: "user", content: tagMessage("hello", turn) }] }));
    const sent = request({
      host: "127.0.0.1",
      port: upstream.port,
      servername: hostname,
      ca: certificate.cert,
      method: "POST",
      path: pathname,
      headers: {
        host: hostname,
        "content-encoding": "gzip",
        ...(secret === "" ? {} : { authorization: `Bearer ${secret}` }),
      },
    });
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; said: string }>();
    sent.on("error", reject);
    sent.on("response", (response) => {
      text(response).then((said) => resolve({ status: response.statusCode ?? 0, said }), reject);
    });
    sent.end(body);
    return promise;
  }

  it.each(healthy)("healthy: $what", async ({ url, secret, status, ...more }) => {
    const answer = await ask(url, secret);
    expect(answer.status).toBe(status);
    expect(answer.said).toContain("says" in more ? more.says : "");
    expect(journal.entries.at(-1)).toMatchObject({ kind: "model", model: "gpt-5.4", turn: 7, status });
  });

  it("signs its answers with the model that was asked and the turn that asked it", async () => {
    const { said } = await ask(CODEX, LOGIN, "gpt-5.3-codex", 12);
    const done = said.split("\n").find((line) => line.includes("response.output_text.done"));
    expect(done).toBeDefined();
    expect(readSignature(said, 12)).toEqual({ model: "gpt-5.3-codex", turn: 12 });
    expect(readSignature(said, 1)).toBeNull();
  });

  it("turns only against the side and the models a mode names", async () => {
    upstream.setMode({ kind: "refuse", status: 500, side: "chatgpt", models: ["gpt-5.4"] });
    expect((await ask(CODEX, LOGIN, "gpt-5.4")).status).toBe(500);
    expect((await ask(CODEX, LOGIN, "gpt-5.3-codex")).status).toBe(200);
    expect((await ask(PUBLIC, "sk-fake", "gpt-5.4")).status).toBe(200);
  });
});
