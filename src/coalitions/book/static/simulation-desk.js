/* The instructor's desk: reads the files of all teams, says what is wrong in which row, and joins
   them into one file. Where the site has Python in the browser, it adjudicates here; the engine is
   the same that the command line runs. Whatever a team has written is shown as text. */
(() => {
  "use strict";

  const { check, copy, countryOf, decode, download, guarded, make, parse, plain, roundOf, write } = window.coalitionsSimulation;
  const JOINED = "pledges.csv";
  const WORKER = new URL("simulation-worker.js", document.currentScript.src);

  /** Reads one file into rows by column; what does not fit the columns is kept beside them. */
  function rowsOf(rules, name, text) {
    const [head, ...records] = parse(text);
    if (!head) return { faults: ["The file is empty."], rows: [] };
    const named = (cell) => plain(cell).toLowerCase().replace(/[ -]+/g, "_");
    const columns = head.cells.map((cell) => rules.columnNames[named(cell)] ?? named(cell));
    const missing = ["country", "round"].filter((column) => !columns.includes(column));
    const faults = missing.map((column) => `There is no column “${column}”. Its first line must name the columns.`);
    const strange = columns.filter((column) => column && !rules.columns.includes(column));
    if (strange.length) faults.push(`Columns that nobody reads: ${strange.join(", ")}.`);
    const rows = records.map(({ row: line, cells }) => {
      const row = Object.fromEntries(rules.columns.map((column) => [column, cells[columns.indexOf(column)] ?? ""]));
      const more = cells.length - columns.length;
      const messages = missing.length ? [] : Object.values(check(rules, row));
      if (more > 0) messages.push(`This row has more cells than the first, by ${more}.`);
      // What has no column is carried along, so that the engine sees it and nothing is lost.
      const extra = missing.length ? cells : cells.slice(columns.length);
      return { name, line, row, extra, messages, twice: [] };
    });
    return { faults, rows };
  }

  /** Says of each row whether its country has pledged in its round before: the first row counts. */
  function findTwice(rules, rows) {
    const first = new Map();
    for (const each of rows) {
      each.twice = [];
      const country = countryOf(rules, each.row.country);
      const round = roundOf(rules, each.row.round);
      const before = first.get(`${country} ${round}`);
      if (before) {
        each.twice = [`This country has pledged in round ${round} already: ${before.name}, row ${before.line}. The first counts.`];
      } else if (country && round && !each.messages.length) first.set(`${country} ${round}`, each);
    }
  }

  function build(place) {
    const rules = JSON.parse(document.querySelector('.co-sim[data-part="form"]').dataset.rules);
    const files = new Map();
    const input = make("input", { type: "file", multiple: true, accept: ".csv,.txt,.tsv,text/csv", id: "sim-files" });
    const drop = make(
      "div",
      { className: "co-sim-drop" },
      make("label", { htmlFor: "sim-files" }, "Files of the teams"),
      input,
      make("p", { className: "co-sim-hint" }, "Choose several at once, or drag them here. They stay on this computer."),
    );
    const news = make("p", { className: "co-sim-news", role: "status" });
    const loaded = make("div");
    const after = make("div", { hidden: true });
    place.replaceChildren(drop, news, loaded, after);

    const backstop = make("select", { id: "sim-start" });
    for (const [value, label] of rules.backstops) backstop.append(new Option(label, value));
    const seed = make("input", { id: "sim-seed", type: "text", inputMode: "numeric", value: "1", autocomplete: "off" });
    const drawn = make("input", { id: "sim-drawn", type: "text", inputMode: "numeric", value: "0", autocomplete: "off" });
    const cards = rules.cards.map((card) => {
      const box = make("input", { type: "checkbox", value: card.card_id });
      const whom = make("select", { hidden: !card.needs_country });
      whom.setAttribute("aria-label", `Country of the card ${card.title}`);
      for (const [code, role] of Object.entries(rules.roles)) whom.append(new Option(role.name, code));
      const when = make("select");
      when.setAttribute("aria-label", `Round of the card ${card.title}`);
      for (const [key] of rules.rounds) when.append(new Option(`round ${key}`, key));
      when.value = rules.rounds.at(-1)[0];
      return { card, box, whom, when };
    });
    const command = make("code", { tabIndex: 0 });
    const copied = make("button", { type: "button" }, "Copy the command");
    const joined = make("button", { type: "button" }, "Download all as one file");
    const judge = make("button", { type: "button", hidden: true }, "Adjudicate here");
    const debriefing = make("p", { className: "co-sim-buttons" });
    const labelled = (id, label, control) => make("p", {}, make("label", { htmlFor: id }, label), " ", control);
    after.append(
      make("h3", {}, "Settings"),
      labelled("sim-start", "American backstop at the start", backstop),
      make(
        "fieldset",
        {},
        make("legend", {}, "Cards that you play"),
        ...cards.map(({ card, box, whom, when }) =>
          make("div", { className: "co-sim-card" }, make("label", {}, box, " ", card.title), " ", whom, " ", when),
        ),
      ),
      labelled("sim-drawn", "Cards to draw by lot besides", drawn),
      labelled("sim-seed", "Number that decides the lot", seed),
      make("h3", {}, "Adjudicate"),
      make("p", { className: "co-sim-buttons" }, joined, " ", copied, " ", judge),
      debriefing,
      make("p", {}, "Or run this in the folder of the book, with the joined file there:"),
      make("pre", {}, command),
    );
    // The browser edition marks its pages with a way to run them; others have no Python at hand.
    judge.hidden = !(location.protocol.startsWith("http") && document.querySelector(".co-run"));

    const all = () => [...files.values()].flatMap((file) => file.rows);
    const events = () =>
      cards
        .filter(({ box }) => box.checked)
        .map(({ card, whom, when }) => `${card.card_id}${card.needs_country ? `:${whom.value}` : ""}@${when.value}`);
    const whole = (control) => (/^\d+$/.test(control.value.trim()) ? control.value.trim() : "0");
    const safe = (cell) => (/^[-+]?[\d., ]+%?$/.test(cell) ? cell : guarded(cell));
    const joinedText = () => write([rules.columns, ...all().map(({ row, extra }) => [...rules.columns.map((column) => row[column]), ...extra].map(safe))]);

    function order() {
      const parts = ["python -m coalitions simulate", JOINED];
      if (events().length) parts.push("--events", ...events());
      if (whole(drawn) !== "0") parts.push("--draw", whole(drawn));
      parts.push("--seed", whole(seed), "--backstop", backstop.value, "--out debriefing.html");
      command.textContent = parts.join(" ");
    }

    /** The rows of one file as a table, those with messages marked in words and colour. */
    function listing(name, { faults, rows }) {
      const remove = make("button", { type: "button" }, "Remove");
      remove.setAttribute("aria-label", `Remove ${name}`);
      remove.addEventListener("click", () => {
        files.delete(name);
        show(`${name} is removed.`);
        input.focus();
      });
      const body = rows.map(({ line, row, messages, twice }) => {
        const country = countryOf(rules, row.country);
        const wrong = [...messages, ...twice];
        return make(
          "tr",
          { className: wrong.length ? "co-sim-wrong" : "" },
          make("th", { scope: "row" }, String(line)),
          make("td", {}, country ? rules.roles[country].name : plain(row.country) || "–"),
          make("td", {}, plain(row.team) || "–"),
          make("td", {}, plain(row.round) || "–"),
          make("td", {}, plain(row.soldiers) || "0"),
          make("td", {}, wrong.length ? wrong.join(" ") : "accepted"),
        );
      });
      const heads = ["Row", "Country", "Team", "Round", "Soldiers", "Message"];
      const table = make(
        "table",
        { className: "co-sim-list" },
        make("caption", {}, `Rows of ${name}`),
        make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
        make("tbody", {}, ...body.slice(0, 400)),
      );
      const scroll = make("div", { className: "co-sim-scroll", tabIndex: 0, role: "group" }, table);
      scroll.setAttribute("aria-label", `Rows of ${name}`);
      const left = body.length - 400;
      return make(
        "section",
        {},
        make("p", { className: "co-sim-buttons" }, make("strong", {}, name), " ", remove),
        ...faults.map((fault) => make("p", { className: "co-sim-fault" }, fault)),
        ...(rows.length ? [scroll] : []),
        ...(left > 0 ? [make("p", {}, `${left} more rows are in the joined file.`)] : []),
      );
    }

    function show(said = "") {
      const rows = all();
      findTwice(rules, rows);
      loaded.replaceChildren(...[...files].map(([name, file]) => listing(name, file)));
      const wrong = rows.filter(({ messages, twice }) => messages.length || twice.length).length;
      const playing = new Set(rows.map(({ row }) => countryOf(rules, row.country)).filter(Boolean)).size;
      after.hidden = !rows.length;
      news.textContent = `${said} ${files.size} files, ${rows.length} rows, ${playing} countries. Rows with a message: ${wrong}.`.trim();
      order();
    }

    async function load(chosen) {
      for (const file of chosen) {
        const text = decode(new Uint8Array(await file.arrayBuffer())).replace(/^\ufeff/, "");
        let name = file.name;
        for (let again = 2; files.has(name); again += 1) name = `${file.name} (${again})`;
        files.set(name, { text, ...rowsOf(rules, name, text) });
      }
      show();
    }

    let worker = null;

    /** Has Python judge the files as they are, and offers the page that it writes. */
    function adjudicate() {
      worker ??= new Worker(WORKER, { type: "module" });
      judge.disabled = true;
      debriefing.replaceChildren();
      worker.onmessage = ({ data }) => {
        if (data.said) {
          news.textContent = data.said;
          return;
        }
        judge.disabled = false;
        if (data.failed) {
          news.textContent = `The rounds could not be judged: ${data.failed}`;
          return;
        }
        const url = URL.createObjectURL(new Blob([data.done.html], { type: "text/html;charset=utf-8" }));
        debriefing.append(
          make("a", { href: url, target: "_blank" }, "Open the debriefing (new tab)"),
          make("a", { href: url, download: "debriefing.html" }, "Download the debriefing"),
        );
        news.textContent = `The rounds are judged. Rows that were not used: ${data.done.result.rejected.length}.`;
      };
      worker.onerror = (event) => worker.onmessage({ data: { failed: event.message || "Python did not start" } });
      worker.postMessage({
        files: [...files].map(([name, { text }]) => [name, text]),
        events: events(),
        backstop: backstop.value,
        seed: Number(whole(seed)),
        draw: Number(whole(drawn)),
      });
    }

    judge.addEventListener("click", adjudicate);
    input.addEventListener("change", async () => {
      await load(input.files);
      input.value = "";
    });
    drop.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("co-sim-over");
    });
    drop.addEventListener("dragleave", () => drop.classList.remove("co-sim-over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("co-sim-over");
      load(event.dataTransfer.files);
    });
    after.addEventListener("input", order);
    joined.addEventListener("click", () => download(JOINED, joinedText()));
    copied.addEventListener("click", async () => {
      news.textContent = (await copy(command.textContent)) ? "The command is in the clipboard." : "The browser did not allow copying.";
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll('.co-sim[data-part="desk"]').forEach(build);
  });
})();
