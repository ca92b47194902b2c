/** Light and dark by the reader's own choice; at least 4.5:1 for every text. */
export const CSS = `:root{color-scheme:light dark;--back:#f6f7f9;--sheet:#fff;--edge:#c9ced8;--text:#16191f;--soft:#4c5566;
--link:#0b57c2;--critical:#b3161b;--warning:#8f5200;--good:#14743b;--unknown:#5a6270;--neutral:#0b57c2;
--chart-sheet:#fff;--chart-edge:#c9ced8;--chart-panel:#f1f3f6;--chart-grid:#d9dde5;--chart-text:#16191f;--chart-soft:#4c5566;--chart-white:#16191f}
@media (prefers-color-scheme:dark){:root{--back:#12151b;--sheet:#1a1e26;--edge:#3a4150;--text:#eef1f6;--soft:#b4bdcb;
--link:#8ab8ff;--critical:#ff8a8a;--warning:#f5b13d;--good:#6fdc9a;--unknown:#b4bdcb;--neutral:#8ab8ff;
--chart-sheet:#1a1e26;--chart-edge:#3a4150;--chart-panel:#20252f;--chart-grid:#333a48;--chart-text:#eef1f6;--chart-soft:#a9b2c1;--chart-white:#fff}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:72rem;margin:0 auto;padding:.75rem 1rem}
header{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;justify-content:space-between}
.brand{font-weight:700;color:var(--text);text-decoration:none}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:0;padding:0;list-style:none}
nav a,.brand{display:inline-block;padding:.4rem 0}
a{color:var(--link)}
a[aria-current]{color:var(--text);font-weight:600;text-decoration:none;border-bottom:2px solid currentColor}
a:focus-visible,button:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
h1{font-size:1.4rem;line-height:1.3;margin:.5rem 0 1rem}
h2{font-size:1.05rem;margin:0 0 .5rem}
h3{font-size:1rem;margin:1rem 0 .25rem}
section{background:var(--sheet);border:1px solid var(--edge);border-radius:.5rem;padding:1rem;margin:0 0 1rem}
p,ul,dl,pre,table{margin:.4rem 0}
.note,footer{color:var(--soft);font-size:.9rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr));gap:.75rem;padding:0;list-style:none}
.tile{border:1px solid var(--edge);border-left:.4rem solid var(--unknown);border-radius:.4rem;padding:.6rem .8rem}
.tile a{display:block;font-weight:600;color:var(--text)}
.tile.critical{border-left-color:var(--critical)}.tile.warning{border-left-color:var(--warning)}
.tile.good{border-left-color:var(--good)}.tile.neutral{border-left-color:var(--neutral)}
.sign{display:inline-block;padding:0 .5rem;border-radius:.3rem;background:var(--unknown);color:var(--sheet);font-size:.8em;font-weight:600;white-space:nowrap}
.sign.critical{background:var(--critical)}.sign.warning{background:var(--warning)}.sign.good{background:var(--good)}.sign.neutral{background:var(--neutral)}
dl div{display:grid;grid-template-columns:minmax(6rem,9rem) 1fr;gap:0 .75rem}
dt{color:var(--soft)}dd{margin:0}
code,pre{font-family:ui-monospace,monospace;font-size:.9em}
pre{overflow-x:auto}
table{border-collapse:collapse}
th,td{text-align:right;padding:.15rem .75rem .15rem 0;font-variant-numeric:tabular-nums;font-weight:400}
th[scope=row]{text-align:left;color:var(--soft)}thead th{color:var(--soft)}
.chart{overflow-x:auto;border-radius:.4rem}
.chart svg{display:block;width:100%;min-width:34rem;height:auto}
input{font:inherit;width:100%;max-width:24rem;padding:.5rem;border:1px solid var(--soft);border-radius:.3rem;background:var(--sheet);color:var(--text)}
button{font:inherit;padding:.5rem 1.2rem;border:0;border-radius:.3rem;background:var(--link);color:var(--back)}
label{display:block}
.chart svg text{font-family:Inter,system-ui,sans-serif}
@media (max-width:32rem){dl div{grid-template-columns:1fr;margin-bottom:.3rem}}
`;

/** Shows times in the reader's zone, and takes over what changed, part by part, so that nobody loses their place. */
export const SCRIPT = `"use strict";
const language = document.documentElement.lang;
const localise = (root) => {
  for (const time of root.querySelectorAll("time")) {
    const at = new Date(time.dateTime);
    const isToday = at.toDateString() === new Date().toDateString();
    time.textContent = isToday ? at.toLocaleTimeString(language) : at.toLocaleString(language);
    time.title = time.dateTime;
  }
};
const live = document.getElementById("live");
const say = (words) => { if (live.textContent !== words) live.textContent = words; };
const parts = (root) => new Map([...root.children].filter(({ id }) => id).map((one) => [one.id, one]));
let before = parts(document.querySelector("main").cloneNode(true));
localise(document);
// Narrow screens show the newest part of the chart first.
const chart = () => document.querySelector(".chart");
if (chart()) chart().scrollLeft = chart().scrollWidth;
if (!document.querySelector("form")) {
  const events = new EventSource("/events?page=" + encodeURIComponent(location.pathname + location.search));
  events.onmessage = ({ data }) => {
    const next = new DOMParser().parseFromString("<main>" + JSON.parse(data) + "</main>", "text/html").querySelector("main");
    const now = parts(next);
    for (const [id, part] of now) {
      if (before.get(id)?.outerHTML === part.outerHTML) continue;
      const shown = part.cloneNode(true);
      localise(shown);
      const old = document.getElementById(id);
      const place = old?.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      const scrolled = old?.querySelector(".chart")?.scrollLeft;
      old?.replaceWith(shown);
      if (scrolled !== undefined && chart()) chart().scrollLeft = scrolled;
      if (place) [...shown.querySelectorAll("a")].find((one) => one.getAttribute("href") === place)?.focus();
    }
    before = now;
    say(live.dataset.live);
  };
  events.onerror = () => say(live.dataset.lost);
}
`;
