import type { Server } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import { apiGuild, botUser } from "./shapes.ts";
import type { Json } from "./types.ts";
import type { World } from "./world.ts";

interface Session {
  readonly id: string;
  socket: WebSocket | undefined;
  /** Everything dispatched, in order; a resume asks for what it missed. */
  readonly sent: { readonly t: string; readonly d: unknown; readonly s: number }[];
}

export interface FakeGateway {
  readonly url: string;
  /** Connections now open, whether or not they identified. */
  connections(): number;
  /** How often a bot came, identified, and resumed. */
  readonly counts: { attempts: number; identified: number; resumed: number };
  /** `closing`: every session is closed with this code; once it is there, or before it begins. */
  readonly mood: { refusing: boolean; deaf: boolean; closing: number | undefined };
  ready(): boolean;
  dispatch(t: string, d: unknown): void;
  close(code: number): void;
  cut(): void;
  askToReconnect(): void;
}

/** Gateway v10: HELLO, IDENTIFY, READY, RESUME, heartbeats, and dispatches that a resume repeats. */
export function createGateway(server: Server, world: World, url: string): FakeGateway {
  const sockets = new WebSocketServer({ noServer: true });
  const sessions: Session[] = [];
  const counts = { attempts: 0, identified: 0, resumed: 0 };
  const mood: FakeGateway["mood"] = { refusing: false, deaf: false, closing: undefined };

  server.on("upgrade", (request, socket, head) => {
    counts.attempts += 1;
    if (mood.refusing) socket.destroy();
    else sockets.handleUpgrade(request, socket, head, greet);
  });

  function greet(socket: WebSocket): void {
    send(socket, { op: 10, d: { heartbeat_interval: 41_250 }, s: null, t: null });
    socket.on("message", (data: Buffer) => hear(socket, JSON.parse(data.toString())));
    socket.on("error", () => {});
  }

  function hear(socket: WebSocket, packet: Json): void {
    const d = packet["d"];
    if (packet["op"] === 1 && !mood.deaf) send(socket, { op: 11, d: null, s: null, t: null });
    if (packet["op"] === 2) identify(socket, d);
    if (packet["op"] === 6) resume(socket, d);
  }

  function identify(socket: WebSocket, d: unknown): void {
    if (!holdsToken(d)) return socket.close(4004, "Authentication failed.");
    counts.identified += 1;
    // For good, Discord closes before a session begins.
    if (mood.closing !== undefined && mood.closing >= 4_010) return socket.close(mood.closing);
    const session: Session = { id: `session-${sessions.length}`, socket, sent: [] };
    sessions.push(session);
    tell(session, "READY", {
      v: 10,
      user: botUser(world),
      guilds: [...(world.invited ? [world.guildId] : []), ...world.elsewhere.keys()].map((id) => ({
        id,
        unavailable: true,
      })),
      session_id: session.id,
      resume_gateway_url: url,
      shard: [0, 1],
      application: { id: world.applicationId, flags: 0 },
    });
    if (world.invited) tell(session, "GUILD_CREATE", apiGuild(world));
    for (const guild of world.elsewhere.values()) tell(session, "GUILD_CREATE", guild);
    if (mood.closing !== undefined) socket.close(mood.closing);
  }

  function resume(socket: WebSocket, d: unknown): void {
    const { session_id: id, seq } = typeof d === "object" && d !== null ? { session_id: "", seq: 0, ...d } : {};
    const session = sessions.find((one) => one.id === id);
    if (!holdsToken(d)) return socket.close(4004, "Authentication failed.");
    if (session === undefined || mood.closing !== undefined) return send(socket, { op: 9, d: false, s: null, t: null });
    counts.resumed += 1;
    session.socket = socket;
    const missed = session.sent.filter((event) => event.s > Number(seq));
    for (const event of missed) send(socket, { op: 0, ...event });
    tell(session, "RESUMED", {});
  }

  const holdsToken = (d: unknown): boolean =>
    typeof d === "object" && d !== null && "token" in d && d.token === world.token;

  function tell(session: Session, t: string, d: unknown): void {
    const event = { t, d, s: session.sent.length + 1 };
    session.sent.push(event);
    if (session.socket !== undefined) send(session.socket, { op: 0, ...event });
  }

  const latest = (): Session | undefined => sessions.at(-1);

  return {
    url,
    counts,
    mood,
    connections: () => sockets.clients.size,
    ready: () => latest()?.socket?.readyState === 1,
    dispatch(t, d) {
      const session = latest();
      if (session !== undefined) tell(session, t, d);
    },
    close: (code) => sockets.clients.forEach((socket) => socket.close(code)),
    cut: () => sockets.clients.forEach((socket) => socket.terminate()),
    askToReconnect: () => sockets.clients.forEach((socket) => send(socket, { op: 7, d: null, s: null, t: null })),
  };
}

const send = (socket: WebSocket, packet: Json): void => socket.send(JSON.stringify(packet));
