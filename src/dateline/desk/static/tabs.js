/** On a small screen one part is seen at a time: map with timeline, list, or card. */

import { button, byId, redraw } from "./dom.js";
import { change, listen, view } from "./view.js";

const TABS = [["map", "Map"], ["list", "List"], ["card", "Card"]];

/** Builds the tabs and keeps them in step with the view. */
export function startTabs() {
  const draw = (now) => {
    byId("desk").dataset.tab = now.tab;
    redraw(byId("tabs"), TABS.map(([tab, label]) =>
      button(label, () => change({ tab }), { "aria-current": now.tab === tab ? "page" : null, disabled: tab === "card" && !now.incident, "data-tab": tab })));
  };
  listen((now, changed) => (changed.has("tab") || changed.has("incident")) && draw(now));
  draw(view());
}
