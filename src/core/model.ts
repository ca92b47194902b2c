/** A model as the gateway names it: `provider/model`. */
export interface ModelRef {
  readonly provider: string;
  readonly model: string;
}

/** `openai-codex/gpt-5.4`; the form operators know from the gateway's own configuration. */
export const formatModel = (ref: ModelRef): string => `${ref.provider}/${ref.model}`;

/** Reads `provider/model`; the model part may hold slashes of its own. Null when there is no provider. */
export function readModel(text: string): ModelRef | null {
  const slash = text.indexOf("/");
  if (slash <= 0 || slash === text.length - 1) return null;
  return { provider: text.slice(0, slash), model: text.slice(slash + 1) };
}

/** Whether two refs name the same model over the same provider; the case of neither matters. */
export const isSameRoute = (a: ModelRef, b: ModelRef): boolean =>
  formatModel(a).toLowerCase() === formatModel(b).toLowerCase();

/** Whether two refs are written alike, as those of one record are. */
export const isIdentical = (a: ModelRef, b: ModelRef): boolean => a.provider === b.provider && a.model === b.model;

/**
 * Whether two refs name the same model, whatever the route to it. Releases rename providers
 * (`openai-codex` became `openai`), and the same model over another provider is not a fallback.
 */
export const sameModel = (a: ModelRef, b: ModelRef): boolean => baseName(a) === baseName(b);

/** A short id that the gateway completes by itself (`sonnet-4.6`): everything it says is in the whole one. */
export function completes(short: ModelRef | null, whole: ModelRef | null): boolean {
  if (short === null || whole === null || short.provider !== whole.provider) return false;
  const words = new Set(wordsOf(whole.model));
  return wordsOf(short.model).every((word) => words.has(word));
}

const wordsOf = (id: string): readonly string[] => id.toLowerCase().split(/[^a-z0-9]+/);

const baseName = (ref: ModelRef): string => ref.model.slice(ref.model.lastIndexOf("/") + 1).toLowerCase();
