// The overview: what the dataset holds, in figures and charts.

function drawOverview() {
  const figures = state.data.overview;
  dropCharts();
  if (!figures) return;
  const { counts, coverage } = figures;
  const targets = counts.targets;
  fill($("overview"),
    state.data.index && el("p", { class: "notice quiet" }, t("split", number(state.data.index.length))),
    tiles(figures),
    targets === 0 && el("p", { class: "empty" }, t("none.targets")),
    targets > 0 && el("div", { class: "charts" },
      statusFigure(figures), kindFigure(figures), yearFigure(figures), issuerFigure(figures),
      moneyFigure(figures), periodFigure(figures), agencyFigure(figures), coverageFigure(coverage), asideFigure(coverage)),
    state.data.index ? indexTable(state.data.index) : null,
    figures.rejected.length ? rejectedTable(figures.rejected) : null,
    el("footer", {}, t("made", state.data.version)));
  if (document.body.dataset.view === "overview") drawCharts();
}

function tiles({ counts, periods, agencies, coverage }) {
  const withPeriod = counts.targets - (periods.none ?? 0);
  const named = (agencies.explicit ?? 0) + (agencies.inherited ?? 0);
  const tile = (name, value, note) => el("div", { class: "tile", id: `tile-${name}` }, el("dt", {}, t(`tile.${name}`)), el("dd", {}, value, note && el("small", {}, note)));
  return el("dl", { class: "tiles" },
    tile("documents", number(counts.documents), counts.rejected ? t("tile.rejected", number(counts.rejected)) : t("tile.files", number(counts.files))),
    tile("targets", number(counts.targets)),
    tile("measures", number(counts.measures)),
    tile("period", percent(withPeriod, counts.targets), number(withPeriod)),
    tile("agency", percent(named, counts.targets), number(named)),
    tile("used", percent(coverage.used, coverage.seen), t("tile.seen", number(coverage.seen))));
}

const sum = (row) => STATUSES.reduce((all, status) => all + row[status], 0);
const statusColumns = (first) => [first, ...STATUSES.map((status) => t(`status.${status}`)), t("all.together")];
const statusRow = (name, row) => [name, ...STATUSES.map((status) => row[status]), sum(row)];

function statusFigure({ kinds }) {
  const totals = STATUSES.map((status) => kinds.reduce((all, row) => all + row[status], 0));
  const parts = STATUSES.map((status, i) => ({ name: t(`status.${status}`), value: totals[i], colour: COLOURS[status], dark: status === "planned" }));
  return figure("status", [t("field.status"), t("targets")], parts.map(({ name, value }) => [name, value]), shares(parts), 76, true);
}

function kindFigure({ kinds }) {
  const rows = [...kinds].sort((a, b) => sum(b) - sum(a));
  const names = rows.map((row) => t(`kind.${row.key}`));
  return figure("kind", statusColumns(t("field.kind")), rows.map((row, i) => statusRow(names[i], row)), stacked(names, rows, true), 60 + 30 * rows.length);
}

function yearFigure({ years }) {
  const names = years.map((row) => (row.key === null ? t("unknown") : String(row.key)));
  return figure("year", statusColumns(t("field.year")), years.map((row, i) => statusRow(names[i], row)), stacked(names, years, false), 320);
}

function issuerFigure({ issuers, issuersMore }) {
  const names = issuers.map(([name]) => name ?? t("unknown"));
  const rows = issuers.map(([, documents, targets], i) => [names[i], documents, targets]);
  const made = figure("issuer", [t("field.issuer"), t("tile.documents"), t("targets")], rows, bars(names, issuers.map(([, , count]) => count)), 24 + 26 * rows.length);
  if (issuersMore) made.querySelector("figcaption p").append(` · ${t("more.issuers", number(issuersMore))}`);
  return made;
}

function moneyFigure({ amounts }) {
  const names = amounts.map((x) => x.indicator ?? t("no.indicator"));
  const shown = amounts.map((x) => amount({ ...x, unit: "元", kind: "money", per: null, value_max: null }));
  const rows = amounts.map((x, i) => [el("a", { href: amountLink(x) }, names[i]), shown[i], t(`status.${x.status}`), x.title, String(x.year ?? "")]);
  const columns = [t("field.indicator"), t("field.value"), t("field.status"), t("field.doc"), t("field.year")];
  return figure("money", columns, rows, bars(names, amounts.map((x) => Number(x.value)), (_, i) => shown[i], "#a86a1f"), 24 + 28 * rows.length);
}

/** The link to a target; in a split report, into the page that holds its document. */
function amountLink({ id, doc }) {
  const entry = state.data.index?.find(({ link }) => link.endsWith(`#d=${doc}`));
  return `${entry ? entry.link.split("#")[0] : ""}#t=${id}`;
}

function periodFigure({ periods }) {
  const parts = [["written", "#1f5fa8", true], ["document_year", "#5fb49c"], ["document_year_unknown", "#e0a83a"], ["none", COLOURS.aside]]
    .filter(([key]) => periods[key]).map(([key, colour, dark]) => ({ name: t(`periods.${key}`), value: periods[key], colour, dark }));
  return figure("period", [t("field.period"), t("targets")], parts.map(({ name, value }) => [name, value]), shares(parts), 76);
}

function agencyFigure({ agencies }) {
  const parts = [["explicit", "#1f5fa8", true], ["inherited", "#5fb49c"], ["issuer", "#e0a83a"], ["none", COLOURS.aside]]
    .filter(([key]) => agencies[key]).map(([key, colour, dark]) => ({ name: t(`agencies.${key}`), value: agencies[key], colour, dark }));
  return figure("agency", [t("field.agency"), t("targets")], parts.map(({ name, value }) => [name, value]), shares(parts), 76);
}

function coverageFigure({ seen, used }) {
  const parts = [{ name: t("coverage.used"), value: used, colour: "#1f5fa8", dark: true }, { name: t("coverage.aside"), value: seen - used, colour: COLOURS.aside }];
  return figure("coverage", [t("coverage.numbers"), t("coverage.count")], seen ? parts.map(({ name, value }) => [name, value]) : [], shares(parts), 76, true);
}

function asideFigure({ set_aside: aside }) {
  const reasons = Object.entries(aside).sort(([, a], [, b]) => b - a);
  const names = reasons.map(([reason]) => termOr(`aside.${reason}`, reason));
  return figure("aside", [t("coverage.reason"), t("coverage.count")], reasons.map(([, count], i) => [names[i], count]), bars(names, reasons.map(([, count]) => count), number, "#6b7785"), 24 + 24 * reasons.length, true);
}

/** The documents of a split report, with a filter of their own. */
function indexTable(index) {
  const body = el("tbody");
  const draw = (query) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const found = index.filter((d) => words.every((word) => `${d.title}\n${d.source}\n${d.issuer}\n${d.year}`.toLowerCase().includes(word)));
    fill(body, found.slice(0, 500).map((d) => el("tr", {}, el("th", { scope: "row" }, el("a", { href: d.link }, d.title ?? d.source)), el("td", {}, d.issuer ?? ""), el("td", {}, String(d.year ?? "")),
      el("td", {}, t(`type.${d.doc_type}`)), el("td", { class: "end" }, number(d.targets)))));
    count.textContent = t("found.documents", number(Math.min(found.length, 500)), number(index.length));
  };
  const count = el("output", { "aria-live": "polite" });
  const table = el("section", { class: "index", id: "index" }, el("h2", {}, t("index")),
    el("div", { class: "index-search" }, el("input", { type: "search", "aria-label": t("search"), placeholder: t("search.documents"), on: { input: (event) => draw(event.target.value) } }), count),
    el("table", {}, el("thead", {}, el("tr", {}, ["doc", "issuer", "year", "type"].map((name) => el("th", { scope: "col" }, t(`field.${name}`))), el("th", { scope: "col", class: "end" }, t("targets")))), body));
  draw("");
  return table;
}

function rejectedTable(rejected) {
  return el("section", { class: "rejected" }, el("h2", {}, t("rejected")),
    tableOf([t("field.source"), t("field.stage"), t("field.reason")], rejected));
}
