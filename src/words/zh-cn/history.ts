import type { history as english } from "../en/history.ts";
import type { Translated } from "../translated.ts";

export const history: Translated<typeof english> = {
  "history.title": "最近 {window} 按模型统计的应答",
  "history.title-of": "{gateway} 最近 {window} 按模型统计的应答",
  "history.ask": "如需查看 {names}，请指定名称。",
  "history.worst": "问题最多的网关：",
  "history.partly": "以下网关在这段时间内的情况并非全部已知：{names}。",
  "history.more-models": "另外 {count} 个模型",
  "history.sums":
    "{answers, plural, =0 {没有应答} other {{answered} 次应答，其中 {fell} 次由备用模型应答}}；{refused, plural, =0 {没有被 401 拒绝的尝试} other {{refusals} 次尝试被 401 拒绝}}，{lost, plural, =0 {没有无应答的轮次} other {{losses} 个轮次无应答}}。",
  "history.no-fallback": "0",
  "history.at-least": "至少 {count}",
  "history.not-counted": "未知",
  "history.unexplained": "有 {count, plural, other {#}} 次应答没有记录说明为何由其他模型给出：当时的失败可能多于计数。",
  "history.model":
    "{model} {count}（{share}）{part, select, none {} all {，作为备用模型} other {，其中 {fallbacks} 次作为备用模型}}",
  "history.share": "{percent, plural, =0 {不到 1%} =101 {超过 99%} other {{percent}%}}",
  "history.unauthorized": "401：{count} 次，{at}",
  "history.unauthorized-many": "401：{count} 次，首次 {first}，最近 {last}",
  "history.exhausted": "无应答的轮次：{count} 个，{at}",
  "history.exhausted-many": "无应答的轮次：{count} 个，首次 {first}，最近 {last}",
  "history.repair":
    "{at} {outcome, select, fixed {已修复} reverted {修复失败并已撤回} undone {修复已撤销} other {修复结果不明}}",
  "history.nothing-known": "其记录从未读取或之后才读取：这段时间的情况未知。",
  "history.not-read": "自 {at} 起未读取：之后的情况未知。",
  "counts.start": "计数始于 {at}。",
};
