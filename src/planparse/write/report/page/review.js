// Review: what a reader says of each record, kept in the browser, saved as JSON Lines.

const VERDICTS = ["right", "wrong", "mended"];
// The fields a reader can mend; they are those of a label file.
const FIELDS = ["indicator", "kind", "value", "value_max", "unit", "comparator", "per", "change", "baseline", "period", "status", "responsible"];

const review = { rows: {}, kept: true };

const reviewKey = () => `planparse-review-${state.data.key}`;

function loadReview() {
  review.rows = recalled(reviewKey()) ?? {};
  for (const row of Object.values(review.rows)) if (row.verdict === "added") addTarget(row);
}

function keepReview() {
  review.kept = remember(reviewKey(), JSON.stringify(review.rows));
  if (!review.kept) notice(t("not.kept"));
  drawProgress();
}

const verdictOf = (target) => review.rows[target.id]?.verdict ?? "none";

function verdictMark(target) {
  const verdict = verdictOf(target);
  const sign = { none: "", right: "✓", wrong: "✕", mended: "✎", added: "+" }[verdict];
  return el("span", { class: `verdict verdict-${verdict}`, title: t(`verdict.${verdict}`), "aria-label": t(`verdict.${verdict}`) }, sign);
}

/** Judges a record; the same again takes it back. */
function judge(target, verdict) {
  if (target.added) return;
  const { verdict: before, note = "" } = review.rows[target.id] ?? {};
  if (before !== verdict) return say(target, verdict, {}, note);
  delete review.rows[target.id];
  return afterReview(target);
}

/** Keeps a verdict on a record, with the fields that are mended. */
function say(target, verdict, fields, note) {
  review.rows[target.id] = { ...placeOf(target), verdict, fields, note };
  afterReview(target);
}

function afterReview(target) {
  keepReview();
  redrawTarget(target);
  drawRows();
  drawRecord();
}

/** Where a record stands, in code points as all records count. */
function placeOf(target) {
  const file = state.data.files[target.document.file];
  const at = (offset) => (file.text === null ? offset : codePoints(file.text, offset));
  return { target_id: target.id, doc_id: target.document.id, source: file.source, sha256: file.sha256,
    start: at(target.start), end: at(target.end), quote: target.quote };
}

/** The fields of a record as a reader mends them: plain texts. */
function fieldsOf(target) {
  const texts = Object.fromEntries(FIELDS.map((name) => [name, target[name] ?? ""]));
  return { ...texts, period: periodLabel(target.period), responsible: target.agencies.join("、") };
}

/** A new record from a stretch of the text. */
function newRow(stretch) {
  const holder = state.view.documents.findLast((d) => d.start <= stretch.start) ?? state.view.documents[0];
  const { file } = state.view;
  const [start, end] = [codePoints(file.text, stretch.start), codePoints(file.text, stretch.end)];
  return { target_id: `added-${file.sha256.slice(0, 12)}-${start}-${end}`, doc_id: holder.id, source: file.source, sha256: file.sha256,
    start, end, quote: stretch.quote, verdict: "added", fields: {}, note: "" };
}

/** Puts an added record into the table and the text. */
function addTarget(row) {
  const document = state.data.documents.find((d) => d.id === row.doc_id);
  const text = document && state.data.files[document.file].text;
  if (!text) return null;
  const [start, end] = [utf16(text, row.start), utf16(text, row.end)];
  const target = { ...blank(), ...asTarget(row.fields), id: row.target_id, doc: state.data.documents.indexOf(document), start, end,
    quote: row.quote, sentence: lineOf(text, start, end), added: true, at: state.targets.length };
  withNumbers(target, state.data);
  target.search = searchable(target);
  state.targets.push(target);
  state.byId.set(target.id, target);
  return target;
}

const blank = () => ({ section: null, kind: "count", value: "0", value_max: null, unit: "", comparator: "eq", per: null, indicator: null,
  action: null, change: "level", baseline: null, period: null, status: "planned", commitment: "plan", implicit: false, responsible: [],
  rule: null, confidence: 1, locator: null, part_of: null, same_as: null, marks: [] });

/** The fields a reader typed in, in the form of a target. */
function asTarget(fields) {
  const found = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));
  if (found.period) found.period = periodOf(found.period);
  if (found.responsible) found.responsible = found.responsible.split(/[、,，;；\s]+/).filter(Boolean).map((name) => [name, "responsible", "explicit"]);
  return found;
}

/** 2014 or 2014-09 or a span, as first and last day. */
function periodOf(label) {
  const [first, last = first] = label.split("/");
  const open = (day) => (day.length === 4 ? `${day}-01-01` : day.length === 7 ? `${day}-01` : day);
  const close = (day) => (day.length === 4 ? `${day}-12-31` : day.length === 7 ? new Date(Date.UTC(+day.slice(0, 4), +day.slice(5, 7), 0)).toISOString().slice(0, 10) : day);
  return [open(first), close(last), label, "written"];
}

function lineOf(text, start, end) {
  const from = Math.max(text.lastIndexOf("\n", start - 1) + 1, start - 80);
  const to = text.indexOf("\n", end);
  return text.slice(from, Math.min(to < 0 ? text.length : to, end + 80));
}

/** The UTF-16 offset of a place that is counted in code points. */
function utf16(text, offset) {
  let at = 0;
  for (let i = 0; i < offset; i++) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

function drawProgress() {
  const done = Object.values(review.rows).filter((row) => row.verdict !== "added").length;
  const added = Object.keys(review.rows).length - done;
  const records = state.targets.filter((x) => !x.added).length;
  $("progress").textContent = records ? t("progress", number(done), number(records)) + (added ? t("progress.added", number(added)) : "") : "";
  $("save").disabled = done + added === 0;
}

/** The file review.jsonl: a line for each record that was looked at, in the order of the documents. */
function reviewLines() {
  const rows = state.targets.filter((x) => review.rows[x.id]).sort((x, y) => x.doc - y.doc || x.start - y.start);
  return rows.map((x) => `${JSON.stringify(review.rows[x.id])}\n`).join("");
}

function saveReview() {
  const link = el("a", { download: "review.jsonl", href: URL.createObjectURL(new Blob([reviewLines()], { type: "application/x-ndjson" })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Takes up the rows of a saved review; those of other datasets are left and counted. */
async function openReview(file) {
  let left = 0;
  try {
    const lines = (await file.text()).split("\n").filter((line) => line.trim());
    for (const row of lines.map((line) => JSON.parse(line))) {
      if (row.verdict === "added" && state.byId.has(row.target_id)) review.rows[row.target_id] = row;
      else if (row.verdict === "added" ? addTarget(row) : state.byId.has(row.target_id)) review.rows[row.target_id] = row;
      else left++;
    }
    notice(t("loaded", lines.length - left, left));
  } catch {
    notice(t("not.loaded", file.name));
  }
  state.order = sorted(state.targets);
  keepReview();
  applyFilters();
  redrawOpen();
}
