/** Where bots of Discord are made, and get their tokens. */
export const PORTAL = "https://discord.com/developers/applications";
