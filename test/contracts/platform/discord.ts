import { failure, rateLimit } from "../../fakes/discord/faults.ts";
import type { Effect, FakeInteraction } from "../../fakes/discord/types.ts";
import { create, serveReady, startFake } from "../discord-harness.ts";
import { COMMANDS, firstLine, type PlatformKit, type Trouble } from "./stand.ts";

const POST = /POST .*\/messages$/;
const EFFECTS: Readonly<Record<Trouble, Effect>> = {
  "the line is cut before it arrives": { kind: "cut" },
  "it arrives and the answer is lost": { kind: "cut-after" },
  "the service fails": failure(502),
  "the service asks to wait for long": rateLimit(120),
  "the bot may not write there": failure(403, 50_013, "Missing Permissions"),
  "the card is refused": failure(400, 50_035, "Invalid Form Body"),
};

export const discord: PlatformKit = {
  name: "discord",
  async openPosting() {
    const fake = await startFake();
    const inRoom = () => fake.messages.filter(({ deleted, channelId }) => !deleted && channelId === fake.channel);
    return {
      process: () => create(fake).platform,
      room: fake.channel,
      nowhere: "444444444444444444",
      standing: () => inRoom().map(({ text }) => firstLine(text)),
      spoil: (trouble, times = 1) => fake.fault(POST, EFFECTS[trouble], times).end,
      fallSilent: () => void fake.fault(POST, { kind: "hang-after" }),
      calls: () => fake.calls.length,
      secrets: [fake.token, fake.url],
      clear() {
        for (const message of fake.messages) message.deleted = true;
      },
      answered() {
        const answered = fake.messages.find(({ id }) => id === inRoom().at(-1)?.repliesTo);
        return answered === undefined ? null : firstLine(answered.text);
      },
    };
  },
  async openAnswering(answer) {
    const { fake, asked, served, stop } = await serveReady(answer, { commands: COMMANDS });
    const shown = () => fake.messages.filter(({ deleted, deferred }) => !deleted && !deferred);
    let newest: FakeInteraction | undefined;
    return {
      asked,
      served,
      stop: () => stop.abort(),
      ask: (command) => void (newest = fake.slash(command)),
      press(label) {
        const message = shown().findLast(({ buttons }) => buttons.some((button) => button.label === label));
        if (message) fake.press(message, label);
      },
      read: () => shown().map(({ text }) => text),
      overhead: () => shown().flatMap(({ ephemeral, text }) => (ephemeral ? [] : [text])),
      repeat: () => newest && fake.repeat(newest),
    };
  },
};
