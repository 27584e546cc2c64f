/** The page, started: who asks, then each part. */

import { carry, get, onRevision, post } from "./api.js";
import { startCard } from "./card.js";
import { watchConnection } from "./connection.js";
import { startDecisions } from "./decisions.js";
import { button, byId, h, put } from "./dom.js";
import { ownDrafts } from "./drafts.js";
import { exportMenu } from "./export.js";
import { startFilters } from "./filters.js";
import { startHistory } from "./history.js";
import { startJudging } from "./judge.js";
import { showHelp, startKeys } from "./keys.js";
import { startList } from "./list.js";
import { startMap } from "./map.js";
import { seeDecided, watchOthers } from "./others.js";
import { refresh, refreshSoon } from "./refresh.js";
import { startReport } from "./report.js";
import { startSituation } from "./situation.js";
import { startTabs } from "./tabs.js";
import { nextTheme, themeChoice } from "./theme.js";
import { startTimeline } from "./timeline.js";
import { toast } from "./toast.js";
import { change, follow } from "./view.js";
import { some } from "./words.js";

// A browser may bring the page back as it was when it was left, signed out though its person is.
addEventListener("pageshow", (event) => event.persisted && location.reload());
start();

async function start() {
  let me;
  try {
    [me] = await Promise.all([get("/api/me"), seeDecided()]);
  } catch (error) {
    put(byId("banner"), h("p", { class: "banner" }, `${error.message} `, button("Try again", () => location.reload())));
    return;
  }
  carry(me);
  ownDrafts(me);
  startDecisions(me);
  follow();
  put(byId("library"), me.library.name);
  byId("library").title = `${some(me.library.documents, "report")}, ${some(me.library.claims, "claim")}, ${some(me.library.incidents, "incident")}`;
  document.title = `${me.library.name} · dateline desk`;
  tools(me);
  startFilters();
  startTimeline(me);
  startList();
  startReport();
  startJudging();
  startCard();
  startHistory(me);
  startTabs();
  startKeys();
  watchConnection(me, refresh);
  onRevision(refreshSoon);
  addEventListener("judged", refresh);
  watchOthers(refresh);
  await startMap(me);
  startSituation();
  document.documentElement.dataset.ready = "true";
}

function tools(me) {
  const theme = button("", () => label(nextTheme()), { id: "theme" });
  const label = (choice) => {
    put(theme, { system: "◐", light: "☀", dark: "☾" }[choice]);
    theme.setAttribute("aria-label", `Colours: ${choice}. Change`);
    theme.title = `Colours: ${choice}`;
  };
  label(themeChoice());
  const leave = async () => {
    try {
      await post("/logout");
      location.assign("/login");
    } catch (error) {
      toast(error.message, { error: true });
    }
  };
  put(
    byId("tools"),
    exportMenu(),
    button("History", () => change({ show: "history" }), { id: "open-history", title: "What was decided (h)" }),
    theme,
    button("?", showHelp, { "aria-label": "Keys", title: "Keys (?)" }),
    h("span", { class: "me", title: `${me.role}` }, me.name),
    me.users ? button("Sign out", leave) : null,
  );
}
