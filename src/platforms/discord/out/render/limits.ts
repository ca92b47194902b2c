/** Discord's documented limits, in characters unless said otherwise. */
export const LIMITS = {
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  embeds: 10,
  /** Title, description and fields of all embeds of a message together. */
  total: 6000,
  files: 10,
  alt: 1024,
  rows: 5,
  buttonsInRow: 5,
  label: 80,
  customId: 100,
} as const;
