import type { en } from "../en/index.ts";
import type { Translated } from "../translated.ts";
import { answers } from "./answers.ts";
import { chats } from "./chats.ts";
import { links } from "./links.ts";
import { parts } from "./parts.ts";
import { places } from "./places.ts";

export const de: Translated<typeof en> = { ...answers, ...chats, ...links, ...parts, ...places };
