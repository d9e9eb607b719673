/* Shows what stands behind a link as a card beside it: the note of a number, the definition of a
   term, the work that is cited. On hover and focus it lets itself be looked at, on a click or touch
   it stays; a click on a term or a citation follows the link. */
(() => {
  "use strict";

  const GAP = 6;
  const EDGE = 8;
  const card = make();
  let number = null;
  let stays = false;
  let returning = false;
  let timer = 0;
  let touched = false;
  const previews = new Map();
  const LINK = "a.quantity[href], a[data-co-preview]";

  function make() {
    const element = document.createElement("div");
    element.className = "qn-card";
    element.tabIndex = -1;
    element.setAttribute("role", "dialog");
    if ("popover" in element) element.popover = "manual";
    return element;
  }

  const previewOf = (link) => previews.get(link.getAttribute("href"));
  const noteOf = (link) => previewOf(link) ?? document.getElementById(link.hash.slice(1));

  /** The page carries the previews that its links need; each link is marked that has one. */
  function takePreviews() {
    const held = document.getElementById("co-previews")?.content.children ?? [];
    for (const preview of held) previews.set(preview.dataset.for, preview);
    document.querySelectorAll("a.reference.internal").forEach((link) => {
      if (previewOf(link)) link.dataset.coPreview = "";
    });
  }

  /** Fills the card from the note; what only makes sense in the list stays there. */
  function fill(link) {
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close");
    const more = document.createElement("a");
    const preview = previewOf(link);
    more.href = preview ? link.getAttribute("href") : link.hash;
    more.textContent = preview ? preview.dataset.more : `Note ${link.dataset.note} below`;
    const said = [...noteOf(link).children].filter((part) => !part.matches(".qn-back"));
    card.replaceChildren(...said.map((part) => part.cloneNode(true)), more, close);
    const name = link.textContent;
    card.setAttribute("aria-label", preview ? `What ${name} is` : `Where ${name} comes from`);
  }

  /** Below the number if there is room, else above it; never outside the window. */
  function place() {
    const lines = [...number.getClientRects()];
    const box = lines[0];
    if (!box || box.bottom < 0 || box.top > innerHeight) return hide();
    card.style.maxHeight = "";
    const { width, height } = card.getBoundingClientRect();
    const screen = document.documentElement.clientWidth;
    const under = lines.at(-1).bottom + GAP;
    const below = innerHeight - under - EDGE;
    const above = box.top - GAP - EDGE;
    const down = height <= below || below >= above;
    const room = Math.max(down ? below : above, 80);
    const tall = Math.min(height, room);
    card.style.maxHeight = `${tall}px`;
    card.style.left = `${Math.max(EDGE, Math.min(box.left, screen - width - EDGE))}px`;
    card.style.top = `${Math.max(EDGE, down ? under : box.top - GAP - tall)}px`;
  }

  function show(link, stay) {
    clearTimeout(timer);
    if (number !== link) {
      hide();
      number = link;
      fill(link);
      // Beside its number, the card is the next stop of the Tab key.
      link.after(card);
      card.showPopover?.();
      place();
    }
    stays = stay;
    // While it only lets itself be looked at, the Tab key passes it by.
    card.querySelectorAll("a, button, summary").forEach((stop) => {
      if (stay) stop.removeAttribute("tabindex");
      else stop.tabIndex = -1;
    });
    card.querySelector(":scope > button").hidden = !stay;
    if (!previewOf(link)) link.setAttribute("aria-expanded", "true");
  }

  function hide() {
    clearTimeout(timer);
    if (!number) return;
    const last = number;
    const inside = card.contains(document.activeElement);
    number = null;
    stays = false;
    if (!previewOf(last)) last.setAttribute("aria-expanded", "false");
    card.remove();
    if (!inside) return;
    returning = true;
    last.focus();
    returning = false;
  }

  const numberAt = (target) => target.closest?.(LINK);
  const later = (what, after) => {
    clearTimeout(timer);
    timer = setTimeout(what, after);
  };

  function onPointerOver(event) {
    if (event.pointerType !== "mouse") return;
    const link = numberAt(event.target);
    if (link && link !== number && !stays) later(() => show(link, false), 120);
    else if (link === number || card.contains(event.target)) clearTimeout(timer);
    else if (!stays) later(hide, 250);
  }

  function onClick(event) {
    const link = numberAt(event.target);
    const follows = link && previewOf(link) && !touched;
    if (follows) return hide();
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      event.preventDefault();
      if (number === link && stays) return hide();
      show(link, true);
      if (event.detail === 0) card.focus();
    } else if (event.target.closest(".qn-card > button, .qn-card > a")) {
      hide();
    } else if (number && !card.contains(event.target)) {
      hide();
    }
  }

  function onFocusIn(event) {
    if (returning) return;
    const link = numberAt(event.target);
    if (link && link !== number && link.matches(":focus-visible")) show(link, false);
    else if (number && !link && !card.contains(event.target)) hide();
  }

  function onKeyDown(event) {
    touched = false;
    if (event.key !== "Escape" || !number) return;
    event.stopPropagation();
    hide();
  }

  /** A link to a note has to find it open; browsers differ in whether they see to it. */
  function openAt(hash) {
    const target = hash.startsWith("#number-") && document.getElementById(hash.slice(1));
    const folded = target && target.closest(".qn details:not([open])");
    if (!folded) return;
    folded.open = true;
    target.scrollIntoView();
  }

  function openAll() {
    document.querySelectorAll(".qn details").forEach((part) => (part.open = true));
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("a.quantity[href]").forEach((link) => {
      link.setAttribute("aria-haspopup", "dialog");
      link.setAttribute("aria-expanded", "false");
    });
    takePreviews();
    document.addEventListener("pointerover", onPointerOver);
    document.addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch"), true);
    document.addEventListener("click", onClick);
    document.addEventListener("focusin", onFocusIn);
    document.addEventListener("keydown", onKeyDown, true);
    addEventListener("scroll", () => number && place(), { passive: true });
    addEventListener("resize", () => number && place());
    addEventListener("hashchange", () => openAt(location.hash));
    addEventListener("beforeprint", () => (hide(), openAll()));
    openAt(location.hash);
  });
})();
