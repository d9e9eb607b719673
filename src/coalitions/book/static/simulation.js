/* What the form and the desk of the simulation share: CSV in and out, checks, small parts of pages.
   All that depends on the rules stands in the page as JSON, written by the engine. */
(() => {
  "use strict";

  /** Reads bytes as text: with or without a mark, from a spreadsheet or an old program. */
  function decode(bytes) {
    const [first, second] = bytes;
    if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
    if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  }

  /** Finds what separates cells: the mark that the first line holds most of. */
  function separatorOf(text) {
    const head = text.split(/\r\n|\r|\n/).find((line) => line.trim()) ?? "";
    const count = (mark) => head.split(mark).length - 1;
    return [",", ";", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  }

  /** Reads CSV into records of cells, each with its row as a spreadsheet counts it. */
  function parse(text) {
    const separator = separatorOf(text);
    const whole = split(text, separator);
    // A quote that is never closed would swallow all rows below it: then each line stands for itself.
    const found = whole ?? text.split(/\r\n|\r|\n/).flatMap((line) => split(line, separator) ?? [[line]]);
    return found
      .map((cells, index) => ({ row: index + 1, cells }))
      .filter(({ cells }) => cells.some((cell) => cell.trim()));
  }

  /** Splits text into records; null if a quote stays open. */
  function split(text, separator) {
    const records = [];
    let cells = [];
    let cell = "";
    let quoted = false;
    const close = () => {
      records.push([...cells, cell]);
      cells = [];
      cell = "";
    };
    for (let place = 0; place < text.length; place += 1) {
      const mark = text[place];
      if (quoted) {
        if (mark !== '"') cell += mark;
        else if (text[place + 1] !== '"') quoted = false;
        else {
          cell += '"';
          place += 1;
        }
      } else if (mark === '"' && !cell) quoted = true;
      else if (mark === separator) {
        cells.push(cell);
        cell = "";
      } else if (mark === "\n" || (mark === "\r" && text[place + 1] !== "\n")) close();
      else if (mark !== "\r") cell += mark;
    }
    if (cell || cells.length) close();
    return quoted ? null : records;
  }

  /** Writes rows as CSV. */
  function write(rows) {
    const cell = (value) =>
      /[",\r\n;]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    return rows.map((row) => `${row.map((value) => cell(String(value))).join(",")}\n`).join("");
  }

  /** Makes an element; strings among its children become text, never markup. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in element) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /** Offers text as a file. */
  function download(name, text) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const link = make("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  /** Copies text; says whether that was possible. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = make("textarea", { value: text, className: "co-sim-unseen" });
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  /** The text of a cell as the engine reads it: without the mark that keeps it from being a formula. */
  const plain = (value) => String(value ?? "").trim().replace(/^'(?=[=+\-@])/, "");

  /** A text as it is written: what a spreadsheet would take for a formula gets a mark in front. */
  const guarded = (value) => (/^[=+\-@]/.test(value) ? `'${value}` : value);

  /** The codes of a list, each once; “none” is no code. */
  const listed = (value) => {
    const parts = plain(value).split(/[+|/;,\n]/).map((one) => one.trim());
    return [...new Set(parts.filter((one) => one && one.toLowerCase() !== "none"))];
  };

  /** A code or label as the engine compares them. */
  const key = (value) => value.toLowerCase().replace(/[\s_-]+/g, "_");

  /** Finds the code of a country that is written as code or name; empty if there is none. */
  function countryOf(rules, value) {
    const wanted = plain(value).toLowerCase();
    return rules.names[wanted] ?? rules.names[wanted.replace(/^the /, "")] ?? "";
  }

  /** Finds the number of a round that is written as number or name; empty if there is none. */
  function roundOf(rules, value) {
    const wanted = key(plain(value)).replace(/^round_?/, "");
    return rules.rounds.find(([number, name]) => number === wanted || key(name) === wanted)?.[0] ?? "";
  }

  /** Says what is wrong with a number; thousands may be separated, decimals take point or comma. */
  function amount(value, most, whole) {
    const bare = plain(value).replace(/ ?%$/, "").replace(/^\+/, "");
    if (!bare) return "";
    const grouped = whole && /^\d{1,3}([.,'’ ]\d{3})+$/.test(bare);
    const digits = grouped ? bare.replace(/\D/g, "") : bare.replace(",", ".");
    if (!/^\d+(\.\d+)?$/.test(digits)) {
      return `“${bare}” is no number: write digits, such as ${whole ? "1500" : "0.25"}.`;
    }
    if (whole && !Number.isInteger(Number(digits))) return `“${bare}” is no whole number: round it.`;
    return Number(digits) > most ? `${bare} is too much: at most ${most.toLocaleString("en")}.` : "";
  }

  const tooLong = (value, most) =>
    value.length > most ? `This has ${value.length} characters; ${most} are allowed.` : "";

  function unknown(values, known) {
    const fits = (one) => known.some(([code, label]) => key(code) === key(one) || key(label) === key(one));
    const strange = values.filter((one) => !fits(one));
    const offered = known.map(([code]) => code).join(", ");
    return strange.length ? `“${strange.join("”, “")}” is no code here. There are: ${offered}.` : "";
  }

  /** Checks one pledge by the limits of its role card: column to message, none if all is well. */
  function check(rules, row) {
    const found = {};
    const country = countryOf(rules, row.country);
    const limits = rules.roles[country];
    const tasks = listed(row.tasks);
    if (!country) {
      found.country = plain(row.country)
        ? `“${plain(row.country)}” does not play. Write the code of a role card, such as GBR.`
        : "Choose a country.";
    }
    if (!roundOf(rules, row.round)) {
      found.round = plain(row.round) ? `“${plain(row.round)}” is no round: write 1, 2 or 3.` : "Choose a round.";
    }
    found.team = tooLong(plain(row.team), rules.longest.team);
    found.soldiers = amount(row.soldiers, limits?.soldiers ?? Infinity, true);
    found.commitments_kept = amount(row.commitments_kept, 100, false);
    const kept = Number(plain(row.commitments_kept).replace(/ ?%$/, "").replace(",", "."));
    if (kept > 0 && kept < 1) found.commitments_kept = `This is less than one per cent: write ${100 * kept} if you mean that.`;
    const backstop = plain(row.needs_backstop);
    found.needs_backstop = unknown(backstop ? [backstop] : [], rules.backstops.map(([code]) => [code, code]));
    found.conditions = unknown(listed(row.conditions), rules.conditions);
    found.tasks = unknown(tasks, rules.tasks);
    if (!found.tasks && limits && tasks.length > limits.tasks) {
      found.tasks = `These are ${tasks.length} tasks; this country can take on ${limits.tasks}.`;
    }
    found.aid_percent = amount(row.aid_percent, limits?.aid ?? Infinity, false);
    found.statement = tooLong(plain(row.statement), rules.longest.statement);
    return Object.fromEntries(Object.entries(found).filter(([, message]) => message));
  }

  window.coalitionsSimulation = {
    check, copy, countryOf, decode, download, guarded, listed, make, parse, plain, roundOf, write,
  };
})();
