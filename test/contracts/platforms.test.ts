import { platformContract } from "./platform/contract.ts";
import { discord } from "./platform/discord.ts";
import { telegram } from "./platform/telegram.ts";
import { terminal } from "./platform/terminal.ts";
import { webhook } from "./platform/webhook.ts";

for (const kit of [discord, telegram, webhook, terminal]) platformContract(kit);
