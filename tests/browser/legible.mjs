// What of a page's text cannot be read because it is cut off or lies under something else.

/** WCAG 1.4.12: the spacing of text that a reader may ask for. */
export const spacing = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }";

/** Puts a style sheet of its own on the page, or takes it away. */
export function restyle(page, css) {
  return page.evaluate((css) => {
    globalThis.added ??= new CSSStyleSheet();
    globalThis.added.replaceSync(css);
    document.adoptedStyleSheets = [globalThis.added];
  }, css);
}

/** Texts that are cut off without an ellipsis, or are covered, each with the reason. */
export function illegible(page) {
  return page.evaluate(() => {
    const found = new Set();
    // What is meant to lie over the rest is looked at alone.
    const overlays = [...document.querySelectorAll("dialog[open], .am-sheet, .am-popup:not(.am-gone)")];
    const top = overlays.at(-1) ?? document.body;
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode.textContent.trim();
      const element = walker.currentNode.parentElement;
      if (!text || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      if (element.closest(".am-hidden, option, script, noscript, title")) continue;
      const range = new Range();
      range.selectNodeContents(walker.currentNode);
      for (const rect of range.getClientRects()) {
        const fault = rect.width > 0 && wrong(element, rect);
        if (fault) found.add(`${text.slice(0, 40)}: ${fault}`);
      }
    }
    return [...found];

    function wrong(element, { left, right, top, bottom }) {
      for (let box = element; box && box !== document.documentElement; box = box.parentElement) {
        const style = getComputedStyle(box);
        const edge = box.getBoundingClientRect();
        const [wide, high] = [left < edge.left - 1 || right > edge.right + 1, top < edge.top - 1 || bottom > edge.bottom + 1];
        const scrolls = (way) => way === "auto" || way === "scroll";
        if ((wide && scrolls(style.overflowX)) || (high && scrolls(style.overflowY))) return undefined;
        if (wide && style.overflowX !== "visible" && style.textOverflow !== "ellipsis") return `cut at the side by ${name(box)}`;
        if (wide && style.overflowX !== "visible") return undefined;
        if (high && style.overflowY !== "visible") return `cut above or below by ${name(box)}`;
      }
      if (left < -1 || right > innerWidth + 1) return "beside the page";
      if (top < 0 || bottom > innerHeight) return undefined;
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (!hit || hit.contains(element) || element.contains(hit)) return undefined;
      // Cells pass under the columns and heads that stay in their place.
      for (let box = hit; box; box = box.parentElement) if (getComputedStyle(box).position === "sticky") return undefined;
      return `covered by ${name(hit)}`;
    }

    function name(box) {
      return `${box.tagName.toLowerCase()}.${[...box.classList].join(".")}`;
    }
  });
}
