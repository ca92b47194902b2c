import type { en } from "../en/index.ts";
import type { Translated } from "../translated.ts";
import { answers } from "./answers.ts";
import { bots } from "./bots.ts";
import { chats } from "./chats.ts";
import { links } from "./links.ts";
import { parts } from "./parts.ts";
import { places } from "./places.ts";
import { plans } from "./plans.ts";
import { remedies } from "./remedies.ts";
import { repairs } from "./repairs.ts";

export const zhCn: Translated<typeof en> = {
  ...answers,
  ...bots,
  ...chats,
  ...links,
  ...parts,
  ...places,
  ...plans,
  ...remedies,
  ...repairs,
};
