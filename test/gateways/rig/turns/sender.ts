import { appendFileSync } from "node:fs";
import type { GatewayClient } from "../client/client.ts";
import type { ReadSelected } from "./selected.ts";
import { DEFAULT_SESSION, type SendOptions, sendTurn } from "./send.ts";
import type { Turn } from "./turn.ts";

/** The user of a rig: sends messages one after the other and keeps a ledger of what came back. */
export interface Sender {
  readonly turns: readonly Turn[];
  send(n: number, options: SendOptions, signal?: AbortSignal): Promise<readonly Turn[]>;
  /** Books a turn that came about in another way, under the next number. */
  book(make: (turn: number) => Promise<Turn>): Promise<Turn>;
}

export interface SenderParts {
  /** Rejects when no gateway is there to talk to; those turns fail. */
  readonly connect: (signal?: AbortSignal) => Promise<GatewayClient>;
  readonly readSelected: ReadSelected;
  /** Where the ledger is kept beside memory, as JSON lines. */
  readonly file: string;
}

export function createSender({ connect, readSelected, file }: SenderParts): Sender {
  const turns: Turn[] = [];
  let started = 0;

  async function sendOne(connected: Connection, options: SendOptions, signal?: AbortSignal): Promise<Turn> {
    started += 1;
    if (connected.kind === "none") return unsent(started, connected.why, options);
    const { client } = connected;
    const turn = started;
    const selected = options.chosen ?? (await readSelected(client, options.session ?? DEFAULT_SESSION, signal));
    return sendTurn(client, turn, selected, options, signal);
  }

  function keep(turn: Turn): Turn {
    turns.push(turn);
    appendFileSync(file, `${JSON.stringify(turn)}\n`);
    return turn;
  }

  return {
    turns,
    async book(make) {
      started += 1;
      return keep(await make(started));
    },
    async send(n, options, signal) {
      const sent: Turn[] = [];
      let connected: Connection = { kind: "none", why: "" };
      try {
        while (sent.length < n) {
          if (!isOpen(connected)) connected = await tryConnect(connect(signal));
          signal?.throwIfAborted();
          sent.push(keep(await sendOne(connected, options, signal)));
        }
      } finally {
        if (connected.kind === "open") connected.client.close();
      }
      return sent;
    },
  };
}

type Connection =
  | { readonly kind: "open"; readonly client: GatewayClient }
  | { readonly kind: "none"; readonly why: string };

const isOpen = (connected: Connection): boolean => connected.kind === "open" && !connected.client.closed.aborted;

const tryConnect = (connecting: Promise<GatewayClient>): Promise<Connection> =>
  connecting.then(
    (client): Connection => ({ kind: "open", client }),
    (cause: unknown): Connection => ({ kind: "none", why: cause instanceof Error ? cause.message : String(cause) }),
  );

const unsent = (turn: number, why: string, { session = DEFAULT_SESSION, via = "chat" }: SendOptions): Turn => ({
  turn,
  at: new Date().toISOString(),
  ms: 0,
  session,
  via,
  selected: null,
  ok: false,
  model: null,
  error: `no connection: ${why}`,
});
