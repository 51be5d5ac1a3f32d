// The start: state, views, the address, keys.

const state = { data: null, targets: [], byId: new Map(), order: [], shown: [], selected: null, open: -1, view: null, goal: null,
  mending: false, outlineHidden: innerWidth < 1360, sort: { name: null, up: true }, columns: FIRST_COLUMNS, printing: false };
const KEYS = [["/", "search"], ["j", "next"], ["k", "before"], ["Enter", "enter"], ["1", "right"], ["2", "wrong"], ["3", "mend"], ["o", "outline"], ["Esc", "escape"], ["?", "help"]];
const SHEET = 620; // pixels between the margins of A4

start();

async function start() {
  translate(document);
  try {
    state.data = await unpack();
  } catch (error) {
    notice(t("no.data"));
    throw error;
  }
  state.targets = targetsOf(state.data);
  for (const target of state.targets) {
    target.search = searchable(target);
    state.byId.set(target.id, target);
  }
  loadReview();
  state.order = sorted(state.targets);
  state.columns = knownColumns(recalled("planparse-columns")) ?? FIRST_COLUMNS;
  listen();
  draw();
  follow();
  document.body.dataset.ready = "true";
}

/** Columns that an earlier visit chose; null where it chose none. */
function knownColumns(names) {
  return Array.isArray(names) ? COLUMNS.map((c) => c.name).filter((name) => names.includes(name)) : null;
}

/** Everything, in the present language. */
function draw() {
  const { name, part, index, overview } = state.data;
  translate(document);
  document.body.classList.toggle("no-overview", !overview);
  document.body.classList.toggle("no-targets", Boolean(index));
  document.body.classList.toggle("no-outline", state.outlineHidden);
  $("name").textContent = name;
  fill($("scope"), part ? el("a", { href: part.index }, t("part", part.number)) : t("scope"));
  drawHelp();
  drawOverview();
  drawFilters();
  drawTable();
  applyFilters();
  redrawOpen();
  drawRecord();
  drawProgress();
}

/** The open file once more. */
function redrawOpen() {
  const { documents } = state.data;
  const shown = state.selected?.document ?? documents.find((d) => d.file === state.open) ?? documents[0];
  state.open = -1;
  const top = $("text").scrollTop;
  if (shown) openFile(shown.file, shown);
  else fill($("text"), el("p", { class: "empty" }, t("none.documents")));
  $("text").scrollTop = top;
}

/** Changes the view: overview, targets, document. On wide screens the last two stand side by side. */
function show(view) {
  document.body.dataset.view = view;
  for (const tab of document.querySelectorAll(".tabs button")) tab.setAttribute("aria-current", tab.dataset.view === view ? "page" : "false");
  if (view === "overview") {
    drawCharts();
    resizeCharts();
    return;
  }
  drawRows();
  if (state.selected && view === "document") showPlace(state.selected);
}

/** Selects a record, or none; its row and its place in the text come into sight. */
function select(target, { from = "link" } = {}) {
  const before = state.selected;
  if (target === before && from !== "link") return from === "table" && target ? showPlace(target) : undefined;
  state.selected = target;
  state.mending = false;
  redrawTarget(before);
  history.replaceState(null, "", target ? `#t=${target.id}` : "#targets");
  drawRecord();
  if (target) {
    openDocument(target.document, false);
    redrawTarget(target);
    if (from !== "text") showPlace(target);
  }
  return revealRow();
}

function showPlace(target) {
  if (state.view) scrollTo(target.start);
}

/** Goes where the address points: #t= a target, #d= a document, else a view. */
function follow() {
  const [, key, value] = location.hash.match(/^#(\w+)(?:=(.*))?$/) ?? [];
  const first = state.data.overview ? "overview" : "targets";
  if (key === "t" && state.byId.has(decodeURIComponent(value ?? ""))) {
    show("document");
    select(state.byId.get(decodeURIComponent(value)));
  } else if (key === "d") {
    const found = state.data.documents.find((d) => d.id === decodeURIComponent(value ?? ""));
    show(found ? "document" : first);
    if (found) openDocument(found);
  } else {
    show(["overview", "targets", "document"].includes(key) && !(key === "overview" && first !== key) ? key : first);
    if (key === "t") notice(t("no.target", value));
  }
}

function listen() {
  for (const tab of document.querySelectorAll(".tabs button")) tab.addEventListener("click", () => {
    history.replaceState(null, "", `#${tab.dataset.view}`);
    show(tab.dataset.view);
  });
  $("language").addEventListener("click", () => {
    setLanguage(language === "zh" ? "en" : "zh");
    draw();
  });
  $("save").addEventListener("click", saveReview);
  $("load").addEventListener("click", () => $("load-file").click());
  $("load-file").addEventListener("change", (event) => {
    if (event.target.files[0]) openReview(event.target.files[0]);
    event.target.value = "";
  });
  $("keys").addEventListener("click", () => $("help").showModal());
  $("add").addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  $("add").addEventListener("click", addSelected);
  $("grid").addEventListener("scroll", () => drawRows());
  $("grid").addEventListener("keydown", gridKey);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("text").addEventListener("click", clickedText);
  $("text").addEventListener("scroll", () => ($("tip").hidden = true));
  document.addEventListener("mouseover", hover);
  document.addEventListener("selectionchange", settled(selectionChanged, 120));
  document.addEventListener("keydown", key);
  addEventListener("hashchange", follow);
  addEventListener("resize", settled(() => { drawRows(); resizeCharts(state.printing ? SHEET : "auto"); }, 100));
  addEventListener("beforeprint", () => unfold(true));
  addEventListener("afterprint", () => unfold(false));
}

function clickedText(event) {
  const mark = event.target.closest("mark[data-at]");
  if (mark && document.getSelection().isCollapsed) select(state.targets[Number(mark.dataset.at)], { from: "text" });
}

/** On paper the tables stand below their charts, and these have the width of a sheet. */
function unfold(open) {
  for (const details of document.querySelectorAll(".overview details")) details.open = open;
  state.printing = open;
  resizeCharts(open ? SHEET : "auto");
}

/** The keys that work everywhere but where one types. */
function key(event) {
  if (event.key === "Escape") return escaped();
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || $("help").open) return undefined;
  const chosen = state.selected;
  const actions = {
    "/": () => { show("targets"); $("query").focus(); },
    j: () => step(1), k: () => step(-1),
    1: () => chosen && judge(chosen, "right"), 2: () => chosen && judge(chosen, "wrong"), 3: () => chosen && openForm(chosen),
    o: toggleOutline, "?": () => $("help").showModal(),
  };
  if (!(event.key in actions)) return undefined;
  event.preventDefault();
  return actions[event.key]();
}

function escaped() {
  $("tip").hidden = true;
  if ($("help").open) return undefined;
  if (state.mending) return closeForm();
  return state.selected ? select(null) : undefined;
}

function drawHelp() {
  fill($("help"), el("h2", { id: "help-title" }, t("keys")),
    el("dl", {}, KEYS.flatMap(([name, action]) => [el("dt", {}, el("kbd", {}, name)), el("dd", {}, t(`key.${action}`))])),
    el("form", { method: "dialog" }, el("button", { type: "submit" }, t("close"))));
}

/** One line for people above the page. */
function notice(words) {
  fill($("notice"), words, button({ "aria-label": t("close"), on: { click: () => ($("notice").hidden = true) } }, "×"));
  $("notice").hidden = false;
}
