import {
  code,
  note,
  strong,
  text,
  type Action,
  type Card,
  type Line,
  type Message,
  type Text,
} from "../src/core/card.ts";
import type { Place } from "../src/core/places.ts";
import { shorten } from "../src/lib/redact.ts";
import { say } from "../src/words/say.ts";

/** More are counted, and more buttons would not be shown. */
const MOST = { listed: 10, buttons: 4, shut: 3 } as const;

export const nameOf = ({ platform, id }: Pick<Place, "platform" | "id">): string => `${platform}:${id}`;

/** Tells admins of places the bot was added to. `shut`: those that were set up once. */
export const writeNewPlaces = (places: readonly Place[], shut: readonly Place[]): Card => ({
  ...writePlaces(say("places.title", { count: places.length }), places, "warning"),
  blocks: [
    ...listOf(places),
    ...shut
      .slice(0, MOST.shut)
      .map((place) =>
        note(say("places.shut", { place: calledOf(place), id: code(nameOf(place)), setting: code(settingOf(place)) })),
      ),
  ],
});

/** What `/leave` lists. */
export const writeUninvited = (places: readonly Place[]): Card =>
  places.length === 0
    ? { tone: "good", title: say("places.none"), blocks: [] }
    : writePlaces(say("places.listed", { count: places.length }), places, "neutral");

const writePlaces = (title: Message, places: readonly Place[], tone: Card["tone"]): Card => ({
  tone,
  title,
  blocks: listOf(places),
  actions: places.slice(0, MOST.buttons).map(toLeave),
});

function listOf(places: readonly Place[]): Card["blocks"] {
  const [first] = places;
  const more = places.length - MOST.listed;
  const items = places.slice(0, MOST.listed).map((place): Line => [toItem(place)]);
  return [
    { kind: "list", items: more > 0 ? [...items, [say("places.more", { count: more })]] : items },
    ...(first === undefined
      ? []
      : [text(say("places.what", { command: code("/leave"), setting: code(settingOf(first)) }))]),
  ];
}

function toItem(place: Place): Message {
  const own = { place: strong(calledOf(place)), id: code(nameOf(place)) };
  const { by, platform } = place;
  if (by === null) return say("places.plain", own);
  const id = code(`${platform}:${shorten(by.id, 40)}`);
  const who = by.name === null ? id : say("places.person", { name: shorten(by.name, 60), id });
  return say(by.as === "added" ? "places.added" : "places.owned", { ...own, who });
}

const calledOf = ({ name }: Place): Text => (name === null ? say("places.unnamed") : shorten(name, 60));

const settingOf = (place: Place): string => `COMPANION_AUDIENCE=${nameOf(place)}`;

const toLeave = (place: Place): Action => ({
  label: say("places.leave", { place: place.name === null ? nameOf(place) : shorten(place.name, 30) }),
  style: "danger",
  command: "leave",
  args: { place: nameOf(place) },
});
