// The editor of expressions: a CodeMirror view that shows what it is told and tells what happens in
// it. It has no grammar and no opinions; every offset is counted in UTF-16 units.

import { history, historyKeymap, insertNewline, isolateHistory, redo, standardKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { Annotation, Compartment, EditorSelection, EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, dropCursor, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";

import { marks, showMarks } from "./marks.js";
import { theme } from "./theme.js";

// Changes made by the page, which knows of them.
const fromPage = Annotation.define();

/**
 * Opens an editor inside `host`.
 *
 * `tell(what, detail)` hears: `"text"` with whether one character was typed, `"caret"`, `"key"` with
 * the event before the editor sees it, `"over"` with the mouse event, `"out"`, `"blur"`.
 */
export function mount(host, tell) {
  return new Editor(host, tell);
}

class Editor {
  constructor(host, tell) {
    this.labels = new Compartment();
    this.extensions = [
      Prec.highest(EditorView.domEventHandlers(handlers(tell))),
      EditorState.lineSeparator.of("\n"),
      EditorView.lineWrapping,
      EditorView.updateListener.of((update) => {
        const own = update.transactions.some((transaction) => transaction.annotation(fromPage));
        if (update.docChanged && !own) tell("text", update.transactions.some(isTyped));
        else if (update.selectionSet) tell("caret", undefined);
      }),
      bracketMatching(),
      drawSelection(),
      dropCursor(),
      highlightSpecialChars(),
      history(),
      keymap.of([{ key: "Enter", run: insertNewline, shift: insertNewline }, ...historyKeymap, ...standardKeymap]),
      lineNumbers(),
      marks,
      theme,
      this.labels.of([]),
    ];
    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    this.view = new EditorView({ parent: root, root, state: this.state("") });
    // The view itself overlooks another width that comes shortly after another text.
    this.size = new ResizeObserver(() => this.view.requestMeasure());
    this.size.observe(host);
  }

  state(doc) {
    return EditorState.create({ doc, extensions: this.extensions });
  }

  /** Names the text field, and what describes it; it may be there to be read only. */
  label(name, descriptions, readonly) {
    const attributes = {
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-label": name,
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
      // It takes the focus without this, which not everybody who looks at what scrolls knows.
      tabindex: "0",
      translate: "no",
    };
    if (readonly) attributes["aria-readonly"] = "true";
    this.attributes = [
      EditorView.contentAttributes.of(attributes),
      EditorState.readOnly.of(readonly),
      // Whatever tries to change the text, only the page may.
      EditorState.changeFilter.of((transaction) => !readonly || transaction.annotation(fromPage) === true),
    ];
    this.view.dispatch({ effects: this.labels.reconfigure(this.attributes) });
    // An id would not be found from inside the shadow root.
    this.view.contentDOM.ariaDescribedByElements = descriptions;
  }

  text() {
    return this.view.state.doc.toString();
  }

  /** Begins anew with another text, of which there is nothing to undo. */
  open(text) {
    this.view.setState(this.state(text));
    if (this.attributes) this.view.dispatch({ effects: this.labels.reconfigure(this.attributes) });
  }

  /** Puts another text in place of this one. What was undone around it would not fit, so it is a step of undo. */
  replace(text) {
    const old = this.text();
    if (old === text) return;
    const [from, to, insert] = difference(old, text);
    this.view.dispatch({
      changes: { from, to, insert },
      annotations: [fromPage.of(true), isolateHistory.of("full")],
    });
  }

  /** Makes replacements, given as `[from, to, insert, …]` in order, as one step of undo. */
  apply(edits) {
    if (this.view.state.readOnly) return;
    const changes = [];
    for (let at = 0; at + 2 < edits.length; at += 3) {
      changes.push({ from: edits[at], to: edits[at + 1], insert: edits[at + 2] });
    }
    const set = this.view.state.changes(changes);
    // The caret stands behind the last piece that was put in.
    let caret = this.view.state.selection.main.head;
    set.iterChanges((_from, _to, _start, end) => (caret = end));
    this.view.dispatch({
      changes: set,
      selection: EditorSelection.cursor(caret),
      annotations: isolateHistory.of("full"),
      userEvent: "input.complete",
      scrollIntoView: true,
    });
  }

  select(from, to) {
    const end = this.view.state.doc.length;
    const selection = EditorSelection.single(Math.min(from, end), Math.min(to, end));
    this.view.dispatch({ selection, scrollIntoView: true });
  }

  selectionStart() {
    return this.view.state.selection.main.from;
  }

  selectionEnd() {
    return this.view.state.selection.main.to;
  }

  caret() {
    return this.view.state.selection.main.head;
  }

  focus() {
    this.view.focus();
  }

  /** The box of the character at an offset, in the window. */
  boxAt(offset) {
    const box = this.view.coordsAtPos(Math.min(offset, this.view.state.doc.length), 1);
    return box ? new DOMRect(box.left, box.top, 0, box.bottom - box.top) : undefined;
  }

  /** The offset at a point of the window, or -1. */
  offsetAt(x, y) {
    const offset = this.view.posAtCoords({ x, y });
    const box = offset === null ? null : this.view.coordsAtPos(offset);
    const near = box && y >= box.top - 2 && y <= box.bottom + 2 && Math.abs(x - box.left) < 24;
    return near ? offset : -1;
  }

  /** Shows tokens, problems and values; see `marks.js`. */
  show(tokens, problems, values) {
    this.view.dispatch({ effects: showMarks.of({ tokens, problems, values, doc: this.view.state.doc }) });
  }

  /** Says which list belongs to the field now, and which of its options is chosen. */
  point(list, option) {
    this.view.contentDOM.ariaControlsElements = list ? [list] : null;
    this.view.contentDOM.ariaActiveDescendantElement = option ?? null;
  }

  close() {
    this.size.disconnect();
    this.view.destroy();
  }
}

function handlers(tell) {
  return {
    keydown(event, view) {
      tell("key", event);
      // With Caps Lock this is a small letter, which the editor would take for undo.
      const isRedo = (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey && event.key === "z";
      if (isRedo && !event.defaultPrevented && redo(view)) event.preventDefault();
      return event.defaultPrevented || isRedo;
    },
    beforeinput(event, view) {
      // The browser would give text that replaces a selection the look of what was there, as inline
      // styles, which the content policy forbids.
      if (event.inputType !== "insertText" || event.isComposing || event.data === null || view.state.readOnly) return false;
      view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
      event.preventDefault();
      return true;
    },
    mousemove(event) {
      tell("over", event);
    },
    mouseleave() {
      tell("out", undefined);
    },
    blur() {
      tell("blur", undefined);
    },
  };
}

/** Whether a transaction is somebody typing a character, not pasting or completing. */
function isTyped(transaction) {
  let typed = transaction.isUserEvent("input.type");
  transaction.changes.iterChanges((_from, _to, _start, _end, inserted) => {
    typed &&= inserted.length === 1;
  });
  return typed;
}

/** The part in which two texts differ: where it starts and ends in the old one, and the new part. */
function difference(old, text) {
  const most = Math.min(old.length, text.length);
  let start = 0;
  while (start < most && old[start] === text[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  return [start, old.length - end, text.slice(start, text.length - end)];
}
