/** The same sentences in another language: none missing, none more. */
export type Translated<English> = Readonly<Record<keyof English, string>>;
