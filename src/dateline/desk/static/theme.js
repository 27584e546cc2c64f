/** Light and dark: the system's choice unless the person made one here. */

const CHOICES = ["system", "light", "dark"];
const dark = matchMedia("(prefers-color-scheme: dark)");

/** What the person chose: system, light or dark. */
export function themeChoice() {
  return document.documentElement.dataset.theme ?? "system";
}

/** "L" or "D", for the theme that is on. */
export function themeLetter() {
  const chosen = themeChoice();
  return chosen === "dark" || (chosen === "system" && dark.matches) ? "D" : "L";
}

/** Goes on to the next choice and keeps it. */
export function nextTheme() {
  const next = CHOICES[(CHOICES.indexOf(themeChoice()) + 1) % CHOICES.length];
  if (next === "system") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem("dateline.theme");
  } else {
    document.documentElement.dataset.theme = next;
    localStorage.setItem("dateline.theme", next);
  }
  dispatchEvent(new Event("themechange"));
  return next;
}

dark.addEventListener("change", () => dispatchEvent(new Event("themechange")));
