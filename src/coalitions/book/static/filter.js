/* Above a long table, a box and lists to choose from: only the rows that fit stay.
   A row names what it can be chosen by in data-… attributes; data-choose of the frame lists them. */
(() => {
  "use strict";

  function filterable(frame) {
    const rows = [...frame.querySelectorAll("tbody tr")].map((row) => [
      row,
      row.textContent.toLowerCase(),
    ]);
    const box = document.createElement("input");
    box.type = "search";
    box.autocomplete = "off";
    const label = document.createElement("label");
    label.append(`Search ${frame.dataset.things} `, box);
    const count = document.createElement("output");
    const lists = (frame.dataset.choose || "").split(" ").filter(Boolean).map(chooser);
    const bar = document.createElement("p");
    bar.className = "co-search";
    bar.append(label, " ", ...lists.flatMap(([, , named]) => [named, " "]), count);
    frame.prepend(bar);

    function chooser(key) {
      const list = document.createElement("select");
      const kinds = new Set(rows.map(([row]) => row.dataset[key]));
      list.append(new Option("all", ""), ...[...kinds].sort().map((kind) => new Option(kind)));
      const named = document.createElement("label");
      named.append(`${key[0].toUpperCase()}${key.slice(1)} `, list);
      list.addEventListener("change", look);
      return [key, list, named];
    }

    function look() {
      const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const [row, text] of rows) {
        const chosen = lists.every(([key, list]) => !list.value || row.dataset[key] === list.value);
        row.hidden = !(chosen && words.every((word) => text.includes(word)));
        left += row.hidden ? 0 : 1;
      }
      count.textContent = left < rows.length || words.length ? `${left} of ${rows.length}` : "";
    }
    box.addEventListener("input", look);
    // A link to one row must find it, whatever was chosen.
    addEventListener("hashchange", () => {
      const wanted = document.getElementById(location.hash.slice(1));
      if (wanted && frame.contains(wanted) && wanted.hidden) {
        box.value = "";
        lists.forEach(([, list]) => (list.value = ""));
        look();
        wanted.scrollIntoView();
      }
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".co-filter").forEach(filterable);
  });
})();
