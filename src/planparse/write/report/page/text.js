// The source text of one file, line by line, as it was: what is removed, what is a target, what states its fields.

// Characters that turn the direction of text, or cannot be seen: they stay, but act on nothing and are named.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

// From so many lines on, those out of sight are not laid out.
const LONG = 1_000;

/** What one file shows: its lines, and the stretches on them, in order. */
function fileView(index) {
  const { data } = state;
  const file = data.files[index];
  const documents = data.documents.filter((d) => d.file === index);
  const lines = linesOf(file.text);
  const removed = documents.flatMap((d) => d.removed).map(([start, end, rule]) => ({ start, end, rule }));
  const targets = state.targets.filter((x) => x.document.file === index).map((target) => ({ start: target.start, end: target.end, target }));
  return {
    index, file, documents, lines,
    onLine: byLine(lines, [...removed, ...targets]),
    headings: new Map(documents.flatMap((d) => d.sections).map((s) => [lineAt(lines, s[3]), s]).filter(([i, s]) => isHeading(lines[i], s)).map(([i, s]) => [i, s[0]])),
    titles: new Set(documents.filter((d) => d.heading).flatMap((d) => linesBetween(lines, ...d.heading))),
    firsts: new Map(documents.slice(1).map((d) => [lineAt(lines, d.start), d])),
  };
}

function linesOf(text) {
  const lines = [];
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf("\n", start);
    lines.push({ start, end: end < 0 ? text.length : end });
    if (end < 0) break;
    start = end + 1;
  }
  return lines;
}

/** The number of the line that holds an offset. */
function lineAt(lines, offset) {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle].start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The stretches on each line that has any. */
function byLine(lines, stretches) {
  const found = new Map();
  for (const stretch of stretches) {
    for (const i of linesBetween(lines, stretch.start, stretch.end)) {
      if (!found.has(i)) found.set(i, []);
      found.get(i).push(stretch);
    }
  }
  return found;
}

/** Whether a section's marker and title are all that stands on their line. */
const isHeading = ({ start, end }, [, marker, title, at]) => title && at - start < 4 && end - start <= marker.length + title.length + 6;

/** The numbers of the lines that a stretch lies on. */
function linesBetween(lines, start, end) {
  const [first, last] = [lineAt(lines, start), lineAt(lines, Math.max(start, end - 1))];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** The text as paragraphs; each holds exactly the characters of its line. */
function drawText(view) {
  $("text").classList.toggle("long", view.lines.length > LONG);
  fill($("text"), view.lines.map((_, i) => paragraph(view, i)));
}

function paragraph(view, i) {
  const level = view.headings.get(i);
  const kind = view.titles.has(i) ? "title" : level !== undefined ? `heading level-${Math.min(level, 4)}` : null;
  const element = el("p", { class: kind, data: { line: i } });
  const first = view.firsts.get(i);
  if (first) element.dataset.document = t("document.next");
  return fill(element, pieces(view, i));
}

/** Draws some lines again. */
function redrawLines(view, lines) {
  const paragraphs = $("text").children;
  for (const i of lines) fill(paragraphs[i], pieces(view, i));
}

/** A line cut wherever something begins or ends. */
function pieces(view, i) {
  const line = view.lines[i];
  const on = stretchesOn(view, i);
  if (!on.length) return plain(view.file.text.slice(line.start, line.end));
  const cuts = new Set([line.start, line.end]);
  for (const { start, end } of on) cuts.add(Math.max(start, line.start)).add(Math.min(end, line.end));
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).flatMap((start, n) => piece(view, start, edges[n + 1], on));
}

function stretchesOn(view, i) {
  const { start: low, end: high } = view.lines[i];
  const chosen = state.selected?.document.file === view.index ? state.selected : null;
  const marks = chosen ? chosen.marks.map(([field, start, end]) => ({ start, end, field })) : [];
  return [...(view.onLine.get(i) ?? []), ...marks].filter(({ start, end }) => start < high && end > low);
}

/** One stretch of text under all that holds it. */
function piece(view, start, end, on) {
  const over = on.filter((stretch) => stretch.start <= start && stretch.end >= end);
  const removed = over.find((stretch) => stretch.rule);
  const targets = over.filter((stretch) => stretch.target).map((stretch) => stretch.target);
  const fields = over.filter((stretch) => stretch.field).map((stretch) => stretch.field);
  const text = plain(view.file.text.slice(start, end));
  if (!over.length) return text;
  const target = targets.includes(state.selected) ? state.selected : targets[0];
  const classes = [
    removed && "removed",
    target && `target kind-${target.kind} verdict-${verdictOf(target)}`,
    target && target === state.selected && "selected",
    ...fields.map((field) => `mark mark-${field}`),
  ].filter(Boolean);
  const data = { ...(removed && { rule: removed.rule }), ...(target && { at: target.at }), ...(fields.length && { field: fields.join(" ") }) };
  return el(target ? "mark" : "span", { class: classes.join(" "), data }, text);
}

/** Text with its invisible characters set apart, so that they turn nothing around. */
function plain(text) {
  const parts = [];
  let last = 0;
  for (const { 0: character, index } of text.matchAll(CONTROL)) {
    const code = `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    parts.push(text.slice(last, index), el("bdi", { class: "control", title: code, data: { code } }, character));
    last = index + 1;
  }
  parts.push(text.slice(last));
  return parts.filter((part) => part !== "");
}

/** The drawn place of an offset, one character wide where there is one. */
function rangeAt(view, offset) {
  const number = lineAt(view.lines, offset);
  const paragraph = $("text").children[number];
  const range = document.createRange();
  range.selectNode(paragraph);
  let rest = offset - view.lines[number].start;
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { length } = walker.currentNode;
    if (rest < length) {
      range.setStart(walker.currentNode, rest);
      range.setEnd(walker.currentNode, rest + 1);
      break;
    }
    rest -= length;
  }
  return range;
}

/** The offset in the file of a place in the drawn text; null outside of it. */
function offsetOf(view, node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const paragraph = element.closest("#text > p");
  if (!paragraph) return null;
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  return view.lines[Number(paragraph.dataset.line)].start + range.toString().length;
}
