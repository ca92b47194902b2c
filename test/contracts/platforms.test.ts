import { platformContract } from "./platform/contract.ts";
import { discord } from "./platform/discord.ts";
import { telegram } from "./platform/telegram.ts";
import { terminal } from "./platform/terminal.ts";
import { webhook } from "./platform/webhook.ts";

platformContract([discord, telegram, webhook, terminal]);
