/** Text from elsewhere without what a terminal would obey: escape sequences, controls, direction overrides. */
export const toPlain = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- controls are exactly what is removed
    .replaceAll(/\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\-_])/g, "")
    .replaceAll(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, (char) =>
      char === "\n" || char === "\t" ? " " : "",
    );

/** The same for several lines. */
export const toPlainLines = (text: string): string => text.split("\n").map(toPlain).join("\n");

/** A value as JSON that says the same and holds nothing a terminal would obey: JSON itself escapes a part of that. */
export const toPlainJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(
    /[\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
