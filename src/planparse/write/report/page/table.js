// The table of targets: only the rows in sight exist, so that thousands scroll and filter at once.

const ROW = 38;
const SPARE = 8;

const COLUMNS = [
  { name: "verdict", width: "34px", fixed: true, value: (x) => verdictOf(x), cell: (x) => verdictMark(x) },
  { name: "indicator", width: "minmax(140px, 2.2fr)", fixed: true, value: (x) => x.indicator ?? "", cell: (x) => x.indicator ?? dash("no.indicator") },
  { name: "value", width: "minmax(112px, 1fr)", end: true, value: (x) => x.number, cell: (x) => arrow(x.change) + amount(x) },
  { name: "kind", width: "76px", value: (x) => x.kind, cell: (x) => el("span", { class: `kind kind-${x.kind}` }, t(`kind.${x.kind}`)) },
  { name: "baseline", width: "90px", end: true, value: (x) => Number(x.baseline ?? NaN), cell: (x) => (x.baseline === null ? "" : scaled(x.baseline)) },
  { name: "period", width: "minmax(104px, 0.8fr)", value: (x) => x.period?.[1] ?? "", cell: (x) => when(x.period) },
  { name: "status", width: "74px", value: (x) => x.status, cell: (x) => el("span", { class: `status status-${x.status}` }, t(`status.${x.status}`)) },
  { name: "agency", width: "minmax(80px, 1fr)", value: (x) => x.agencies.join("、"), cell: (x) => x.agencies.join("、") },
  { name: "commitment", width: "84px", value: (x) => x.commitment, cell: (x) => t(`commitment.${x.commitment}`) },
  { name: "section", width: "minmax(110px, 1fr)", value: (x) => x.section ?? -1, cell: (x) => sectionName(x) },
  { name: "doc", width: "minmax(120px, 1.2fr)", value: (x) => x.document.title ?? "", cell: (x) => x.document.title ?? x.document.source },
  { name: "year", width: "60px", end: true, value: (x) => x.document.year ?? 0, cell: (x) => String(x.document.year ?? "") },
  { name: "quote", width: "minmax(90px, 0.8fr)", value: (x) => x.quote, cell: (x) => x.quote },
  { name: "confidence", width: "66px", end: true, value: (x) => x.confidence, cell: (x) => confidenceMark(x) },
];
const FIRST_COLUMNS = ["verdict", "indicator", "value", "period", "status", "agency", "confidence"];

const dash = (key) => el("span", { class: "faint" }, t(key));

function confidenceMark(target) {
  if (target.added) return "";
  return el("span", { class: "confidence", style: `--share: ${target.confidence}` }, target.confidence.toFixed(2));
}

function sectionName(target) {
  const section = target.document.sections[target.section ?? -1];
  return section ? `${section[1]}${section[2] ?? ""}` : "";
}

const shownColumns = () => COLUMNS.filter((column) => state.columns.includes(column.name));

/** The head of the table, then its rows. */
function drawTable() {
  const columns = shownColumns();
  const grid = $("grid");
  grid.style.setProperty("--columns", columns.map((c) => c.width).join(" "));
  grid.setAttribute("aria-colcount", columns.length);
  grid.replaceChildren(
    el("div", { class: "head", role: "row", "aria-rowindex": "1" }, columns.map(headCell)),
    el("div", { class: "rows", role: "rowgroup" }));
  drawRows();
}

function headCell(column) {
  const { name, up } = state.sort;
  const order = name !== column.name ? "none" : up ? "ascending" : "descending";
  const label = column.name === "verdict" ? "✓" : t(`field.${column.name}`);
  return el("div", { role: "columnheader", "aria-sort": order, class: column.end ? "end" : null },
    button({ title: t("sort", t(`field.${column.name}`)), "aria-label": t(`field.${column.name}`), on: { click: () => sortBy(column.name) } },
      label, el("span", { class: "order", "aria-hidden": "true" }, { none: "", ascending: "▲", descending: "▼" }[order])));
}

/** First click ascending, second descending, third the order of the documents. */
function sortBy(name) {
  const { sort } = state;
  if (sort.name !== name) state.sort = { name, up: true };
  else state.sort = sort.up ? { name, up: false } : { name: null, up: true };
  state.order = sorted(state.targets);
  drawTable();
  applyFilters();
}

/** All targets in the chosen order; sorted once, so that filtering only picks from it. */
function sorted(targets) {
  const column = COLUMNS.find((c) => c.name === state.sort.name);
  if (!column) return targets;
  const sign = state.sort.up ? 1 : -1;
  const keyed = targets.map((target) => [column.value(target), target]);
  return keyed.sort(([a, x], [b, y]) => sign * compared(a, b) || x.at - y.at).map(([, target]) => target);
}

const collator = new Intl.Collator("zh-Hans-CN-u-co-pinyin", { numeric: true });

/** Numbers by size, words by pinyin; what is missing stands below. */
function compared(a, b) {
  if (typeof a === "string") return collator.compare(a, b);
  return (Number.isNaN(a) ? -Infinity : a) - (Number.isNaN(b) ? -Infinity : b) || 0;
}

/** The rows in sight. */
function drawRows(fromTop = false) {
  const grid = $("grid");
  const rows = grid.querySelector(".rows");
  if (!rows) return;
  if (fromTop) grid.scrollTop = 0;
  const first = Math.max(0, Math.floor(grid.scrollTop / ROW) - SPARE);
  const last = Math.min(state.shown.length, Math.ceil((grid.scrollTop + grid.clientHeight) / ROW) + SPARE);
  const columns = shownColumns();
  rows.style.height = `${state.shown.length * ROW}px`;
  grid.setAttribute("aria-rowcount", state.shown.length + 1);
  rows.replaceChildren(...state.shown.slice(first, last).map((target, i) => row(target, first + i, columns)));
  const active = state.selected && $(`row-${state.selected.at}`);
  if (active) grid.setAttribute("aria-activedescendant", active.id);
  else grid.removeAttribute("aria-activedescendant");
}

function row(target, index, columns) {
  const cells = columns.map((column) => {
    const content = column.cell(target);
    return el("div", { role: "gridcell", class: column.end ? "end" : null, title: typeof content === "string" ? content : null }, content);
  });
  return el("div", { class: "row", role: "row", id: `row-${target.at}`, "aria-rowindex": index + 2, "aria-selected": String(target === state.selected),
    style: `top: ${index * ROW}px`, data: { at: target.at }, on: { click: () => chooseRow(target) } }, cells);
}

/** Selects a row; where only the table is in sight, the text takes its place. */
function chooseRow(target) {
  select(target, { from: "table" });
  if (!$("reader").offsetParent) show("document");
}

/** Brings the row of the selected target into sight. */
function revealRow() {
  const index = state.shown.indexOf(state.selected);
  const grid = $("grid");
  if (index < 0) return drawRows();
  const head = grid.querySelector(".head").offsetHeight;
  if (index * ROW < grid.scrollTop) grid.scrollTop = index * ROW;
  else if ((index + 1) * ROW + head > grid.scrollTop + grid.clientHeight) grid.scrollTop = (index + 1) * ROW + head - grid.clientHeight;
  drawRows();
}

/** Selects another row, so many further on. */
function step(by) {
  const index = state.shown.indexOf(state.selected);
  const next = state.shown[Math.min(state.shown.length - 1, Math.max(0, index + by))];
  if (next) select(next, { from: "table" });
}

function gridKey(event) {
  const page = Math.max(1, Math.floor($("grid").clientHeight / ROW) - 2);
  const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
  if (event.key in moves) {
    event.preventDefault();
    step(moves[event.key]);
  } else if (event.key === "Enter" && state.selected) {
    show("document");
    $("text").focus();
  }
}
