import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { decode } from "./body.ts";
import { createGateway, type FakeGateway } from "./gateway.ts";
import { createPeople, type People } from "./people.ts";
import { needsToken, route } from "./routes.ts";
import type { Effect, FakeCall, FakeMessage, Fault, Json } from "./types.ts";
import { createWorld, type World } from "./world.ts";

/** A stand-in for Discord on this machine: REST v10, gateway v10, and the people who use it. */
export interface FakeDiscord extends People {
  /** For `DISCORD_API_URL`. */
  readonly url: string;
  readonly token: string;
  readonly world: World;
  readonly gateway: FakeGateway;
  readonly guildId: string;
  /** A channel the bot may write to. */
  readonly channel: string;
  readonly calls: readonly FakeCall[];
  /** Every message as it stands, those only one reader sees included. */
  readonly messages: readonly FakeMessage[];
  commands(guildId?: string): readonly Json[];
  /** `pattern` is matched against `METHOD /api/v10/...`. */
  fault(pattern: RegExp, effect: Effect, times?: number): Fault;
  /** Takes the service off the network, and back to the same address. */
  offline(): Promise<void>;
  online(): Promise<void>;
  close(): Promise<void>;
}

const ROOT = "/api";
const PREFIX = `${ROOT}/v10`;

/** `socketHost`: where its socket is said to be; itself when left out. */
export async function startFakeDiscord(token = "fake-discord-token", socketHost?: string): Promise<FakeDiscord> {
  const world = createWorld(token);
  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await listen(0);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const gateway = createGateway(server, world, `ws://${socketHost ?? `127.0.0.1:${port}`}`);

  function listen(at: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once("error", reject);
    server.listen(at, "127.0.0.1", () => resolve());
    return promise;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const call: FakeCall = {
      platform: "discord",
      method: request.method ?? "GET",
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      contentType: request.headers["content-type"] ?? "application/json",
      ...(await decode(request)),
    };
    world.calls.push(call);
    const effect = world.faults.take(call.method, decodeURIComponent(call.path));
    if (effect?.kind === "hang") return;
    if (effect?.kind === "cut") return void request.socket.destroy();
    if (effect?.kind === "status") return reply(call, response, effect.status, effect.body, effect.headers);
    const { status, body } = answer(call, request.headers.authorization);
    if (effect?.kind === "slow") await pause(effect.after);
    if (effect?.kind === "hang-after") return;
    if (effect?.kind === "cut-after") return void request.socket.destroy();
    reply(call, response, status, body);
  }

  function answer(call: FakeCall, authorization: string | undefined): { status: number; body?: unknown } {
    const path = call.path.slice(PREFIX.length);
    if (!call.path.startsWith(PREFIX)) return { status: 404, body: { code: 0, message: "404: Not Found" } };
    if (needsToken(path) && authorization !== `Bot ${world.token}`) {
      return { status: 401, body: { code: 0, message: "401: Unauthorized" } };
    }
    if (path === "/gateway/bot") return { status: 200, body: gatewayAnswer() };
    return route(world, call, path);
  }

  const gatewayAnswer = () => ({
    url: gateway.url,
    shards: 1,
    session_start_limit: { total: 1000, remaining: world.startsLeft, reset_after: 0, max_concurrency: 1 },
  });

  async function offline(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    gateway.cut();
    server.close(() => resolve());
    server.closeAllConnections();
    await promise;
  }

  return {
    ...createPeople(world, gateway),
    url: `http://127.0.0.1:${port}${ROOT}`,
    token,
    world,
    gateway,
    guildId: world.guildId,
    channel: [...world.channels][0] ?? "",
    calls: world.calls,
    messages: world.messages,
    commands: (guildId = "global") => world.commands.get(guildId) ?? [],
    fault: (pattern, effect, times = 1) => world.faults.add(pattern, effect, times),
    offline,
    online: () => listen(port),
    close: () => (server.listening ? offline() : Promise.resolve()),
  };
}

function reply(
  call: FakeCall,
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  call.status = status;
  call.answer = body;
  response.writeHead(status, { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers });
  response.end(body === undefined || typeof body === "string" ? body : JSON.stringify(body));
}
