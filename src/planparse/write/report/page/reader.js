// The reading side: which file is shown, its outline, hovering, and selecting text.

/** Shows the file of a document, and scrolls to where the document begins. */
function openDocument(document, scroll = true) {
  const changed = openFile(document.file, document);
  if (scroll) {
    if (state.view && document.start) scrollTo(document.start);
    else $("text").scrollTop = 0;
  }
  return changed;
}

/** Draws a file unless it is the one in sight; true where it was drawn. */
function openFile(index, document) {
  const same = state.open === index;
  state.open = index;
  state.goal = null;
  drawReaderBar(document);
  if (same) return false;
  const { text, problem } = state.data.files[index];
  state.view = text === null ? null : fileView(index);
  if (state.view) drawText(state.view);
  else fill($("text"), el("div", { class: "empty" }, el("strong", {}, t("unread")), el("p", {}, problem), el("p", {}, t("unread.hint"))));
  drawOutline(index);
  return true;
}

function drawReaderBar(document) {
  const { documents } = state.data;
  const at = documents.indexOf(document);
  const to = (other) => () => openDocument(documents[other]);
  const facts = [document.issuer, document.year, t(`type.${document.doc_type}`), document.doc_number, document.date,
    document.script === "hant" && t("script.hant"), document.truncated && t("truncated")];
  fill($("reader-bar"),
    button({ id: "toggle-outline", "aria-expanded": String(!state.outlineHidden), "aria-controls": "outline", title: t("outline"), "aria-label": t("outline"), on: { click: toggleOutline } }, "☰"),
    el("div", { class: "which" },
      el("select", { id: "which", "aria-label": t("document.choose"), on: { change: (event) => openDocument(documents[Number(event.target.value)]) } },
        documents.map((d, i) => el("option", { value: i, selected: i === at }, d.title ?? d.source))),
      el("p", { class: "facts" }, facts.filter(Boolean).map((fact) => el("span", {}, String(fact))), el("span", { class: "path", title: state.data.files[document.file].source }, state.data.files[document.file].source))),
    button({ disabled: at <= 0, "aria-label": t("document.before"), title: t("document.before"), on: { click: to(at - 1) } }, "‹"),
    button({ disabled: at >= documents.length - 1, "aria-label": t("document.after"), title: t("document.after"), on: { click: to(at + 1) } }, "›"));
}

function toggleOutline() {
  state.outlineHidden = !state.outlineHidden;
  document.body.classList.toggle("no-outline", state.outlineHidden);
  $("toggle-outline").setAttribute("aria-expanded", String(!state.outlineHidden));
}

/** The sections of the documents of a file, indented by level, with the number of targets in each. */
function drawOutline(index) {
  const documents = state.data.documents.filter((d) => d.file === index);
  const items = documents.flatMap((document) => [
    documents.length > 1 && outlineItem(document.title ?? t("untitled"), 0, document.start, null, "document"),
    ...document.sections.map((section) => sectionItem(document, section)),
  ]);
  const shown = items.filter(Boolean);
  fill($("outline"), el("h2", {}, t("outline")), shown.length ? el("ol", {}, shown) : el("p", { class: "faint" }, t("none.sections")));
}

function sectionItem(document, [level, marker, title, start, end]) {
  const text = state.data.files[document.file].text ?? "";
  const words = title ?? text.slice(start + marker.length, Math.min(end, start + marker.length + 18)).replace(/\s+/g, " ");
  const count = state.targets.filter((x) => x.document === document && x.start >= start && x.start < end).length;
  return outlineItem(words, level, start, count, title ? "titled" : "untitled", marker);
}

function outlineItem(words, level, start, count, kind, marker = "") {
  return el("li", { class: kind, style: `--level: ${level}` },
    button({ data: { start }, on: { click: () => jump(start) } },
      el("span", {}, marker && el("b", {}, marker), words), count ? el("small", { title: t("targets.in", count) }, String(count)) : null));
}

/** Scrolls to an offset and lets the line light up. */
function jump(start) {
  if (!state.view) return;
  scrollTo(start);
  const paragraph = $("text").children[lineAt(state.view.lines, start)];
  paragraph.classList.remove("lit");
  void paragraph.offsetWidth; // so that the animation starts anew
  paragraph.classList.add("lit");
}

/** Scrolls the place of an offset to a third of the height. */
function scrollTo(start) {
  const text = $("text");
  const off = () => rangeAt(state.view, start).getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
  text.scrollTop += off();
  // In long texts, lines out of sight only have an estimated height: again, until they have come to rest.
  state.goal = start;
  const settle = (times) => requestAnimationFrame(() => {
    if (state.goal !== start) return;
    text.scrollTop += off();
    if (times > 1) settle(times - 1);
  });
  if (text.classList.contains("long")) settle(4);
}

/** Draws the lines again that a target or its words touch. */
function redrawTarget(target) {
  if (!state.view || target?.document.file !== state.view.index) return;
  const { lines } = state.view;
  const stretches = [[target.start, target.end], ...target.marks.map(([, start, end]) => [start, end])];
  redrawLines(state.view, new Set(stretches.flatMap(([start, end]) => linesBetween(lines, start, end))));
}

/** What lies under the pointer: a target's fields, a removed stretch's rule, a mark's field. */
function hover(event) {
  const under = event.target.closest?.("#text mark, #text span, .control");
  const tip = $("tip");
  if (!under) {
    tip.hidden = true;
    return;
  }
  fill(tip, tipOf(under));
  tip.hidden = !tip.childNodes.length;
  const box = under.getBoundingClientRect();
  const low = box.bottom + tip.offsetHeight + 12 > innerHeight;
  tip.style.left = `${Math.max(8, Math.min(event.clientX, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${low ? Math.max(8, box.top - tip.offsetHeight - 6) : box.bottom + 6}px`;
}

function tipOf(under) {
  const { at, rule, field } = under.dataset;
  const target = at === undefined ? null : state.targets[Number(at)];
  return [
    rule && el("p", {}, el("b", {}, t("removed")), ` ${termOr(`rule.${rule}`, rule)} `, el("code", {}, rule)),
    target && tipOfTarget(target),
    field && el("p", {}, field.split(" ").map((name) => el("span", { class: `key mark-${name}` }, t(`field.${name}`)))),
  ].filter(Boolean);
}

function tipOfTarget(target) {
  const lines = [
    ["indicator", target.indicator ?? t("no.indicator")], ["value", arrow(target.change) + amount(target)], ["kind", t(`kind.${target.kind}`)],
    ["period", when(target.period)], ["status", t(`status.${target.status}`)], ["agency", target.agencies.join("、")],
  ];
  return el("dl", {}, lines.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, t(`field.${name}`)), el("dd", {}, value)]));
}

/** A stretch of text is selected: offer to add it as a target. */
function selectionChanged() {
  const chosen = selectedStretch();
  const add = $("add");
  add.hidden = !chosen;
  if (!chosen) return;
  const box = document.getSelection().getRangeAt(0).getBoundingClientRect();
  add.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 200))}px`;
  add.style.top = `${Math.min(innerHeight - 44, box.bottom + 6)}px`;
}

/** The selected stretch of the text in sight, without white space at its ends; null where there is none. */
function selectedStretch() {
  const selection = document.getSelection();
  if (!state.view || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  let start = offsetOf(state.view, range.startContainer, range.startOffset);
  let end = offsetOf(state.view, range.endContainer, range.endOffset);
  if (start === null || end === null) return null;
  const { text } = state.view.file;
  while (start < end && /\s/.test(text[start])) start++;
  while (end > start && /\s/.test(text[end - 1])) end--;
  return end > start && end - start <= 200 ? { start, end, quote: text.slice(start, end) } : null;
}
