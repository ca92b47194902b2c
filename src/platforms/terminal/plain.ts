/** Text from elsewhere without what a terminal would obey: escape sequences, controls, direction overrides. */
export const toPlain = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- controls are exactly what is removed
    .replaceAll(/\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\-_])/g, "")
    .replaceAll(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, (char) =>
      char === "\n" || char === "\t" ? " " : "",
    );
