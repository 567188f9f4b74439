(() => {
"use strict";
const go = (id) => document.getElementById(id)?.click();
const send = (id) => document.getElementById(id)?.requestSubmit();
const keys = {
  j: () => go("after"),
  k: () => go("before"),
  c: () => send("confirm"),
  d: () => document.querySelector("#dismiss input[name=reason]")?.focus(),
  u: () => send("undo"),
  x: () => go("bulk"),
  ...Object.fromEntries([1, 2, 3, 4, 5].map((value) => [value, () => go(`rate-${value}`)])),
  "/": () => {
    const search = document.getElementById("search");
    if (!search) return;
    search.closest("details").open = true;
    search.focus();
  },
  "?": () => {
    const help = document.getElementById("help");
    if (!help) return;
    help.open = !help.open;
    if (help.open) help.scrollIntoView({ block: "nearest" });
  },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
})();
