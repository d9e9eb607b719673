/* Shows the note of a number as a card beside it: on hover and focus to look, on a click to stay. */
(() => {
  "use strict";

  const GAP = 6;
  const EDGE = 8;
  const card = make();
  let number = null;
  let stays = false;
  let returning = false;
  let timer = 0;

  function make() {
    const element = document.createElement("div");
    element.className = "qn-card";
    element.tabIndex = -1;
    element.setAttribute("role", "dialog");
    if ("popover" in element) element.popover = "manual";
    return element;
  }

  const noteOf = (link) => document.getElementById(link.hash.slice(1));

  /** Fills the card from the note; what only makes sense in the list stays there. */
  function fill(link) {
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close");
    const more = document.createElement("a");
    more.href = link.hash;
    more.textContent = `Note ${link.dataset.note} below`;
    const said = [...noteOf(link).children].filter((part) => !part.matches(".qn-back"));
    card.replaceChildren(...said.map((part) => part.cloneNode(true)), more, close);
    card.setAttribute("aria-label", `Where ${link.textContent} comes from`);
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
    link.setAttribute("aria-expanded", "true");
  }

  function hide() {
    clearTimeout(timer);
    if (!number) return;
    const last = number;
    const inside = card.contains(document.activeElement);
    number = null;
    stays = false;
    last.setAttribute("aria-expanded", "false");
    card.remove();
    if (!inside) return;
    returning = true;
    last.focus();
    returning = false;
  }

  const numberAt = (target) => target.closest?.("a.quantity[href]");
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
    document.addEventListener("pointerover", onPointerOver);
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
