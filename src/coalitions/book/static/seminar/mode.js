// Light or dark as in the book, settled before anything is drawn; light on paper.
(({ dataset }) => {
  let mode = "auto";
  try {
    mode = localStorage.getItem("mode") || mode;
  } catch {}
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = mode === "auto" ? (dark ? "dark" : "light") : mode;
  dataset.mode = mode;
  dataset.theme = theme;
  addEventListener("beforeprint", () => (dataset.theme = "light"));
  addEventListener("afterprint", () => (dataset.theme = theme));
})(document.documentElement);
