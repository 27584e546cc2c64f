/** The page's colours as the map's canvas needs them, in the theme that is on. */

const NAMES = [
  "panel", "ink", "muted", "faint", "line", "accent", "sea", "land", "border", "town",
  "single-source", "corroborated", "contested",
  "side-1", "side-2", "side-3", "side-4", "side-5", "side-6", "side-7", "side-8",
];

/** The colours by name, each as rgb(…) words. */
export function palette() {
  const probe = document.createElement("i");
  probe.hidden = true;
  document.body.append(probe);
  const colours = {};
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colours;
}
