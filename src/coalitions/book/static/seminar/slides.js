// A list of slides becomes a presentation where there is room for one. `?list` keeps the list.
(() => {
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const [start, notes] = ["present", "notes"].map((id) => document.getElementById(id));
  let deck;

  const style = () =>
    new Promise((done) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = document.querySelector("script[src*='reveal/reveal.js']").src.replace(/js$/, "css");
      link.onload = link.onerror = done;
      // Before the own sheet, which has the last word.
      document.head.prepend(link);
    });

  const showNotes = () => deck.configure({ showNotes: !deck.getConfig().showNotes });

  const present = async () => {
    start.hidden = true;
    await style();
    root.classList.add("presenting");
    deck = new Reveal({
      width: 1280,
      height: 720,
      margin: 0.04,
      center: false,
      display: "flex",
      hash: true,
      slideNumber: "c/t",
      transition: "none",
      backgroundTransition: "none",
      plugins: [RevealNotes],
    });
    deck.addKeyBinding({ keyCode: 84, key: "T", description: "Notes below the slide" }, showNotes);
    await deck.initialize();
    notes.hidden = false;
    notes.addEventListener("click", showNotes);
    root.dataset.presenting = "ready";
  };

  start.addEventListener("click", present);
  const wide = matchMedia("(min-width: 48rem)").matches;
  if (query.has("receiver") || (wide && !query.has("list"))) present();
  else start.hidden = false;
})();
