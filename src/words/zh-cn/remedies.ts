import type { remedies as english } from "../en/remedies.ts";
import type { Translated } from "../translated.ts";

export const remedies: Translated<typeof english> = {
  "remedy.sessions-stay": "网关自行切换到备用模型的会话可能停留在那里：之后会列出它们，以便释放。",
  "remedy.proved-aside":
    "没有代理首先使用 {models}，因此验证所用的会话会设为它。如果网关不允许任何会话这样设置，则网关自身对提供商的测试必须通过；否则撤销更改。",
  "remedy.by-hand": "手动添加到代理 models.json 中的提供商将不再生效。",
  "remedy.contradiction": "网关自相矛盾，因此不作任何更改",
  "remedy.contradiction-why": "它自称版本为 {version}，但其 schema 不认识 {api}。",
  "remedy.no-version": "无",
  "remedy.unknown-release": "网关未报告已知版本（2026.2.26 或更高），或未说明它接受什么，因此不作任何更改。",

  "remedy.choose": "选择其他模型",
  "remedy.choose-known": "此处没有配置的模型。网关认识 {models}。",
  "remedy.choose-look": "此处没有配置的模型。请用第一条命令查看网关认识哪些模型。",

  "remedy.codex-add": "为 openai-codex 添加 ChatGPT 路由",
  "remedy.codex-correct": "更正 openai-codex 的路由",
  "remedy.codex-why": "使用 ChatGPT 登录的请求将通过 {api} 发往 {address}，该登录只在那里有效。",
  "remedy.codex-upgrade":
    "升级到 2026.6 或 2026.7 之前请先移除该条目：从 2026.6.1 起、2026.8.1 之前的版本带有它时无法启动。",
  "remedy.codex-refused": "此处不写入覆盖项",
  "remedy.codex-not-here": "自 2026.6.1 起，这样的覆盖项会使网关无法启动；网关会自行为该登录选择路由。",
  "remedy.codex-api-unknown": "网关自身的 schema 不接受 {api}。",

  "remedy.route": "更正 {provider} 的路由",
  "remedy.route-why": "发往 {provider} 的请求将通过 {api} 发到 {address}。",
  "remedy.route-step": "更正路由",
  "remedy.route-elsewhere": "对话内容和密钥将发往 {to}，而不是 {from}。",
  "remedy.route-refused": "此处不写入路由",
  "remedy.route-api-unknown": "此网关（{version}）的 schema 不接受 {api}。",
  "remedy.unknown-version": "未知",

  "remedy.cooldown": "有一个登录或密钥处于冷却时间",
  "remedy.cooldown-file":
    "无法从这里通过请求结束冷却。如果原因已消除而你不想等待，以下命令会将其从此版本保存它的文件中移除：",
  "remedy.cooldown-sign-in": "无法从这里通过请求结束冷却。如果原因已消除而你不想等待，请重新登录：",

  "remedy.move": "将主模型移到已登录的路由",
  "remedy.move-why":
    "{from} 的密钥无权生成回复。ChatGPT 登录以 {to} 提供相同的模型，并计入该套餐，而不是密钥所属的账户。",
  "remedy.move-step": "移动主模型",

  "remedy.network-why": "提供商的防护拒绝了网关的网络或地址。请尝试其他出口，或联系网络的管理者。",

  "remedy.override-correct": "更正 openai 残留的覆盖项",
  "remedy.override-remove": "移除 openai 残留的覆盖项",
  "remedy.override-correct-why": "{entry} 使模型偏离 ChatGPT 后端。该条目含有一个无法恢复的密钥，因此予以保留并更正。",
  "remedy.override-remove-why": "{entry} 使模型偏离 ChatGPT 后端。没有它，此版本会自行为该登录选择正确的路由。",
  "remedy.override-correct-step": "更正其路由",
  "remedy.override-remove-step": "移除覆盖项",
  "remedy.override-keeps-key":
    "密钥保留在条目中，但不再用于这些模型。如要两者都移除，请加上 {argument}；撤销无法恢复该密钥。",
  "remedy.override-loses-key":
    "其中的 API 密钥会随之移除，且撤销无法恢复该密钥；网关会以 openclaw.json.bak 保留旧文件。",

  "remedy.shadow": "移除不再需要的 openai-codex 条目",
  "remedy.shadow-why":
    "没有任何故障。{entry} 是旧版本的残留：此版本会自行找到 ChatGPT 后端，该条目遮盖了其价格和限制，且从 2026.6.1 起、2026.8.1 之前的版本带有它时无法启动。",
  "remedy.shadow-step": "移除条目",

  "remedy.rename": "将模型改名为此版本的提供商",
  "remedy.rename-why": "对 {old} 的引用改为 {now}；模型不变。",
  "remedy.rename-step": "更改引用的名称",

  "remedy.set": "设置 {agent} 的模型",
  "remedy.set-why": "{agent} 将由 {model} 应答；其备用模型保持不变。",
  "remedy.set-step": "设置模型",
  "remedy.set-sessions": "在聊天中用 {command} 选择了自己模型的会话会保留该模型。",
  "remedy.set-others": "以下代理没有自己的模型，届时也由它应答：{agents}。",
  "remedy.set-which-agent": "哪个代理？",
  "remedy.set-several": "此网关有多个：{agents}。",
  "remedy.set-no-agent": "没有代理使用该名称",
  "remedy.set-agents": "已知：{agents}。",
  "remedy.set-which-model": "哪个模型？",
  "remedy.set-lists": "网关列出了 {models}。",
  "remedy.set-lists-none": "网关没有列出任何模型。",
  "remedy.set-unlisted": "网关没有列出该模型",
  "remedy.set-not-here": "此处没有 {model}。",
  "remedy.set-already": "已经是该设置",
  "remedy.set-already-why": "{agent} 已设为 {model}。",

  "remedy.sign-in": "重新登录 {provider}",
  "remedy.sign-in-refused": "提供商在正确的路由上拒绝了该登录。",
  "remedy.sign-in-ends": "网关无法自行续期该登录：没有新的登录，其模型会被拒绝。",
  "remedy.sign-in-code": "网关会给出一个代码，请用它应使用的账户在提供商的页面上输入。",
  "remedy.log-in": "在网关主机上重新登录",
  "remedy.log-in-refused":
    "提供商在正确的路由上拒绝了该登录，因此配置是正确的，保持不变。不要为该登录添加权限范围（scopes）：那会使其完全失效。",
  "remedy.log-in-look": "之后发送一条消息，并查看 {command}。",
};
