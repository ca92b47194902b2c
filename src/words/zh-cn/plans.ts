import type { plans as english } from "../en/plans.ts";
import type { Translated } from "../translated.ts";

export const plans: Translated<typeof english> = {
  "plan.unknown": "此方案已不存在，请重新申请。",
  "plan.was-cancelled": "此方案已取消，请重新申请。",
  "plan.was-confirmed": "此方案已确认过，只会执行一次。",
  "plan.confirmed-by-you": "你已确认过，还需另一位管理员确认。",
  "plan.expired": "此方案已过期，请重新申请。",
  "plan.only-asker": "此方案由 {name} 申请，只能由其确认；请申请你自己的方案。",
  "plan.decided": "此方案已有决定。",
  "plan.only-asker-cancels": "只有申请此方案的管理员才能取消。",
  "plan.cancelled": "已取消，未作任何更改。",
  "plan.too-late": "来不及取消：此方案已有决定。",
  "plan.under-way": "此网关正在进行另一次修复，请等待其结束。",
  "plan.outdated": "显示此内容之后，此网关已开始另一次修复；请申请新方案。",
  "plan.repaired-since": "显示此内容之后，此网关已开始另一次修复。",
  "plan.changed-since": "显示此内容之后，配置已被更改。",
  "plan.too-large": "此网关的配置过大，无法完整读取，因此不作任何更改",
  "plan.too-large-fix": "在网关主机上手动更改",
  "plan.governed": "此网关有自己的管理员，你不在其中",
  "plan.governed-fix": "联系 OPENCLAW_GATEWAYS 中该网关条目 {admins} 所列的管理员",
  "plan.not-started": "未开始任何操作：{why}。",
  "plan.not-cancelled": "未取消任何操作：{why}。",
  "plan.restart": "网关会重启：在进行中的轮次结束后，通常需要 1 到 20 秒。",
  "plan.no-restart": "网关无需重启。",
  "plan.step-in": "{step}（在 {file} 中）",
  "plan.in-cooldown": "之前被拒绝后，有一个登录处于冷却时间。验证会等待其结束，最多六分钟；在此之前仍由备用模型应答。",
  "plan.turn-goes-on":
    "代理 {agent} 的一个轮次被反复重试，没有迹象表明它已结束：重启可能要等待它。请先在其聊天中发送 {stop}，或在主机上重启网关。",
  "plan.nothing-fixes": "更改配置无法解决此问题",
  "plan.included": "{title}：位于被包含的文件中",
  "plan.included-why":
    "{part} 位于 {files} 中，{keeps, select, yes {而网关无法将此更改写入该文件} other {而此版本会将其复制到 openclaw.json，并丢失对该文件的引用}}。因此不会从这里写入任何内容。请在该文件中作出更改，然后重启网关：",
  "plan.unknown-release": "不会更改版本未知的网关",
  "plan.secret": "{title}：其中含有密钥",
  "plan.secret-why":
    "此更改会覆盖 {entries} 中网关不向任何人显示的密钥，撤销也无法恢复。因此不会从这里写入任何内容。请在配置文件中作出更改，然后重启网关：",
  "plan.of-before": "旧版本的一次修复",
  "plan.configuration": "配置",
  "plan.release": "{count, plural, other {释放 # 个会话}}",
  "plan.release-why": "从下一轮次起，它们由各自代理的模型应答。",
  "plan.undo": "撤销“{title}”",
  "plan.undo-why": "修复更改过的值将恢复原样，其余保持不变。",
  "plan.undo-over": "配置之后又被更改",
  "plan.undo-over-why": "在“{title}”之后，有人更改了相同的值。撤销会使其变为：",
  "plan.broken-again": "此次修复解决的问题会再次出现。",
  "plan.answered-again": "发给 {agent} 的消息将像修复前一样，重新由 {model} 应答。",
  "plan.loses":
    "无法全部恢复：{lost, select, key {随覆盖项一起移除的 API 密钥无法恢复} other {添加到含密钥条目中的模型会继续列出}}。",
  "plan.unseen":
    "如果 {files} 中被更改的值由环境变量占位符表示，该占位符无法恢复，因为网关不会显示它：撤销会直接写入其值。",
  "plan.code-is-private": "代码只会私下显示给确认此方案的人。",
  "plan.replaces-login": "它会替换当前的登录，且原登录无法恢复。",
  "plan.no-change": "配置不会有任何更改。",
  "plan.sign-in-proof": "验证：每个代理一个简短轮次，必须由 {models} 应答。",
  "plan.old-login-answers":
    "只要旧登录也能应答，该轮次就无法区分两者：以网关对登录的反馈为准，{command} 会显示新登录何时到期。",
};
