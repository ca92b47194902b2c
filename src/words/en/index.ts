import { answers } from "./answers.ts";
import { chats } from "./chats.ts";
import { links } from "./links.ts";
import { parts } from "./parts.ts";
import { places } from "./places.ts";

/** Every sentence by its id, `area.name`, in ICU MessageFormat. The other languages say the same. */
export const en = { ...answers, ...chats, ...links, ...parts, ...places };
