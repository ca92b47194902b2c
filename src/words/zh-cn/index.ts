import type { en } from "../en/index.ts";
import type { Translated } from "../translated.ts";
import { answers } from "./answers.ts";
import { bots } from "./bots.ts";
import { causes } from "./causes.ts";
import { chats } from "./chats.ts";
import { links } from "./links.ts";
import { parts } from "./parts.ts";
import { places } from "./places.ts";
import { plans } from "./plans.ts";
import { remedies } from "./remedies.ts";
import { repairs } from "./repairs.ts";
import { routes } from "./routes.ts";
import { turns } from "./turns.ts";

export const zhCn: Translated<typeof en> = {
  ...answers,
  ...bots,
  ...causes,
  ...chats,
  ...links,
  ...parts,
  ...places,
  ...plans,
  ...remedies,
  ...repairs,
  ...routes,
  ...turns,
};
