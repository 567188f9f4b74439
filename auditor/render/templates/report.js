
(() => {
  "use strict";
  const bar = document.getElementById("filters");
  if (!bar) return;
  const status = document.getElementById("status");
  const selects = [...bar.querySelectorAll("select")];
  const families = [...bar.querySelectorAll("input[name=family]")];
  const entries = new Map([...document.querySelectorAll("[data-for]")].map((item) => [item.dataset.for, item]));
  const articles = [...document.querySelectorAll("article")].map((element) => ({
    element,
    entry: entries.get(element.id),
    notes: [...element.querySelectorAll(".note")],
    marks: [...element.querySelectorAll("mark[data-n]")],
    related: [...element.querySelectorAll("mark[data-r]")],
    refs: [...element.querySelectorAll(".ref")],
  }));
  const total = articles.reduce((sum, article) => sum + article.notes.length, 0);
  const plural = (amount, noun) => `${amount.toLocaleString("en")} ${noun}${amount === 1 ? "" : "s"}`;

  function apply() {
    const wanted = Object.fromEntries(selects.map((select) => [select.name, select.value]));
    const shown = new Set(families.filter((box) => box.checked).map((box) => box.value));
    const narrowed = shown.size < families.length || wanted.rule || wanted.severity || wanted.certainty || wanted.state;
    const fits = (note) =>
      shown.has(note.dataset.rule.split("/")[0]) &&
      ["rule", "severity", "certainty", "state"].every((name) => !wanted[name] || note.dataset[name] === wanted[name]);
    let findings = 0;
    let count = 0;
    for (const { element, entry, notes, marks, related, refs } of articles) {
      const visible = new Map();
      for (const note of notes) {
        note.hidden = !fits(note);
        if (!note.hidden) visible.set(note.dataset.n, note);
      }
      for (const mark of marks) {
        const numbers = mark.dataset.n.split(" ").filter((number) => visible.has(number));
        const note = visible.get(numbers.at(-1));
        const point = mark.classList.contains("point") ? " point" : "";
        mark.className = note
          ? `f-${note.dataset.rule.split("/")[0]} c-${note.dataset.certainty}${numbers.length > 1 ? " many" : ""}${point}`
          : `off${point}`;
      }
      for (const mark of related) {
        mark.classList.toggle("off", !mark.dataset.r.split(" ").some((number) => visible.has(number)));
      }
      for (const ref of refs) ref.hidden = !visible.has(ref.dataset.n);
      element.hidden =
        (narrowed && !visible.size) ||
        Boolean(wanted.source && element.dataset.source !== wanted.source) ||
        Boolean(wanted.verdict && element.dataset.verdict !== wanted.verdict);
      if (entry) entry.hidden = element.hidden;
      if (!element.hidden) {
        count += 1;
        findings += visible.size;
      }
    }
    status.textContent =
      count === articles.length && findings === total
        ? `${plural(total, "finding")} in ${plural(count, "article")}`
        : `${findings.toLocaleString("en")} of ${plural(total, "finding")}, in ${count.toLocaleString("en")} of ${plural(articles.length, "article")}`;
  }

  document.getElementById("reset").addEventListener("click", () => {
    for (const select of selects) select.value = "";
    for (const box of families) box.checked = true;
    apply();
  });
  bar.addEventListener("change", apply);
  window.addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) document.getElementById("reset").click();
    if (target) target.scrollIntoView();
  });

  const keys = { j: 1, k: -1 };
  document.addEventListener("keydown", (event) => {
    const step = keys[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const notes = articles.filter(({ element }) => !element.hidden).flatMap(({ notes }) => notes.filter((note) => !note.hidden));
    const now = notes.findIndex((note) => note.id === location.hash.slice(1));
    const next = notes[now < 0 ? (step > 0 ? 0 : notes.length - 1) : now + step];
    if (next) location.hash = next.id;
  });
  if (matchMedia("(max-width: 39.9rem)").matches) bar.querySelector("details").open = false;
  bar.hidden = false;
  apply();
})();
