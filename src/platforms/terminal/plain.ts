import { visible, visibleJson } from "../../words/visible.ts";

/** Text from elsewhere as one line without what a terminal would obey. */
export const toPlain = (text: string): string => visible(text).replaceAll(/[\n\t]/g, " ");

/** The same for several lines. */
export const toPlainLines = (text: string): string => text.split("\n").map(toPlain).join("\n");

/** A value as JSON that says the same and holds nothing a terminal would obey. */
export const toPlainJson = (value: unknown): string => visibleJson(JSON.stringify(value, null, 2));

export const toPlainJsonLine = (value: unknown): string => visibleJson(JSON.stringify(value));
