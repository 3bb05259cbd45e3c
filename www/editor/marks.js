// What the page found out about the text, as decorations of its visible part.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, ViewPlugin, WidgetType, gutterLineClass } from "@codemirror/view";

/**
 * Shows, for `doc`: `tokens` as `[from, to, class, …]`, `problems` as `[from, to, severity, …]` with
 * the worst first, and `values` as `[offset, text, …]`.
 */
export const showMarks = StateEffect.define();

const found = StateField.define({
  create: () => ({ tokens: [], problems: [], values: [], doc: null }),
  update(value, transaction) {
    return transaction.effects.reduce((last, effect) => (effect.is(showMarks) ? effect.value : last), value);
  },
});

class Value extends WidgetType {
  constructor(text) {
    super();
    this.text = text;
  }

  eq(other) {
    return other.text === this.text;
  }

  toDOM() {
    const label = document.createElement("span");
    label.className = "am-inline-value";
    // The trace says the same in order; here it would be read as if it were typed.
    label.setAttribute("aria-hidden", "true");
    label.textContent = this.text;
    return label;
  }
}

/** The decorations between two offsets. */
function between({ tokens, problems, values }, from, to, put) {
  for (let at = 0; at + 2 < tokens.length; at += 3) {
    if (tokens[at + 1] > from && tokens[at] < to) put(Decoration.mark({ class: tokens[at + 2] }), tokens[at], tokens[at + 1]);
  }
  for (let at = 0; at + 2 < problems.length; at += 3) {
    const wave = Decoration.mark({ class: `am-wave-${problems[at + 2]}` });
    if (problems[at + 1] > from && problems[at] < to) put(wave, problems[at], problems[at + 1]);
  }
  for (let at = 0; at + 1 < values.length; at += 2) {
    const label = Decoration.widget({ widget: new Value(values[at + 1]), side: 1 });
    if (values[at] >= from && values[at] <= to) put(label, values[at], values[at]);
  }
}

function build(view) {
  const what = view.state.field(found);
  const ranges = [];
  const put = (decoration, from, to) => ranges.push(decoration.range(from, to));
  for (const { from, to } of view.visibleRanges) between(what, from, to, put);
  return Decoration.set(ranges, true);
}

const painter = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = build(view);
    }

    update(update) {
      // Until the page has looked at a new text, the marks of the old one move with it.
      const known = update.state.field(found);
      if (known.doc === update.state.doc && (update.viewportChanged || known !== update.startState.field(found))) {
        this.decorations = build(update.view);
      } else if (update.docChanged) {
        this.decorations = this.decorations.map(update.changes);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

class Edge extends GutterMarker {
  constructor(severity) {
    super();
    this.elementClass = `am-edge-${severity}`;
  }
}

const edges = { error: new Edge("error"), warning: new Edge("warning") };

function gutter({ problems, doc }) {
  const worst = new Map();
  for (let at = 0; at + 2 < problems.length; at += 3) {
    const line = doc.lineAt(Math.min(problems[at], doc.length)).from;
    if (!worst.has(line)) worst.set(line, edges[problems[at + 2]]);
  }
  return RangeSet.of([...worst].map(([line, edge]) => edge.range(line)), true);
}

const gutterEdges = StateField.define({
  create: () => RangeSet.empty,
  update(value, transaction) {
    const shown = transaction.effects.find((effect) => effect.is(showMarks));
    return shown ? gutter(shown.value) : value.map(transaction.changes);
  },
  provide: (field) => gutterLineClass.from(field),
});

export const marks = [found, painter, gutterEdges];
