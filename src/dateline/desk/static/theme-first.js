// Before anything is drawn: the theme that the person chose here, so that the page does not flash.
const chosenTheme = localStorage.getItem("dateline.theme");
if (chosenTheme === "light" || chosenTheme === "dark") document.documentElement.dataset.theme = chosenTheme;
