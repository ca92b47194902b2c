import type { digests as english } from "../en/digests.ts";
import type { Translated } from "../translated.ts";

export const digests: Translated<typeof english> = {
  "digest.how-often": "多久一次？",
  "digest.unclear": "{given} 不是 daily、weekly 或 off。",
  "digest.off": "这里不再发送摘要",
  "digest.on": "摘要将发到这里",
  "digest.when":
    "{rhythm, select, daily {每天} other {每周一}}九点（按本机时钟）发送，与告警发到同一处。用 {off} 取消。",
  "digest.title": "{gateway} {rhythm, select, daily {过去一天} other {过去一周}}：{sum}",
  "digest.title-many": "{count} 个网关{rhythm, select, daily {过去一天} other {过去一周}}的摘要",
  "digest.nothing-open": "没有未解决的事件。",
  "digest.still-open": "仍未解决：",
  "digest.never-read": "未知，从未读取过",
  "digest.answers": "{count, plural, =0 {没有应答} other {{shown} 次应答}}",
  "digest.fallbacks":
    "{least, select, yes {至少 } other {}}{percent, plural, =0 {不到 1%} other {{percent}%}} 由备用模型应答（{count} 次）",
  "digest.unexplained": "其中 {count, plural, other {{shown}}} 次由其他模型应答，没有记录说明原因",
  "digest.unauthorized": "{count} 次 401",
  "digest.exhausted": "{count, plural, other {{count} 个轮次没有模型应答}}",
  "digest.repairs": "{count, plural, other {{count} 次修复}}",
  "digest.incomplete":
    "{gateway}：{why, select, begins {计数开始得更晚} ends {目前未在读取} other {计数开始得更晚，且目前未在读取}}。",
};
