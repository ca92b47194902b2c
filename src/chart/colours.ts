/** One opaque look that reads well on light and on dark: a dark sheet with an edge of its own. */
export const COLOURS = {
  sheet: "#1a1e26",
  edge: "#3a4150",
  panel: "#20252f",
  grid: "#333a48",
  text: "#eef1f6",
  soft: "#a9b2c1",
  unauthorized: "#ff5f5f",
  exhausted: "#ffffff",
  others: "#8a93a3",
  unseen: "#596273",
} as const;

/** For models that answer where they are selected: cool. Apart also for eyes that confuse red and green. */
export const COOL: readonly string[] = ["#5b9dff", "#2fc4ab", "#a58cff", "#86d4f5", "#7fb86a", "#6f7fd9"];
/** For models that mostly answer in place of another: warm. */
export const WARM: readonly string[] = ["#f5b13d", "#f07fb0", "#e9e07a", "#d98a5f", "#c9a0e8", "#b8a06a"];

export const REPAIRS = {
  fixed: "#5fdd8f",
  reverted: "#f5b13d",
  undone: "#cfd6e2",
  unclear: "#f07fb0",
} as const;
