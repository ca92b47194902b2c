import type { CommandSummary } from "../../core/command.ts";
import type { PlatformParts } from "../../core/configured-platform.ts";
import type { Answer, ChatPlatform, Move, SharedBot } from "../../core/platform.ts";
import type { PlaceNews } from "../../core/places.ts";
import type { ChooseAgent } from "../../net/dialer.ts";
import { createLanes } from "../../lib/lanes.ts";
import { publishedName } from "./in/command.ts";
import { createChatMemories } from "./out/chat-memories.ts";
import { createClients, forLibrary } from "./wire/client.ts";
import { createConflicts } from "./wire/conflicts.ts";
import { createHealth } from "./wire/health.ts";
import { createDealt } from "./in/dealt.ts";
import { createHandler } from "./in/handle.ts";
import { createHeld } from "./in/held.ts";
import { toIncoming } from "./in/incoming.ts";
import { notAPlace } from "./out/post-failed.ts";
import { createOutlet } from "./out/outlet.ts";
import { toFault } from "./wire/fault.ts";
import { whileListening } from "./wire/dates.ts";
import { createWebhookWatch } from "./wire/webhook.ts";
import { createPersist, isTokenRefusal } from "./wire/persist.ts";
import { noticeMoves, type Migration } from "./wire/moves.ts";
import { readPlace } from "./place.ts";
import { confirm, poll, type PollingParts } from "./in/polling.ts";
import { readPostedRef, toAnswering, withDetour } from "./out/posted-ref.ts";
import { publishMenus, toMenus } from "./out/menus.ts";
import { createInvitations } from "./in/invitations.ts";
import { createResponder } from "./in/respond.ts";
import { createShown } from "./out/shown.ts";
import { createLateCalls } from "../shared/late.ts";
import { createHints } from "../shared/hints.ts";
import { confirmAfter, confirmRefusal, type TokenVerdict } from "../shared/refusal.ts";
import { isMember, leaveChat, openAdminRooms, probeChat } from "./out/rooms.ts";
import { createServiceTime } from "../shared/service-time.ts";
import { createTell } from "../shared/tell.ts";
import { createTasks } from "../shared/tasks.ts";
import { createLostCopies, noticing } from "./out/lost-copies.ts";
import { say } from "../../words/say.ts";
import { speak } from "../../words/speak.ts";
import { createWire } from "./wire/calls.ts";
import type { TelegramSettings } from "./settings.ts";

/** How it was set up; where it warns is not its business. */
interface TelegramOptions extends Omit<TelegramSettings, "warningChats"> {
  /** As grammY does it by itself when absent. */
  readonly choose?: ChooseAgent;
}

/** Without `memory`, what was sent where is known to this process only. */
type TelegramParts = Omit<PlatformParts, "memory" | "isAllRead" | "language" | "namesZone"> &
  Partial<Pick<PlatformParts, "memory" | "language" | "namesZone">> & { readonly confirmAfter?: readonly number[] };

/** What an answer under way still gets when the process is told to stop. */
const GRACE = 2_000;

/** What is left after that: aborted calls need a moment to come back. */
const AFTERMATH = 500;

const NEVER = new AbortController().signal;

/** Telegram over long polling. `post` works whether or not `serve` runs. */
export function createTelegram(options: TelegramOptions, parts: TelegramParts): ChatPlatform {
  const { log, clock, random, callbacks, memory, language = "en", namesZone = true } = parts;
  const clients = createClients(options.token, options);
  const health = createHealth({ log, clock });
  const time = createServiceTime("telegram", { clock, log });
  let wasAccepted = false;
  const pauses = (): readonly number[] => parts.confirmAfter ?? confirmAfter(wasAccepted);
  const askWho = async (signal: AbortSignal): Promise<TokenVerdict> => {
    try {
      await clients.call.getMe(forLibrary(signal));
      return "accepted";
    } catch (error) {
      const fault = toFault(error);
      return fault && isTokenRefusal(fault) ? "refused" : "unknown";
    }
  };
  const shared = createHints<SharedBot>();
  const webhooks = createWebhookWatch({ api: clients.call, log, clock, onShared: shared.tell });
  const conflicts = createConflicts(clock);
  const freeWebhook = async (signal: AbortSignal): Promise<string | null> => {
    const standing = await webhooks.free(signal);
    return standing.kind === "free" ? null : standing.why;
  };
  const persist = createPersist({
    health,
    random,
    confirm: (signal) => confirmRefusal(() => askWho(signal), pauses(), signal),
    freeWebhook,
    onConflict: () => conflicts.seen() && shared.tell(POLLED_BY_ANOTHER),
  });
  const mayWork = createHints<string | null>();
  const moved = createHints<Move>();
  const places = createHints<PlaceNews>();
  clients.call.config.use(noticeMoves(moved.tell));
  const memories = createChatMemories({ memory, log });
  const copies = createLostCopies(memories);
  const dealt = createDealt({ memory, log });
  const wire = noticing(createWire(clients.call, random), copies);
  let published: ReadonlySet<string> = new Set();
  const admins = (): readonly string[] => [...options.admins, ...(parts.enrolled?.() ?? [])];
  const own = { wire, log, callbacks, clock, copies, memories, lanes: createLanes() };
  const outlet = createOutlet({ ...own, published: () => published, namesZone });

  /** A chat that is no more shows nobody that the bot seems to type; what Telegram answers is noticed. */
  const followMigration = async (migration: Migration, signal: AbortSignal): Promise<void> => {
    if (migration.kind === "moved") moved.tell(migration.move);
    else await wire.typing({ chat: migration.chat }, signal);
  };

  const post: ChatPlatform["post"] = async (
    target,
    card,
    { replacing, answering, key, mention, language: asked = language } = {},
    signal = NEVER,
  ) => {
    const place = readPlace(target);
    if (place === null) throw notAPlace(target);
    const spoken = speak(card, asked);
    const before = replacing ? readPostedRef(replacing) : null;
    const whom = mention && !replacing ? options.mention : undefined;
    const how = { ...toAnswering(answering), ...(key !== undefined && { key }), mention: whom };
    const sent = before ? outlet.replace(before, spoken, how, signal) : outlet.send(place, spoken, how, signal);
    return withDetour(place, await sent);
  };

  async function serve(commands: readonly CommandSummary[], answer: Answer, signal: AbortSignal): Promise<void> {
    published = new Set(commands.map(({ name }) => publishedName(name)));
    const me = await persist(() => clients.call.getMe(forLibrary(signal)), signal);
    if (me === null) return;
    wasAccepted = true;

    const work = new AbortController();
    const tasks = createTasks((error) => log.error({ error: wordsOf(error) }, "telegram: an update was not handled"));
    const tell = createTell(post, { language, random, log, signal: work.signal });
    const late = createLateCalls({ clock, later: (ms, told) => tasks.after(ms, told, work.signal), tell });
    const shared = {
      outlet,
      wire,
      log,
      language,
      clock: time.now,
      late,
      random,
      callbacks,
      shown: createShown(),
      invitations: createInvitations(clock),
    };
    const listed = new Set(options.admins);
    const handle = createHandler({
      responder: createResponder({ ...shared, commands, answer, me: me.username }),
      toIncoming: (received) => toIncoming(received, me.username, listed),
      copies,
      log,
      onMember: mayWork.tell,
      onPlace: places.tell,
      onMigration: (migration) => followMigration(migration, work.signal),
    });
    const held = createHeld(dealt, () => performance.now());
    const onPoll = (): void => health.good(`@${me.username}`);
    const onUpdate: PollingParts["onUpdate"] = (received, letGo) =>
      tasks.start(() => handle(received, letGo, work.signal));
    const onUnread = (count: number): void => log.warn({ count }, "telegram: updates that cannot be read");
    const polling = { api: clients.poll, persist, clock: time.now, memory, dealt, held, onPoll, onUpdate, onUnread };

    log.info({ invite: inviteLink(me.username) }, "telegram: the link adds the bot to a group");
    tasks.start(() => publishMenus({ api: clients.call, log, random }, toMenus(commands, admins()), signal));
    try {
      await poll(polling, signal);
    } finally {
      await tasks.finish(GRACE);
      work.abort();
      await Promise.all([tasks.finish(AFTERMATH), confirm(clients.poll, held, AFTERMATH)]);
    }
  }

  return {
    id: "telegram",
    serve: (...given) => whileListening(options.token, time.heard, () => serve(...given)),
    post,
    status: () => health.status(),
    onRoomMayWork: (heard) => mayWork.listen(heard),
    onShared: (heard) => shared.listen(heard),
    onMoved: (heard) => moved.listen(heard),
    onPlace: (heard) => places.listen(heard),
    leave: (chat, signal = NEVER) => leaveChat(wire, chat, signal),
    probe: (target, signal = NEVER) => probeChat(wire, target, signal),
    adminRooms: (signal = NEVER) => openAdminRooms(clients.call, admins(), signal),
    isMember: (chat, person, signal = NEVER) => isMember(clients.call, chat, person, signal),
  };
}

const POLLED_BY_ANOTHER: SharedBot = {
  why: say("bots.polled"),
  fix: say("bots.run-one"),
};

const inviteLink = (bot: string): string => `https://t.me/${bot}?startgroup=true`;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : "unknown");
