import type { en } from "../en/index.ts";
import type { Translated } from "../translated.ts";
import { alerts } from "./alerts.ts";
import { answers } from "./answers.ts";
import { bots } from "./bots.ts";
import { causes } from "./causes.ts";
import { chart } from "./chart.ts";
import { chats } from "./chats.ts";
import { checks } from "./checks.ts";
import { companions } from "./companions.ts";
import { digests } from "./digests.ts";
import { doctor } from "./doctor.ts";
import { files } from "./files.ts";
import { fixes } from "./fixes.ts";
import { folder } from "./folder.ts";
import { gaps } from "./gaps.ts";
import { history } from "./history.ts";
import { hosts } from "./hosts.ts";
import { incidents } from "./incidents.ts";
import { keeping } from "./keeping.ts";
import { links } from "./links.ts";
import { menus } from "./menus.ts";
import { network } from "./network.ts";
import { notices } from "./notices.ts";
import { parts } from "./parts.ts";
import { places } from "./places.ts";
import { plans } from "./plans.ts";
import { quiet } from "./quiet.ts";
import { remedies } from "./remedies.ts";
import { repairs } from "./repairs.ts";
import { rooms } from "./rooms.ts";
import { routes } from "./routes.ts";
import { settings } from "./settings.ts";
import { setup } from "./setup.ts";
import { shell } from "./shell.ts";
import { small } from "./small.ts";
import { status } from "./status.ts";
import { stops } from "./stops.ts";
import { turns } from "./turns.ts";
import { wall } from "./wall.ts";

export const zhCn: Translated<typeof en> = {
  ...alerts,
  ...answers,
  ...bots,
  ...causes,
  ...chart,
  ...chats,
  ...checks,
  ...companions,
  ...digests,
  ...doctor,
  ...files,
  ...fixes,
  ...folder,
  ...gaps,
  ...history,
  ...hosts,
  ...incidents,
  ...keeping,
  ...links,
  ...menus,
  ...network,
  ...notices,
  ...parts,
  ...places,
  ...plans,
  ...quiet,
  ...remedies,
  ...repairs,
  ...rooms,
  ...routes,
  ...settings,
  ...setup,
  ...shell,
  ...small,
  ...status,
  ...stops,
  ...turns,
  ...wall,
};
