import { alerts } from "./alerts.ts";
import { answers } from "./answers.ts";
import { bots } from "./bots.ts";
import { causes } from "./causes.ts";
import { chart } from "./chart.ts";
import { chats } from "./chats.ts";
import { companions } from "./companions.ts";
import { digests } from "./digests.ts";
import { fixes } from "./fixes.ts";
import { folder } from "./folder.ts";
import { gaps } from "./gaps.ts";
import { history } from "./history.ts";
import { incidents } from "./incidents.ts";
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
import { small } from "./small.ts";
import { status } from "./status.ts";
import { stops } from "./stops.ts";
import { turns } from "./turns.ts";
import { wall } from "./wall.ts";

/** Every sentence by its id, `area.name`, in ICU MessageFormat. The other languages say the same. */
export const en = {
  ...alerts,
  ...answers,
  ...bots,
  ...causes,
  ...chart,
  ...chats,
  ...companions,
  ...digests,
  ...fixes,
  ...folder,
  ...gaps,
  ...history,
  ...incidents,
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
  ...small,
  ...status,
  ...stops,
  ...turns,
  ...wall,
};
