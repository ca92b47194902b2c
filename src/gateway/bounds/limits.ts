/** What a gateway may send at most. Everything beyond is left out here, before anything else looks at it. */
export const LIMITS = {
  /** Characters of what names something; a longer name is no name. */
  name: 200,
  /** Characters of any other text; longer ones keep their beginning and their end. */
  text: 4_000,
  /** Characters of a text that is told apart by its whole, such as a question, or that holds a document itself. */
  whole: 64_000,
  /** Items of a list, and keys of an object. */
  items: 5_000,
  /** Items of a list inside a row of the record. */
  inner: 200,
  /** Objects and lists inside each other. */
  depth: 40,
  /** Characters of a frame that are kept. */
  frame: 6_000_000,
  /** Characters of a number or word. */
  literal: 40,
  /** Objects, lists and what is in them, all together: each costs whoever parses it, however short it is. */
  parts: 400_000,
  /** Ways in which objects go on from key to key: each that is new costs as much as some dozen that are known. */
  shapes: 15_000,
  /** Texts as short as {@link WORD}: each is looked up among all others of the process. */
  words: 60_000,
} as const;

export type Limits = Readonly<Record<keyof typeof LIMITS, number>>;

/** For an answer that is read whole: beyond these it is not read at all. */
export const WHOLE_LIMITS: Limits = {
  name: 1_000_000,
  text: 1_000_000,
  whole: 1_000_000,
  items: 50_000,
  inner: 50_000,
  depth: 100,
  frame: LIMITS.frame,
  literal: 400,
  parts: LIMITS.parts,
  shapes: LIMITS.shapes,
  words: LIMITS.words,
};

/** Their newest items come last: where there are too many, the first ones are left out. */
export const NEWEST_LAST: ReadonlySet<string> = new Set(["messages", "lines"]);

/** What stands under these keys names something. */
export const NAMES: ReadonlySet<string> = new Set(
  [
    "id key provider model modelProvider agentId defaultId sessionId sessionKey runId providerOverride",
    "modelOverride modelOverrideSource modelOverrideFallbackOriginModel requestedProvider requestedModel",
    "candidateProvider candidateModel responseModel profileId requestId version runtimeVersion",
    "lastTouchedVersion hash api role stopReason event customType idempotencyKey decision stream state",
    "phase primary fallbacks alias mode methods scopes file activeModel activeModelProvider",
    "failoverReason status code",
  ].flatMap((line) => line.split(" ")),
);

/** Where the whole of a text matters, up to {@link LIMITS.whole}: questions, lines of a log. */
export const WHOLE: ReadonlySet<string> = new Set(["content", "text", "lines"]);

/** Characters of a text that the parser keeps but once. */
export const WORD = 10;

/** Stands, with their number, for the items of a list that were left out. */
export const LEFT_OUT = "openclaw-companion left out";
/** Stands in a text for its middle. */
export const cutMark = (characters: number): string => ` …[${characters} characters left out]… `;
