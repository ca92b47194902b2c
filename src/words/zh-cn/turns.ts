import type { turns as english } from "../en/turns.ts";
import type { Translated } from "../translated.ts";

export const turns: Translated<typeof english> = {
  "turns.none-answers": "没有模型应答",
  "turns.none-answers.why": "最近一个轮次结束时没有任何模型应答；用户看到的是错误，或什么也没有。",
  "turns.fallback": "应答的不是配置的模型",
  "turns.fallback.why":
    "最近应答的是 {model}{known, select, yes {，而不是 {configured}} other {}}；网关自身的状态不会显示这一点。",
  "turns.paid": "{meant, select, local {应答来自付费服务，而不是本地模型} other {应答按用量付费，而不是使用订阅}}",
  "turns.paid.why":
    "{model} {sure, select, yes {使用 API 密钥应答} other {应答时似乎使用了网关环境中的 API 密钥}}，而 {configured} {meant, select, local {运行在自有机器上。现在每次应答都要花钱，而且对话内容会离开自己的网络。} other {由登录涵盖。现在每次应答都要花钱。}}",
  "turns.proxy": "{sure, select, yes {{provider} 用另一个模型应答} other {不确定 {provider} 实际由哪个模型应答}}",
  "turns.proxy.why":
    "请求的是 {model}，而应答声称来自 {reported}{sure, select, yes {。网关不会察觉。请检查该代理服务的路由和备用模型。} other {：这可能是同一模型的全名，也可能是它的另一个版本。}}",
  "turns.spent": "今日花费超过 {limit, number, ::currency/USD .00##}",
  "turns.spent.sum":
    "自 {since} 起的 {count} 次应答按 OpenClaw 中设置的价格共花费 {sum, number, ::currency/USD .00##}。",
  "turns.spent.unpriced": "另有 {count} 次应答在那里没有价格。",
  "turns.spent.next": "用 /model-history 查看由哪些模型应答；金额由 COMPANION_DAILY_SPEND 设置。",
  "turns.window": "{provider} 的 {window} 窗口已使用 {percent} %",
  "turns.window.used": "据提供商统计为 {percent} %。",
  "turns.window.reset": "将于 {at} 重置。",
  "turns.window.after": "用尽后其模型会被拒绝，由备用模型应答。",

  "turns.job-fails": "定时任务“{job}”失败",
  "turns.job-undelivered": "定时任务“{job}”的消息没有送达任何人",
  "turns.job-undelivered.why": "任务已运行，但消息无法送达。",
  "turns.job-runs-on": "它使用 {model} 运行。",
  "turns.job-runs-on-its-agents": "它使用其代理的模型运行。",
  "turns.job-in-a-row": "它已连续失败 {count} 次。",
  "turns.job-last-run": "上次运行：{at}。",
  "turns.job-tells-why": "在网关主机上运行 {command} 可查看原因。",
  "turns.job-other-model": "定时任务“{job}”使用了另一个模型",
  "turns.job-other-model.why": "{at} 应答的是 {answered}；任务配置的是 {asked}。",
  "turns.job-tells-more": "在网关主机上运行 {command} 可查看详情。",
  "turns.subagent": "子代理使用的不是所要求的模型",
  "turns.subagent.why": "{at} 应答的是 {answered}；要求的是 {asked}。",
  "turns.substituted":
    "{why, select, failed {所要求的模型在该次运行中失败，由备用模型应答。} other {该次运行中没有任何失败：网关没有按要求选用模型。}}",

  "turns.retried": "{going, select, yes {有一个轮次正被反复重试} other {有一个轮次曾被反复重试}}",
  "turns.retried.why":
    "{questions} 个问题自 {since} 起{exact, select, yes {} other {至少}}失败 {failures} 次，最近一次使用 {model}{going, select, yes {；目前仍在继续。} other {，时间为 {lastAt}。}}",
  "turns.retried.tries":
    "每次重试至少向提供商请求一次：目前至少 {requests} 次。{going, select, yes {网关不会自行停止。} other {}}",
  "turns.retried.next": "要停止它，请由管理员使用 {fix}，或在该聊天中发送 {stop}，或在网关主机上运行：{command}。",
  "turns.stalled": "{count, plural, =1 {有一个轮次没有进展} other {有 {count} 个轮次没有进展}}",
  "turns.stalled.why":
    "网关表示它正在运行，但记录自 {since} 起没有新内容：它在等待{for, select, tool {工具} other {模型}}。",
  "turns.stalled.next": "要停止它，请在该聊天中发送 {stop}。",

  "turns.replaced": "此名称背后是另一个网关",
  "turns.replaced.why":
    "自 {at} 起，其地址或自身密钥已不同。计数已从此网关自己提供的内容重新开始；原网关的计数仍然保留，待其恢复后继续使用。",
  "turns.entry-changed": "通往 {provider} 的路由已被更改",
  "turns.entry-changed.why":
    "{entry} 的内容与 {models} 上次失败（{at}）时不同。之前的失败不能说明现在的情况；下一次应答才能说明。",
  "turns.route-changed": "配置的模型已被更改",
  "turns.route-changed.why": "自 {at} 起为 {to}，而不是 {from}。",
  "turns.release-unknown": "不清楚版本是否也有变化。",
  "turns.release-same": "版本与之前相同（{release}）：有人更改了配置。",
  "turns.release-changed": "版本也从 {before} 变为 {after}：请确认这是否为升级的本意。",
  "turns.upgraded": "OpenClaw {to} 已取代 {from} 运行",
  "turns.upgraded.since": "自 {at} 起。",
  "turns.upgraded.configured": "{changed, select, yes {配置的模型自此有变化。} other {配置的模型没有变化。}}",
  "turns.upgraded.silent": "此后没有任何应答。",
  "turns.upgraded.no-answer": "此后{named, select, yes { {agent} } other {}}没有真正的应答。",
  "turns.upgraded.first": "此后{named, select, yes { {agent} 的} other {}}首次应答：{model}，时间为 {at}。",
  "turns.upgraded.compared":
    "此后{named, select, yes { {agent} 的} other {}}首次应答：{model}，时间为 {at}，{compared}。",
  "turns.upgraded.other-model": "之前是 {before}",
  "turns.upgraded.same-route": "路由与之前相同",
  "turns.upgraded.same-model": "模型与之前相同，即 {before}",
  "turns.upgraded.other-route": "请求走 {api} 而不是 {before}：路由与之前不同",
};
