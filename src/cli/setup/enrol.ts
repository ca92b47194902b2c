import { randomBytes } from "node:crypto";
import type { Config } from "../../config.ts";
import type { ConfiguredPlatform } from "../../core/configured-platform.ts";
import type { CodePurpose, CodeUse, EnrolmentStore } from "../../core/enrolment.ts";
import { HostUnavailable } from "../../core/host-unavailable.ts";
import type { ChatPlatform } from "../../core/platform.ts";
import { MINUTE, SECOND } from "../../core/time.ts";
import { makeFolder } from "../../app/kept.ts";
import { sleep } from "../../lib/backoff.ts";
import { hashSetupCode, toSetupCode } from "../../lib/setup-code.ts";
import { PLATFORMS } from "../../platforms/index.ts";
import type { EnrolGuide, HandOver } from "../../platforms/shared/definition.ts";
import { holdInstance } from "../../store/sqlite/instance.ts";
import type { Message } from "../../core/card.ts";
import { say } from "../../words/say.ts";
import { english } from "../../words/speak.ts";
import { openCompanion, openPlatforms, type Opened } from "../open.ts";
import { readShellConfig } from "../read-config.ts";
import type { Shell } from "../subcommand.ts";
import type { Prompts } from "./prompts.ts";

const VALID = 10 * MINUTE;
/** How often it is looked whether a code was used, or a chat is there. */
const LOOK = SECOND / 5;

/**
 * Serves the chats as the service would, until admins and rooms are there, and sends a test alert. Where a companion
 * runs on the data folder already, that one takes the codes.
 */
export async function enrol(prompts: Prompts, shell: Shell): Promise<void> {
  const config = readShellConfig(shell);
  await makeFolder(config.dataDir);
  const release = await hold(config.dataDir);
  const opened = await openCompanion(shell, "silent", "must", config);
  const over = new AbortController();
  const signal = AbortSignal.any([shell.signal, over.signal]);
  let running: Promise<void> | null = null;
  try {
    const platforms = release === null ? [] : await openPlatforms(shell, opened);
    if (platforms.length > 0) running = opened.companion.run(platforms, signal).catch(() => {});
    if (release === null) prompts.say("info", say("setup.runs"));
    for (const platform of config.platforms) {
      const found = platforms.find(({ id }) => id === platform.id) ?? null;
      if (!(await enrolIn(platform, found, prompts, shell, opened))) return;
    }
    if (running !== null) await testRooms(prompts, shell, opened);
  } finally {
    over.abort();
    await running;
    await opened.companion.close();
    await release?.();
  }
}

/** Null where another companion holds the folder. */
async function hold(folder: string): Promise<(() => Promise<void>) | null> {
  try {
    return await holdInstance(folder);
  } catch (error) {
    if (error instanceof HostUnavailable) return null;
    throw error;
  }
}

/** False once the person left. */
async function enrolIn(
  configured: ConfiguredPlatform,
  platform: ChatPlatform | null,
  prompts: Prompts,
  shell: Shell,
  { companion }: Opened,
): Promise<boolean> {
  const { id, label } = configured;
  const guide = PLATFORMS.find((one) => one.id === id)?.setup.enrol;
  if (guide === undefined) return true;
  let as: string | null = null;
  if (platform !== null) {
    const ready = await prompts.waitFor(say("setup.connecting", { label }), (signal) => untilReady(platform, signal));
    if (ready === "left") return false;
    if (ready === "skipped") return true;
    as = ready;
  }
  const { enrolment, outbox } = companion.store;
  const hasAdmin = (configured.admins ?? []).length > 0 || companion.enrolled(id).length > 0;
  const hasRoom =
    configured.rooms.length > 0 || (await outbox.rooms()).some(({ to, state }) => to.platform === id && state === "on");
  const isShut = guide.isShut?.(shell.env) ?? false;
  const steps: readonly Step[] = [
    ...(hasAdmin
      ? []
      : [{ purpose: isShut ? "admin" : "by-place", tell: (code: string) => guide.admin(code, as, isShut) } as const]),
    ...(hasRoom ? [] : [{ purpose: "by-place", tell: (code: string) => guide.room(code, as) } as const]),
  ];
  for (const step of steps) {
    const use = await handOver(step, label, prompts, shell, enrolment);
    if (use === "left") return false;
    if (use === "skipped") break;
    prompts.say("success", sayUse(use, label));
  }
  return true;
}

interface Step {
  readonly purpose: CodePurpose;
  readonly tell: (code: string) => ReturnType<EnrolGuide["admin"]>;
}

/** Prints a code and waits for it; a new one once it is over. */
async function handOver(
  { purpose, tell }: Step,
  label: string,
  prompts: Prompts,
  { clock, signal }: Shell,
  store: EnrolmentStore,
): Promise<CodeUse | "skipped" | "left"> {
  for (;;) {
    const [code, id] = [toSetupCode(randomBytes(16)), randomBytes(9).toString("base64url")];
    const expiresAt = clock() + VALID;
    await store.keepCode({ id, hash: hashSetupCode(code), purpose, expiresAt });
    show(prompts, label, tell(code));
    const use = await prompts.waitFor(say("setup.waiting"), (stop) =>
      untilUsed(store, id, () => clock() < expiresAt, AbortSignal.any([stop, signal])),
    );
    if (use !== "over") return use;
    prompts.say("warn", say("setup.code-over"));
  }
}

function show(prompts: Prompts, label: string, { line, link }: HandOver): void {
  prompts.say("info", say("setup.code", { label }));
  prompts.line(line);
  if (link !== null) prompts.line(say("setup.open-link", { link }));
}

const sayUse = (use: CodeUse, label: string): Message =>
  use.as === "admin"
    ? say("setup.is-admin", { name: use.who.name, label })
    : say("setup.is-room", { label, room: use.room.target });

async function untilReady(platform: ChatPlatform, signal: AbortSignal): Promise<string> {
  for (;;) {
    const status = platform.status();
    if (status.state === "ready") return status.as;
    await sleep(LOOK, signal);
    signal.throwIfAborted();
  }
}

async function untilUsed(
  store: EnrolmentStore,
  id: string,
  isValid: () => boolean,
  signal: AbortSignal,
): Promise<CodeUse | "over"> {
  for (;;) {
    const use = await store.useOf(id);
    if (use !== null) return use;
    if (!isValid()) return "over";
    await sleep(LOOK, signal);
    signal.throwIfAborted();
  }
}

async function testRooms(prompts: Prompts, { clock, signal }: Shell, { companion, config }: Opened): Promise<void> {
  const receipts = await companion.warnings.test(clock(), signal);
  if (receipts.length === 0) return prompts.say("warn", say("setup.no-rooms"));
  for (const { room, receipt } of receipts) {
    const label = labelOf(config, room.platform);
    const line = say("setup.tested", { label, room: room.target, what: receipt });
    prompts.say(english(receipt) === "arrived" ? "success" : "warn", line);
  }
}

const labelOf = ({ platforms }: Config, id: string): string => platforms.find((one) => one.id === id)?.label ?? id;
