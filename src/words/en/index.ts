import { answers } from "./answers.ts";
import { bots } from "./bots.ts";
import { chats } from "./chats.ts";
import { links } from "./links.ts";
import { parts } from "./parts.ts";
import { places } from "./places.ts";
import { plans } from "./plans.ts";
import { remedies } from "./remedies.ts";
import { repairs } from "./repairs.ts";

/** Every sentence by its id, `area.name`, in ICU MessageFormat. The other languages say the same. */
export const en = { ...answers, ...bots, ...chats, ...links, ...parts, ...places, ...plans, ...remedies, ...repairs };
