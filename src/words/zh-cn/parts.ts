import type { parts as english } from "../en/parts.ts";
import type { Translated } from "../translated.ts";

export const parts: Translated<typeof english> = {
  "parts.days": "{count} 天",
  "parts.hours": "{count} 小时",
  "parts.minutes": "{count} 分钟",
  "parts.seconds": "{count} 秒",
  "parts.instant": "不到一秒",
  "parts.length": "{large} {small}",
  "parts.named": "{names}{more, plural, =0 {} other { 等，另有 # 项}}",
  "parts.sentence": "{sentence}。",
  "parts.in-turn": "{first}{next}",
  "parts.listed": "{first}、{next}",
  "parts.dotted": "{first} · {next}",
  "parts.apart": "{first}；{next}",
  "parts.just-now": "刚刚",
  "parts.ago": "{length}前",
  "parts.ahead": "{length}后",
  "parts.since-days": "{count} 天",
  "parts.of": "{name}：{what}",
  "parts.number": "{count, number}",
  "parts.and-more": "以及另外 {count} 项",
  "parts.of-which": "{name}：",
};
