import type { hosts as english } from "../en/hosts.ts";
import type { Translated } from "../translated.ts";

export const hosts: Translated<typeof english> = {
  "host.part": "{part, select, folder {数据文件夹} lock {锁文件} identity {设备身份文件} other {数据库}} {path}",
  "host.newer":
    "{file} 由更新版本的 Companion 写入（{why}）：请重新启动那个版本，或把 COMPANION_DATA_DIR 设为其他文件夹",
  "host.damaged": "{file} 已损坏（{why}）：服务会将其移到一旁并重新开始；没有运行服务时，请自行移走",
  "host.read-only":
    "{file} 可以读取但无法写入（{why}）：让此用户可以写入其所在文件夹，或把 COMPANION_DATA_DIR 设为其他文件夹",
  "host.full": "{file} 无法写入，因为空间已满（{why}）：请清理空间，或把 COMPANION_DATA_DIR 设为其他文件夹",
  "host.locked":
    "{file} 被另一个进程锁定（{why}）：请等待或结束该进程；如果网络共享不支持文件锁，请把 COMPANION_DATA_DIR 设为其他文件夹",
  "host.foreign":
    "{file} 属于用户 {owner}，而当前用户是 {own}：请以该用户运行，或把文件夹交给当前用户（chown -R），或把 COMPANION_DATA_DIR 设为其他文件夹",
  "host.limit": "{file} 无法打开，因为此主机不再提供更多文件句柄或内存（{why}）：请提高上限（ulimit -n）",
  "host.silent":
    "{file} 没有响应（已等待 {seconds} 秒）：请确认网络共享的服务器可以连接，或把 COMPANION_DATA_DIR 设为其他文件夹",
  "host.unusable":
    "{file} 无法打开（{why}）：请检查它是否是此用户可以写入的文件、其所在文件夹是否存在，或把 COMPANION_DATA_DIR 设为其他文件夹",
  "host.gone": "{file} {how, select, replaced {已被替换} other {已被删除或移走}}",
  "host.put-back": "{what}：请放回原处，或重新启动以从头开始",
  "host.runs-already": "另一个 Companion 已在使用 {folder}：请先停止它，或把 COMPANION_DATA_DIR 设为其他文件夹",
  "host.identity": "无法读取{file}：请将其移走以重新配对此 Companion，或从备份恢复",
  "host.listen":
    "COMPANION_HTTP：无法在 {at} 监听：{why, select, taken {已有其他程序在监听；请停止它，或选择其他端口} absent {此主机没有这个地址；127.0.0.1 和 0.0.0.0 总是可用} forbidden {此用户不能在那里监听；请选择大于 1023 的端口} other {{why}}}",
  "host.in-use": "另一个 Companion 正在使用数据库 {name}：请先停止它",
  "host.not-empty":
    "数据库 {name} 不为空（{table} 中有 {count} 行）：未移动任何内容；请在 COMPANION_DATABASE_URL 中指定空数据库",
  "host.move-stopped": "移动到数据库 {name} 已停止：未移动任何内容；请重新运行 move-store",
  "host.db-newer":
    "数据库 {name} 由更新版本的 Companion 写入（{why}）：请重新启动那个版本，或把 COMPANION_DATABASE_URL 设为其他数据库",
  "host.db-older": "数据库 {name} 正由旧版本的 Companion 使用（{why}）：请停止它，或等待此版本的 Companion 提供服务",
  "host.db-too-old": "数据库 {name} 的版本过旧（{why}）：需要 PostgreSQL 14 或更新版本",
  "host.db-read-only":
    "数据库 {name} 可以读取但无法写入（{why}）：请指定主服务器，或把 COMPANION_DATABASE_URL 设为其他数据库",
  "host.db-full": "数据库 {name} 无法写入，因为其服务器空间已满（{why}）：请在服务器上清理空间",
  "host.db-locked": "数据库 {name} 被另一个会话锁定（{why}）：请等待或结束该会话",
  "host.db-limit": "数据库 {name} 不再接受更多会话，或内存不足（{why}）：请提高其上限，例如 max_connections",
  "host.db-unreachable":
    "无法连接数据库 {name}（{why}）：请检查它是否在运行，以及 COMPANION_DATABASE_URL 中的主机和端口",
  "host.db-refused":
    "数据库 {name} 不允许 Companion 访问（{why}）：{mending, select, login {请检查 COMPANION_DATABASE_URL 中的用户和密码} database {请创建该数据库（createdb），或更正 COMPANION_DATABASE_URL 中的名称} schema {请创建该架构，或更正 COMPANION_DATABASE_URL 中的 search_path} rights {请让同一个用户拥有该数据库及其表，并在 COMPANION_DATABASE_URL 中使用该用户} encryption {请检查 COMPANION_DATABASE_URL 中的 sslmode 和 sslrootcert} file {请更正 COMPANION_DATABASE_URL 中该文件的路径，或让此用户可以读取它} other {请检查 COMPANION_DATABASE_URL 中的用户、密码、数据库和 sslmode}}",
  "host.db-unusable": "无法使用数据库 {name}（{why}）：详情见数据库自己的日志",
  "host.why-newer": "它有 {names}，而此版本只认识到 {newest}",
  "host.why-lacks": "它缺少 {names}",
  "host.why-release": "它是 {release}",
  "host.why-replica": "它是副本",
  "host.why-closed": "default_transaction_read_only 已开启",
  "host.why-no-schema": "其 search_path 中的架构都不存在",
  "host.why-rights": "其用户不能读写 {tables}",
  "host.why-writes": "先前的 Companion 仍在写入",
  "host.why-stranger": "另一个用户的 Companion 没有消息，且不能被结束；请让它们都使用同一个用户",
  "host.no-folder": "{file} 是文件，或位于文件之下：请移走该文件，或把 COMPANION_DATA_DIR 设为文件夹",
};
