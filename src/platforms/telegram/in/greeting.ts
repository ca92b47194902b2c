/** Stands in a group for an answer that is meant for one person who cannot be written to. Holds no detail. */
export const toInvitation = (bot: string): string =>
  `This answer is private: open a private chat with @${bot}, press Start, and the next one reaches you there.`;
