import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readBody } from "./body.ts";
import { createFaults, type FaultKind } from "./faults.ts";
import { METHODS, Refusal } from "./methods.ts";
import { createPeople, type People } from "./people.ts";
import { createUpdates } from "./updates.ts";
import { createWorld, type FakeMessage, type World } from "./world.ts";

/** A call as it came in, in the form that the API documents' validators judge. */
interface TelegramCall {
  readonly platform: "telegram";
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A Bot API server on a port of its own, with the people who use it. */
export interface FakeTelegram extends People {
  readonly url: string;
  readonly token: string;
  readonly bot: World["bot"];
  readonly calls: readonly TelegramCall[];
  /** Every message that stands in a chat now, oldest first, people's own among them. */
  readonly messages: readonly FakeMessage[];
  /** What the bot wrote, or only into one chat. */
  written(chat?: number): readonly FakeMessage[];
  readonly toasts: World["toasts"];
  readonly actions: World["actions"];
  /** Commands as published, by scope: `default`, `all_chat_administrators`, `chat:1001`. */
  readonly menus: World["menus"];
  readonly statuses: World["statuses"];
  readonly files: World["files"];
  /** Updates that were not confirmed yet. */
  readonly pending: number;
  /** Spoils the next calls of a method, one when nothing else is said; returns what lifts the fault. */
  fault(method: string, fault: FaultKind, times?: number): () => void;
  callsOf(method: string): readonly TelegramCall[];
  close(): Promise<void>;
}

const FAKE_TOKEN = "4242:FAKE-TOKEN-FOR-TESTS-ONLY-00000000";

/** `port` for coming back where a closed server was; any free one otherwise. */
export async function startFakeTelegram(options: { readonly port?: number } = {}): Promise<FakeTelegram> {
  const world = createWorld();
  const updates = createUpdates(world);
  const faults = createFaults();
  const calls: TelegramCall[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, name = ""] = /^\/bot([^/]*)\/(\w+)/.exec(request.url ?? "") ?? [];
    const body = await readBody(request);
    calls.push({ platform: "telegram", method: request.method ?? "", path: `/bot***/${name}`, body: body.params });
    if (token !== FAKE_TOKEN) return refuse(response, new Refusal(401, "Unauthorized"));
    const fault = faults.take(name);
    if (fault?.kind === "refuse") return refuse(response, new Refusal(fault.code, fault.description, fault.parameters));
    if (fault?.kind === "garbage") return void response.writeHead(502).end("<html>Bad Gateway</html>");
    if (fault?.kind === "result")
      return void response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ ok: true, result: fault.result }));
    if (fault && fault.kind !== "hold" && fault.when === "before") return spoil(fault.kind, response);
    try {
      const method = METHODS[name.toLowerCase()];
      if (method === undefined && name !== "getUpdates") throw new Refusal(404, "Not Found");
      const result = method ? method(world, body) : await updates.poll(body.params, response);
      if (fault?.kind === "hold") await fault.until;
      else if (fault) return spoil(fault.kind, response);
      response.writeHead(200, JSON_TYPE).end(JSON.stringify({ ok: true, result }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(response, error);
    }
    return undefined;
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");

  return {
    ...createPeople(world, updates),
    url: `http://127.0.0.1:${portOf(server.address())}`,
    token: FAKE_TOKEN,
    bot: world.bot,
    calls,
    get messages() {
      return world.messages;
    },
    written: (chat) =>
      world.messages.filter(
        ({ from, chat: { id } }) => from?.id === world.bot.id && (chat === undefined || id === chat),
      ),
    toasts: world.toasts,
    actions: world.actions,
    menus: world.menus,
    statuses: world.statuses,
    files: world.files,
    get pending() {
      return world.updates.length;
    },
    fault: (method, fault, times = 1) => faults.add(method, fault, times),
    callsOf: (method) => calls.filter(({ path }) => path === `/bot***/${method}`),
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const JSON_TYPE = { "content-type": "application/json" };

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;

/** A cut socket, or one on which nothing ever comes. */
function spoil(kind: "cut" | "hang", response: ServerResponse): void {
  if (kind === "cut") response.socket?.destroy();
}

function refuse(response: ServerResponse, { code, message, parameters }: Refusal): void {
  const extra = Object.keys(parameters).length === 0 ? {} : { parameters };
  response
    .writeHead(code, JSON_TYPE)
    .end(JSON.stringify({ ok: false, error_code: code, description: message, ...extra }));
}
