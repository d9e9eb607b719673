/* Brings charts to life: when one comes near or is touched, load Vega once and draw it in place. */
(() => {
  "use strict";

  const here = document.currentScript.src;
  const vegaUrl = new URL("vega/vega.js", here).href;
  const specs = new Map();
  const loading = new Map();
  const live = new WeakMap();

  window.coalitions = {
    /** Called by the file that holds a figure's specification. */
    figure: (name, content) => specs.set(name, content),
    /** Draws every chart of the page; resolves when all stand. For printing and for tests. */
    drawAll: () => Promise.all([...document.querySelectorAll(".co-chart")].map(draw)),
  };

  /** Loads a script once, also from file://, where a page may not fetch. */
  function script(url) {
    if (!loading.has(url)) {
      loading.set(
        url,
        new Promise((resolve, reject) => {
          const element = document.createElement("script");
          element.src = url;
          element.onload = resolve;
          element.onerror = () => reject(new Error(`could not load ${url}`));
          document.head.append(element);
        }),
      );
    }
    return loading.get(url);
  }

  function shown(chart) {
    return [...chart.querySelectorAll(".co-view")].find((view) => view.offsetParent !== null);
  }

  async function draw(chart) {
    const view = shown(chart);
    if (!view || live.has(view)) return live.get(view);
    const drawing = drawInto(chart, view).catch((error) => {
      live.delete(view);
      console.error(error);
    });
    live.set(view, drawing);
    return drawing;
  }

  async function drawInto(chart, view) {
    await Promise.all([script(vegaUrl), script(new URL(chart.dataset.coSpec, location.href).href)]);
    const { datasets, views } = specs.get(chart.dataset.coFigure);
    const { spec, elastic } = views[view.classList.contains("co-narrow") ? "narrow" : "wide"];
    const picture = view.querySelector("svg");
    const room = picture.getBoundingClientRect();
    const sized = elastic
      ? {
          width: Math.floor(room.width),
          height: Math.floor(room.height),
          autosize: { type: "fit", contains: "padding" },
        }
      : {};
    const stage = document.createElement("div");
    stage.className = "co-stage";
    view.append(stage);
    const inputs = document.createElement("div");
    inputs.className = "co-inputs";
    await window.vegaEmbed(
      stage,
      { ...structuredClone(spec), ...sized, datasets: structuredClone(datasets) },
      {
        actions: false,
        ast: true, // no evaluation of text as code: allowed under any content-security policy
        logLevel: 1, // errors only: a filter that leaves nothing to draw is no fault of a reader's
        renderer: "svg",
        defaultStyle: false,
        bind: inputs,
        tooltip: { disableDefaultStyle: true, theme: "co", sanitize: oneLine },
      },
    );
    handOver(chart.querySelector(".co-inputs"), inputs);
    picture.remove();
    stage.classList.add("co-standing");
    chart.dataset.coLive = "";
  }

  /** Writes a value into a tooltip: as text, and a label that is broken in the chart in one line. */
  function oneLine(value) {
    const escapes = { "&": "&amp;", "<": "&lt;", "⏎": " " };
    return String(value).replace(/[&<⏎]/g, (mark) => escapes[mark]);
  }

  /** Puts Vega's inputs in the place of those that stood there, set as the reader set these. */
  function handOver(before, after) {
    const all = (holder) => [...holder.querySelectorAll("input, select")];
    const fresh = all(after);
    const focus = document.activeElement;
    let next = null;
    for (const old of all(before)) {
      const same = (one) => one.name === old.name && (one.type !== "radio" || one.value === old.value);
      const own = fresh.find(same);
      if (!own) continue;
      if (old === focus) next = own;
      const key = { checkbox: "checked", radio: "checked", "select-one": "selectedIndex" }[old.type];
      const name = key ?? "value";
      if (own[name] === old[name] || (old.type === "radio" && !old.checked)) continue;
      own[name] = old[name];
      own.dispatchEvent(new Event(key ? "change" : "input"));
    }
    before.replaceWith(after);
    next?.focus();
  }

  /** Who turns to an input does not wait for anything else. */
  function onInputs(event) {
    const chart = event.target.closest?.(".co-inputs")?.closest(".co-chart");
    if (chart && !("coLive" in chart.dataset)) draw(chart);
  }

  function wake(root) {
    const near = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (entry.isIntersecting) {
            near.unobserve(entry.target);
            draw(entry.target);
          }
        }
      },
      { rootMargin: "200px" },
    );
    root.querySelectorAll(".co-chart").forEach((chart) => near.observe(chart));
  }

  /** Nothing is loaded for a reader who only looks: the first move wakes the page. */
  function onFirstMove(start) {
    const moves = ["scroll", "pointermove", "pointerdown", "keydown", "touchstart"];
    const once = (event) => {
      // The theme scrolls the list of chapters by itself, to where the reader is.
      if (event.type === "scroll" && event.target !== document) {
        return;
      }
      moves.forEach((move) => removeEventListener(move, once, true));
      start();
    };
    moves.forEach((move) => addEventListener(move, once, { capture: true, passive: true }));
  }

  /** A click on the head of a column sorts by it. */
  function sortable(table) {
    table.querySelectorAll("thead th").forEach((head, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        table.querySelectorAll("th[aria-sort]").forEach((th) => th.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const numeric = head.classList.contains("co-number");
        const key = (row) => {
          const text = row.cells[index].textContent;
          return numeric ? Number.parseFloat(text.replaceAll(",", "")) || -Infinity : text;
        };
        const compare = (a, b) =>
          numeric ? key(a) - key(b) : key(a).localeCompare(key(b), "en", { numeric: true });
        const rows = [...table.tBodies[0].rows].sort(compare);
        table.tBodies[0].append(...(down ? rows.reverse() : rows));
      });
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".co-table").forEach(sortable);
    document.addEventListener("focusin", onInputs);
    document.addEventListener("pointerdown", onInputs);
    onFirstMove(() => wake(document));
  });
})();
