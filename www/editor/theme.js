// The look of the editor, in the page's own colors: its custom properties reach into the shadow root.

import { EditorView } from "@codemirror/view";

const wave = (color) => ({
  textDecoration: `underline wavy ${color} 1px`,
  textDecorationSkipInk: "none",
  textUnderlineOffset: "3px",
});

const edge = (color) => ({ borderInlineStart: `3px solid ${color}`, color });

export const theme = EditorView.theme({
  "&": { maxHeight: "320px", minHeight: "76px", color: "var(--am-text)", fontSize: "13.5px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { overflow: "auto", fontFamily: "var(--am-mono)", lineHeight: "1.5" },
  ".cm-content": { padding: "8px 0", caretColor: "var(--am-text)" },
  ".cm-line": { padding: "0 8px" },
  ".cm-gutters": { border: "0", background: "transparent", color: "var(--am-muted)" },
  ".cm-lineNumbers .cm-gutterElement": { boxSizing: "border-box", minWidth: "34px", padding: "0 6px 0 0", fontSize: "12px", lineHeight: "20.25px" },
  ".cm-cursor": { borderInlineStart: "2px solid var(--am-text)", borderLeft: "2px solid var(--am-text)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--am-sel)" },
  "&.cm-focused .cm-matchingBracket": { outline: "1px solid var(--am-edge)", background: "transparent" },
  "&.cm-focused .cm-nonmatchingBracket": { background: "var(--am-error-tint)" },
  ".cm-specialChar": { color: "var(--am-error)" },
  ".am-edge-error": edge("var(--am-error)"),
  ".am-edge-warning": edge("var(--am-warn)"),
  ".am-wave-error": wave("var(--am-error)"),
  ".am-wave-warning": wave("var(--am-warn)"),
  "@media (forced-colors: active)": {
    ".am-wave-error, .am-wave-warning": { textDecorationColor: "CanvasText" },
  },
  ".am-inline-value": {
    margin: "0 4px",
    padding: "0 4px",
    borderRadius: "3px",
    background: "var(--am-surface)",
    color: "var(--am-muted)",
    fontSize: "12px",
    fontStyle: "italic",
  },
  ".tok-root": { color: "var(--am-tok-root)" },
  ".tok-attr": { color: "var(--am-tok-attr)" },
  ".tok-fn": { color: "var(--am-tok-fn)" },
  ".tok-str": { color: "var(--am-tok-str)" },
  ".tok-num": { color: "var(--am-tok-num)" },
  ".tok-kw": { color: "var(--am-tok-kw)" },
  ".tok-op": { color: "var(--am-tok-op)" },
});
