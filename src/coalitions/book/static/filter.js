/* A box above a long table: only the rows that hold what is typed stay. */
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
    const bar = document.createElement("p");
    bar.className = "co-search";
    bar.append(label, " ", count);
    frame.prepend(bar);

    function look() {
      const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const [row, text] of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        left += row.hidden ? 0 : 1;
      }
      count.textContent = words.length ? `${left} of ${rows.length}` : "";
    }
    box.addEventListener("input", look);
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".co-filter").forEach(filterable);
  });
})();
