import type { routes as english } from "../en/routes.ts";
import type { Translated } from "../translated.ts";

export const routes: Translated<typeof english> = {
  "routes.codex-transport": "ChatGPT 登录走了错误的传输方式",
  "routes.codex-transport.scope":
    "请求发往公共 OpenAI API，而它拒绝所有 ChatGPT 登录：缺少权限范围 {scope}，任何登录都没有。重新登录没有用；{entry} 必须指向 ChatGPT 后端。",
  "routes.codex-transport.address":
    "{entry} 把 ChatGPT 登录发往了不属于 ChatGPT 后端的地址或 API：每个请求都返回未找到或被拒绝。问题不在登录，需要更正该配置项。",
  "routes.empty-400": "提供商拒绝此版本的请求且不说明原因",
  "routes.empty-400.why":
    "迁移到 2026.6.1 之后的已知问题，尚无修复办法。运维人员退回了 2026.5.28，或升级到了更新的版本。",
  "routes.legacy-ref": "配置中使用了已停用的提供商名称",
  "routes.legacy-ref.why":
    "{old} 使用旧版本的提供商 ID。此版本找不到它，因此不发请求就跳过。它现在的名称是 {current}。",
  "routes.missing-bearer": "网关发送的请求没有带上登录",
  "routes.missing-bearer.why":
    "提供商表示请求中没有令牌。某些版本会在途中丢失令牌（2026.4.26、2026.5.12 至 2026.5.16）。",
  "routes.missing-bearer.next": "请升级到 2026.5.19 或更新的版本。",
  "routes.missing-credential": "网关找不到该模型提供商的凭据",
  "routes.missing-credential.why":
    "网关没有发出任何请求就拒绝了。2026.5.5 至 2026.5.19 自带的 doctor 会改写模型名称，使登录不再匹配：请升级到 2026.5.22 或更新的版本。否则就是没有可用的凭据。",
  "routes.missing-credential.next": "要登录或提供密钥，请在网关主机上运行：{command}。",
  "routes.model-request": "ChatGPT 登录被用在了公共路由上",
  "routes.model-request.why": "提供商要求权限范围 {scope}，而 ChatGPT 登录没有：对此登录来说路由是错的。",
  "routes.model-request.next": "请检查该提供商的 {api} 和 {address}。给登录添加权限范围会使其完全失效。",
  "routes.network-block": "提供商的网络防护拦截了网关",
  "routes.network-block.why":
    "提供商返回了验证页面（403），说明它不接受网关所在的网络或地址。任何配置都无法改变这一点。",
  "routes.network-block.next": "请换一个出口网络，或联系网络运营方。",
  "routes.partial-override": "下一条消息会使网关崩溃",
  "routes.partial-override.why":
    "{entry} 有地址但没有 {api}。此版本认为这是有效的，却会在收到发给该模型的第一条消息时崩溃。",
  "routes.partial-override.next": "请在有人发消息之前补全该配置项。",
  "routes.restricted-key": "API 密钥没有写入响应的权限",
  "routes.restricted-key.why": "{provider} 的密钥缺少权限范围 {scope}，因此 {model} 被拒绝，由备用模型应答。",
  "routes.restricted-key.login": "已有 ChatGPT 登录：可将主模型改走其路由，或为密钥添加该权限范围。",
  "routes.restricted-key.key": "请在 OpenAI 控制台中为密钥添加该权限范围，或换用其他密钥。",
  "routes.retired-path": "请求发往提供商已移除的地址",
  "routes.retired-path.why": "此版本会拼出 ChatGPT 后端的旧地址，得到 403 页面，并可能将其报告为 DNS 错误或速率限制。",
  "routes.retired-path.next": "请将基础地址设为 {address}，或升级到 2026.4.20 或更新的版本。",
  "routes.sign-in-rejected": "ChatGPT 登录被拒绝",
  "routes.sign-in-rejected.why": "提供商在正确的路由上返回 401，说明登录本身已被撤销或已过期；配置没有问题。",
  "routes.sign-in-ends": "{state, select, over {有一个登录已过期} other {有一个登录即将过期}}",
  "routes.sign-in-ends.why":
    "{provider} 的登录{dated, select, yes {{state, select, over {已于} other {将于}} {at} 过期} other {{state, select, over {已过期} other {即将过期}}}}，且不会自动续期；没有它，相应的模型会被拒绝。",
  "routes.sign-ins-unread": "其登录状态尚未读取",
  "routes.refresh-token": "该登录的刷新令牌已失效",
  "routes.refresh-token.why":
    "两个进程续期了同一个登录，或某个版本同时续期了两次（2026.5.12 至 2026.5.14）。请使用 2026.5.19 或更新的版本，并重新登录一次。",
  "routes.models-json": "旧的 models.json 覆盖了配置",
  "routes.models-json.why":
    "配置指向 ChatGPT 后端，但请求仍发往旧地址并返回 {answer}，用户会把它当作回答看到。代理生成的 models.json 中保存着旧地址且优先生效；设置 {setting} 可使配置优先。",
  "routes.stale-override": "残留的提供商覆盖配置阻碍了 ChatGPT 登录",
  "routes.stale-override.login":
    "{entry} 让 OpenAI 模型走了一条与唯一的登录（ChatGPT 登录）不匹配的路由。网关会发现这一点，并在发出任何请求之前拒绝。它自己给出的重新登录建议没有用：必须移除该覆盖配置。",
  "routes.stale-override.key":
    "尽管已有 ChatGPT 登录，{entry} 仍用一个无权写入响应的密钥把模型发往公共 API。密钥被拒绝后进入冷却时间，因此多数轮次由备用模型应答，而不再出现新的 401。必须移除该覆盖配置。",
  "routes.store-flag": "此版本发送的请求会被提供商拒绝",
  "routes.store-flag.why": "提供商要求 `store` 为 false，而此版本没有这样发送。",
  "routes.store-flag.next": "请升级到 2026.4.20 或更新的版本。",
  "routes.unavailable": "提供商不向此账户提供该模型",
  "routes.unavailable.why": "该模型已停用，或套餐中不包含。",
  "routes.unavailable.next": "请为该代理选择其他模型。提供商提供的模型：{command}。",
  "routes.unknown-model": "网关不认识配置的模型",
  "routes.unknown-model.why": "{model} 不在此版本的目录中，因此不发请求就被跳过，也没有任何人能看到的错误。",
  "routes.unknown-model.next":
    "{remedy, select, define {可以在配置中定义它，或将网关升级到 2026.3.8 或更新的版本。} other {请选择此版本认识的模型，或升级网关。}}",
  "routes.upgrade-hazard": "当前配置无法承受升级到 2026.6 或 2026.7",
  "routes.upgrade-hazard.why": "{entry} 使用的 API 会被 2026.6.1 至 2026.8.1 之前的版本拒绝：这些版本将无法启动。",
  "routes.upgrade-hazard.next": "请在升级前一刻移除该配置项，或直接升级到 2026.8.1 或更新的版本。",
  "routes.wrong-route": "对 {provider} 的请求走错了路由",
  "routes.wrong-route.why":
    "{entry} 将请求发往了不属于该提供商的地址或 API。问题不在密钥。应为 {addressAt} {address}，以及 {apiAt} {api}。",
};
