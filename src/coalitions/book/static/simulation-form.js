/* The form of the simulation: pledges of a team, checked as they are entered, kept in this page only,
   taken away as CSV. Nothing is sent anywhere and nothing stays when the page is closed. */
(() => {
  "use strict";

  const { check, copy, download, guarded, listed, make, write } = window.coalitionsSimulation;
  const number = new Intl.NumberFormat("en");

  function build(place) {
    const rules = JSON.parse(place.dataset.rules);
    const id = (name) => `sim-${name}`;
    const pledges = new Map();

    /** A label, its input, a hint below it and room for a message. */
    function field(name, label, input, hint = "") {
      input.id = id(name);
      input.name = name;
      const said = make("p", { className: "co-sim-hint", id: id(`${name}-hint`) }, hint);
      const fault = make("p", { className: "co-sim-fault", id: id(`${name}-fault`) });
      input.setAttribute("aria-describedby", `${said.id} ${fault.id}`);
      return make("div", { className: "co-sim-field" }, make("label", { htmlFor: input.id }, label), input, said, fault);
    }

    /** Boxes or buttons under one legend. */
    function group(name, legend, type, choices, chosen = []) {
      const said = make("p", { className: "co-sim-hint", id: id(`${name}-hint`) });
      const fault = make("p", { className: "co-sim-fault", id: id(`${name}-fault`) });
      const all = choices.map(([value, words], index) => {
        const input = make("input", { type, name, value, id: id(index ? `${name}-${value}` : name) });
        input.checked = chosen.includes(value);
        return make("label", {}, input, " ", words);
      });
      const set = make("fieldset", {}, make("legend", {}, legend), ...all, said, fault);
      set.setAttribute("aria-describedby", `${said.id} ${fault.id}`);
      return set;
    }

    const typed = (properties) => make("input", { type: "text", autocomplete: "off", ...properties });
    const countries = make("select", {}, new Option("Choose …", ""));
    for (const [code, role] of Object.entries(rules.roles)) countries.append(new Option(role.name, code));

    const summary = make("div", { className: "co-sim-summary", tabIndex: -1, role: "alert" });
    const news = make("p", { className: "co-sim-news", role: "status" });
    const form = make(
      "form",
      { noValidate: true, autocomplete: "off" },
      summary,
      field("team", "Team", typed({ maxLength: rules.longest.team }), "A name for your delegation. Countries that write the same name are one team."),
      field("country", "Country", countries),
      group("round", "Round", "radio", rules.rounds.map(([key, name]) => [key, `${key} ${name}`]), ["1"]),
      field("soldiers", "Soldiers kept in Ukraine at any time", typed({ inputMode: "numeric" })),
      field("commitments_kept", "Share of NATO commitments that you keep, %", typed({ inputMode: "numeric", value: "100" })),
      group("needs_backstop", "American backstop without which your soldiers do not go", "radio", rules.backstops, ["none"]),
      group("conditions", "Other conditions", "checkbox", rules.conditions),
      group("tasks", "Tasks that you take on", "checkbox", rules.tasks),
      field("aid_percent", "Aid to Ukraine, % of GDP a year", typed({ inputMode: "decimal" })),
      field("statement", "What you say in the round", make("textarea", { rows: 3, maxLength: rules.longest.statement }), `At most ${rules.longest.statement} characters; shown to all.`),
      make("button", { type: "submit" }, "Put on the list"),
    );
    const body = make("tbody");
    const heads = ["Country", "Round", "Soldiers", "Commitments kept", "Tasks", "Aid", "Change"];
    const table = make(
      "table",
      { className: "co-sim-list" },
      make("caption", {}, "Your pledges"),
      make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
      body,
    );
    const take = make("button", { type: "button" }, "Download CSV");
    const copied = make("button", { type: "button" }, "Copy CSV");
    const scroll = make("div", { className: "co-sim-scroll", tabIndex: 0, role: "group" }, table);
    scroll.setAttribute("aria-label", "Your pledges");
    const list = make("div", { hidden: true }, scroll, make("p", { className: "co-sim-buttons" }, take, " ", copied));
    place.replaceChildren(form, news, list);

    const values = (name) => [...form.elements].filter((one) => one.name === name && one.checked).map((one) => one.value);
    const read = () => ({
      team: form.elements.team.value.trim(),
      country: countries.value,
      round: values("round")[0] ?? "",
      soldiers: form.elements.soldiers.value.trim(),
      commitments_kept: form.elements.commitments_kept.value.trim(),
      needs_backstop: values("needs_backstop")[0] ?? "",
      conditions: values("conditions").join("+"),
      tasks: values("tasks").join("+"),
      aid_percent: form.elements.aid_percent.value.trim(),
      statement: form.elements.statement.value.trim(),
    });

    /** Puts a pledge into the form: to change it, or as the start of the next round. */
    function fill(pledge) {
      for (const input of form.elements) {
        if (!(input.name in pledge)) continue;
        const chosen = pledge[input.name].split("+");
        if (input.type === "radio" || input.type === "checkbox") input.checked = chosen.includes(input.value);
        else input.value = pledge[input.name];
      }
      hint();
    }

    /** Says what the chosen country can do. */
    function hint() {
      const role = rules.roles[countries.value];
      const say = (name, words) => (form.querySelector(`#${id(`${name}-hint`)}`).textContent = words);
      const card = form.querySelector(`#${id("country-hint")}`);
      card.replaceChildren(
        ...(role ? [make("a", { href: role.card, target: "_blank" }, `Role card of ${role.name}`), " (opens a new tab)"] : []),
      );
      const [all, half, none] = (role?.kept ?? []).map((one) => number.format(one));
      say("soldiers", role ? `At most ${number.format(role.soldiers)}. It can sustain ${all} if it keeps all its commitments to NATO, ${half} if it keeps half, ${none} if it keeps none.` : "");
      say("tasks", role ? `At most ${role.tasks}.` : "");
      say("aid_percent", role ? `At most ${role.aid}. So far it gives ${role.aidSoFar} a year.` : "");
    }

    /** Shows the messages beside their inputs and above all of them; says whether there are none. */
    function judge(pledge) {
      const faults = check(rules, pledge);
      for (const room of form.querySelectorAll(".co-sim-fault")) {
        const name = room.id.slice(4, -6);
        room.textContent = faults[name] ?? "";
        const input = form.querySelector(`#${id(name)}`);
        if (faults[name] && input.type !== "radio") input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
      const entries = Object.entries(faults);
      summary.replaceChildren();
      if (entries.length) {
        const links = entries.map(([name, message]) => {
          const link = make("a", { href: `#${id(name)}` }, message);
          link.addEventListener("click", (event) => {
            event.preventDefault();
            form.querySelector(`#${id(name)}`).focus();
          });
          return make("li", {}, link);
        });
        summary.append(make("p", {}, "Not on the list yet:"), make("ul", {}, ...links));
        summary.focus();
      }
      return !entries.length;
    }

    const key = (pledge) => `${pledge.round} ${pledge.country}`;
    const csv = () => {
      const ordered = [...pledges.values()].sort((a, b) => key(a).localeCompare(key(b)));
      const free = new Set(["team", "statement"]);
      const row = (pledge) => rules.columns.map((name) => (free.has(name) ? guarded(pledge[name]) : pledge[name]));
      return write([rules.columns, ...ordered.map(row)]);
    };

    function show() {
      const ordered = [...pledges.values()].sort((a, b) => key(a).localeCompare(key(b)));
      body.replaceChildren(
        ...ordered.map((pledge) => {
          const name = rules.roles[pledge.country].name;
          const change = make("button", { type: "button" }, "Edit");
          change.setAttribute("aria-label", `Edit ${name}, round ${pledge.round}`);
          change.addEventListener("click", () => {
            fill(pledge);
            form.elements.soldiers.focus();
          });
          const drop = make("button", { type: "button" }, "Remove");
          drop.setAttribute("aria-label", `Remove ${name}, round ${pledge.round}`);
          drop.addEventListener("click", () => {
            pledges.delete(key(pledge));
            show();
            news.textContent = `${name}, round ${pledge.round}, is off the list.`;
            (list.hidden ? countries : take).focus();
          });
          const cells = [pledge.round, number.format(pledge.soldiers || 0), `${pledge.commitments_kept || 100} %`];
          const words = rules.tasks.filter(([value]) => listed(pledge.tasks).includes(value)).map(([, label]) => label);
          cells.push(words.join(", ") || "–", `${pledge.aid_percent || 0} %`);
          return make(
            "tr",
            {},
            make("th", { scope: "row" }, name, ...(pledge.team ? [make("small", {}, pledge.team)] : [])),
            ...cells.map((cell) => make("td", {}, cell)),
            make("td", {}, change, " ", drop),
          );
        }),
      );
      list.hidden = !pledges.size;
    }

    /** A country that goes on to another round starts from its last pledge. */
    function carry() {
      const round = Number(values("round")[0]);
      for (let before = round; before > 0; before -= 1) {
        const last = pledges.get(`${before} ${countries.value}`);
        if (last) return fill({ ...last, round: String(round) });
      }
      return hint();
    }

    form.addEventListener("change", (event) => {
      if (event.target === countries || event.target.name === "round") carry();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const pledge = read();
      news.textContent = "";
      if (!judge(pledge)) return;
      const again = pledges.has(key(pledge));
      pledges.set(key(pledge), pledge);
      show();
      const name = rules.roles[pledge.country].name;
      news.textContent = `${name}, round ${pledge.round}, ${again ? "is changed" : "is on the list"}.`;
    });
    take.addEventListener("click", () => {
      const [first] = pledges.values();
      const named = (first.team || first.country).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
      download(`pledges-${named || "team"}.csv`, csv());
    });
    copied.addEventListener("click", async () => {
      news.textContent = (await copy(csv())) ? "The CSV is in the clipboard." : "The browser did not allow copying.";
    });
    hint();
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll('.co-sim[data-part="form"]').forEach(build);
  });
})();
