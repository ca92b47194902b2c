import { RequestMethod, Routes } from "discord.js";
import type { SpokenCard } from "../../core/card.ts";
import type { PlatformParts } from "../../core/configured-platform.ts";
import type { PlaceNews } from "../../core/places.ts";
import { type ChatPlatform, type PlatformStatus, type SharedBot, PlatformRefused } from "../../core/platform.ts";
import type { Network } from "../../lib/network.ts";
import { createInteractions } from "./in/interactions.ts";
import { BAD_TOKEN, type Bot, stayConnected } from "./wire/gateway.ts";
import { inviteLink } from "./invite.ts";
import { readMention } from "./mention.ts";
import { createPost } from "./out/post.ts";
import { createPublisher } from "./publish/publisher.ts";
import { createHints } from "../shared/hints.ts";
import { confirmAfter, confirmRefusal, type TokenVerdict } from "../shared/refusal.ts";
import { createServiceTime } from "../shared/service-time.ts";
import { createTell } from "../shared/tell.ts";
import { renderCard } from "./out/render/card.ts";
import { openAdminRooms, probeChannel } from "./out/rooms.ts";
import { say } from "../../words/say.ts";
import { DiscordFailure } from "./wire/failure.ts";
import { createSessionStarts } from "./wire/session-starts.ts";
import { isMember, leaveServer } from "./wire/member.ts";
import { openOutward, type Outward } from "./wire/outward.ts";
import { createRest } from "./wire/rest.ts";
import { explainRefusal, readApiRoot, readToken, type DiscordSettings } from "./settings.ts";
import { onAbort } from "../../lib/abort.ts";

/** How it was set up; where it warns is not its business. */
export interface DiscordOptions extends Omit<DiscordSettings, "warningChannels"> {
  readonly outward: Outward;
}

/** The same, reached as the network of this host wants it. */
export const openDiscord = async (
  settings: DiscordSettings,
  network: Network,
  parts: PlatformParts,
): Promise<ChatPlatform> => createDiscord({ ...settings, outward: await openOutward(network) }, parts);

/** How long replies under way may go on after the stop, in milliseconds. */
const GRACE = 2_000;

const ANSWERED_BY_ANOTHER: SharedBot = {
  why: say("bots.answered"),
  fix: say("bots.run-one"),
};

/** Discord as a chat platform: slash commands, buttons and posts, over one bot token. */
export function createDiscord(
  options: DiscordOptions,
  parts: Pick<PlatformParts, "log" | "clock" | "random" | "enrolled"> &
    Partial<Pick<PlatformParts, "language">> & { readonly confirmAfter?: readonly number[] },
): ChatPlatform {
  const { log, clock, random, language = "en" } = parts;
  const refusal = new AbortController();
  let status: PlatformStatus = { state: "starting" };
  let communities: Bot["communities"] | null = null;
  /** What was told before it was known how many servers there are. */
  const early: PlaceNews[] = [];

  const refuse = (code: number): void => {
    const reason = explainRefusal(code);
    status = { state: "waiting", why: reason.message };
    refusal.abort(reason);
  };
  const time = createServiceTime("discord", { clock, log });
  const token = readToken(options.token);
  const api = readApiRoot(options.apiUrl);
  const rest = createRest({
    token: token ?? "none",
    api,
    makeRequest: options.outward.makeRequest,
    random,
    onRefused: () => void isTokenRefused().then((is) => is && refuse(BAD_TOKEN)),
    isRefused: () => refusal.signal.aborted,
    onDate: time.heard,
  });
  const nonce = (): string => `oc${clock().toString(36)}${Math.floor(random() * 36 ** 10).toString(36)}`.slice(0, 25);

  let wasReady = false;
  const pauses = (): readonly number[] => parts.confirmAfter ?? confirmAfter(wasReady);
  const mayWork = createHints<string | null>();
  const shared = createHints<SharedBot>();
  const places = createHints<PlaceNews>();
  let stopped = new AbortController();
  const askWho = async (): Promise<TokenVerdict> => {
    try {
      await rest.call({ method: RequestMethod.Get, route: Routes.user(), signed: true, within: 8_000 }, stopped.signal);
      return "accepted";
    } catch (error) {
      return error instanceof DiscordFailure && error.kind === "refused" ? "refused" : "unknown";
    }
  };
  const askTime = async (): Promise<void> => void (await askWho());
  let confirming: Promise<boolean> | null = null;
  /** One question at a time, whoever doubts. */
  function isTokenRefused(): Promise<boolean> {
    confirming ??= confirmRefusal(askWho, pauses(), stopped.signal)
      .then((verdict) => verdict === "refused")
      .finally(() => (confirming = null));
    return confirming;
  }

  const render = (card: SpokenCard) => {
    const rendered = renderCard(card);
    for (const { command, label } of rendered.dropped) {
      log.warn({ command, label }, "discord: a button could not be shown: too long, or one too many");
    }
    return rendered;
  };

  let isRole: Bot["isRole"] | null = null;
  const post = createPost({
    rest,
    render,
    language,
    nonce,
    mention: () => readMention(options.mention, (id) => isRole?.(id) ?? false),
  });

  const serve: ChatPlatform["serve"] = async (commands, answer, signal) => {
    if (token === undefined) refuse(BAD_TOKEN);
    const end = new AbortController();
    stopped = new AbortController();
    const ending = AbortSignal.any([signal, refusal.signal]);
    const admins = new Set(options.admins);
    const own = { rest, render, language, nonce, random, clock, log, signal: end.signal };
    const tell = createTell(post, own);
    const interactions = createInteractions({
      ...own,
      tell,
      commands,
      answer,
      admins,
      time,
      askTime,
      onTaken: () => shared.tell(ANSWERED_BY_ANOTHER),
    });
    const publisher = createPublisher({ rest, commands, guildId: options.guildId, log, random, signal: ending });
    const onReady = (bot: Bot): void => {
      wasReady = true;
      log.info({ as: bot.tag, invite: inviteLink(bot.applicationId) }, "discord: ready; the link invites the bot");
      ({ communities, isRole } = bot);
      for (const news of early.splice(0)) places.tell(news);
      publisher.begin(bot.applicationId);
    };
    const left = Promise.withResolvers<void>();
    onAbort(ending, () => void interactions.close(GRACE).then(left.resolve));
    const onWait = (why: string): void => {
      if (!ending.aborted) status = { state: "waiting", why };
    };
    await stayConnected(
      {
        token: token ?? "none",
        api,
        outward: options.outward,
        log,
        clock,
        random,
        onReady,
        onInteraction: (raw) => interactions.take(raw),
        onServer(news) {
          if (news.kind === "in") publisher.onServer(news.community);
          if (communities === null) early.push(news);
          else places.tell(news);
        },
        onStatus: (now) => (status = now),
        starts: createSessionStarts({ rest, clock, random, onWait }),
        onRoomMayWork: mayWork.tell,
        isTokenRefused,
        confirmAfter: pauses,
        onRefused: refuse,
      },
      ending,
    );
    await left.promise;
    end.abort();
    stopped.abort();
    if (refusal.signal.reason instanceof PlatformRefused && !signal.aborted) throw refusal.signal.reason;
    status = { state: "waiting", why: "stopped" };
  };

  return {
    id: "discord",
    serve,
    post,
    status: () => status,
    onRoomMayWork: (heard) => mayWork.listen(heard),
    onShared: (heard) => shared.listen(heard),
    probe: (target, signal) => probeChannel(rest, target, signal),
    adminRooms: (signal) => openAdminRooms(rest, [...options.admins, ...(parts.enrolled?.() ?? [])], signal),
    onPlace: (heard) => places.listen(heard),
    leave: (server, signal) => leaveServer(rest, server, signal),
    communities: () => communities?.() ?? null,
    isMember: (community, person, signal) => isMember(rest, community, person, signal),
  };
}
