import { BLOCKED, SERVER_ERROR, tooManyRequests, UNREADABLE, type FaultKind } from "../../fakes/telegram/faults.ts";
import type { FakeMessage } from "../../fakes/telegram/world.ts";
import { connect, createMemory, GROUP, GUEST, setUp, startFake } from "../telegram-setup.ts";
import { COMMANDS, firstLine, type PlatformKit, type Trouble } from "./stand.ts";

const FAULTS: Readonly<Record<Trouble, FaultKind>> = {
  "the line is cut before it arrives": { kind: "cut", when: "before" },
  "it arrives and the answer is lost": { kind: "cut", when: "after" },
  "the service fails": SERVER_ERROR,
  "the service asks to wait for long": tooManyRequests(300),
  "the bot may not write there": BLOCKED,
  "the card is refused": UNREADABLE,
};

const textOf = ({ text, caption }: FakeMessage): string => text ?? caption ?? "";

export const telegram: PlatformKit = {
  name: "telegram",
  async openPosting() {
    const fake = await startFake();
    const memory = createMemory();
    return {
      process: () => connect(fake, { memory }).telegram,
      room: String(GROUP),
      nowhere: String(GUEST),
      standing: () => fake.written(GROUP).map((message) => firstLine(textOf(message))),
      spoil: (trouble, times = 1) => fake.fault("sendMessage", FAULTS[trouble], times),
      fallSilent: () => void fake.fault("sendMessage", { kind: "hang", when: "after" }),
      calls: () => fake.calls.length,
      secrets: [fake.token, fake.url],
      clear() {
        for (const message of fake.messages) fake.deleteMessage(message);
      },
      answered() {
        const answered = fake.written(GROUP).at(-1)?.reply_to_message;
        return answered === undefined ? null : firstLine(textOf(answered));
      },
    };
  },
  async openAnswering(answer) {
    const { fake, asked, serving, stop } = await setUp({ answer, commands: COMMANDS });
    fake.start(GUEST);
    let newest: FakeMessage | undefined;
    return {
      asked,
      served: serving,
      stop: () => void stop(),
      ask(command) {
        newest = fake.say(`/${command}`, { user: GUEST, chat: GROUP });
      },
      press(label) {
        const isOn = ({ reply_markup: keyboard }: FakeMessage): boolean =>
          keyboard?.inline_keyboard.flat().some(({ text }) => text === label) ?? false;
        const message = fake.written().findLast(isOn);
        if (message) fake.press(message, label, { user: GUEST });
      },
      read: () => fake.written().map(textOf),
      overhead: () => fake.written(GROUP).map(textOf),
      repeat: () => newest && fake.redeliver(),
    };
  },
};
