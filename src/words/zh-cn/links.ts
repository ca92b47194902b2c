import type { links as english } from "../en/links.ts";
import type { Translated } from "../translated.ts";

export const links: Translated<typeof english> = {
  "links.says": "{why}。对方返回：{says}",
  "links.to-do": "处理方法：{fix}。",
};
