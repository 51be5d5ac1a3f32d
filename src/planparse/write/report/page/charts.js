// The charts. Colours differ in lightness as well as in hue, and each series has a pattern; a table says the same.

const COLOURS = { planned: "#1f5fa8", achieved: "#5fb49c", context: "#e0a83a", plain: "#33658a", aside: "#b9c2cc" };
const STATUSES = ["planned", "achieved", "context"];
const charts = [];

/** A figure with a chart and, folded, the table of its numbers. */
function figure(name, columns, rows, option, height, wide = false) {
  const place = el("div", { class: "chart", role: "img", "aria-label": t("chart.label", t(`chart.${name}`)), style: `height: ${height}px` });
  const box = el("figure", { class: wide ? "wide" : null, id: `chart-${name}` },
    el("figcaption", {}, el("h3", {}, t(`chart.${name}`)), el("p", {}, t(`chart.${name}.note`))),
    rows.length ? place : el("p", { class: "empty" }, t("none.figures")),
    rows.length ? el("details", {}, el("summary", {}, t("as.table")), tableOf(columns, rows)) : null);
  if (rows.length) charts.push({ place, option });
  return box;
}

function tableOf(columns, rows) {
  return el("table", {},
    el("thead", {}, el("tr", {}, columns.map((column, i) => el("th", { scope: "col", class: typeof rows[0]?.[i] === "number" ? "end" : null }, column)))),
    el("tbody", {}, rows.map((cells) => el("tr", {}, cells.map((cell, i) =>
      el(i ? "td" : "th", { scope: i ? null : "row", class: typeof cell === "number" ? "end" : null }, typeof cell === "number" ? number(cell) : cell))))));
}

/** Draws the charts into their places, once these have a size. */
function drawCharts() {
  for (const chart of charts) {
    chart.drawn ??= echarts.init(chart.place, null, { renderer: "svg" });
    chart.drawn.setOption({ ...BASE(), ...chart.option }, true);
  }
}

function dropCharts() {
  for (const { drawn } of charts.splice(0)) drawn?.dispose();
}

/** Fits the charts to their places, or to a width in pixels; at once, since a printer does not wait. */
function resizeCharts(width = "auto") {
  for (const { drawn } of charts) {
    drawn?.resize({ width });
    drawn?.getZr().flush();
  }
}

const BASE = () => ({
  animation: false,
  aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: "#2b3440" },
  tooltip: { trigger: "item", confine: true, renderMode: "richText" },
  grid: { left: 8, right: 48, top: 28, bottom: 8, containLabel: true },
});

const faintLine = { lineStyle: { color: "#e3e7ec" } };
const VALUES = { type: "value", splitLine: faintLine, axisLabel: { color: "#5c6773" }, minInterval: 1 };
const NAMES = { type: "category", axisTick: { show: false }, axisLine: { lineStyle: { color: "#9aa5b1" } }, axisLabel: { color: "#2b3440", width: 190, overflow: "truncate" } };

/** Stacked bars by status; lying where the names are long. */
function stacked(names, rows, lying) {
  const axes = lying ? { xAxis: VALUES, yAxis: { ...NAMES, data: names, inverse: true } } : { xAxis: { ...NAMES, data: names, axisLabel: { interval: 0, rotate: names.length > 10 ? 45 : 0, color: "#2b3440" } }, yAxis: VALUES };
  const totals = rows.map((row) => STATUSES.reduce((sum, status) => sum + row[status], 0));
  return {
    ...axes,
    legend: { top: 0, left: 0, itemWidth: 18, itemHeight: 12, data: STATUSES.map((status) => t(`status.${status}`)) },
    series: STATUSES.map((status, i) => ({
      type: "bar", stack: "all", name: t(`status.${status}`), color: COLOURS[status], barMaxWidth: 26, data: rows.map((row) => row[status]),
      label: i === 2 ? { show: true, position: lying ? "right" : "top", color: "#2b3440", formatter: ({ dataIndex }) => number(totals[dataIndex]) } : undefined,
    })),
  };
}

/** Lying bars of one series, each with its number behind it. */
function bars(names, values, label = number, colour = COLOURS.plain) {
  return {
    xAxis: { ...VALUES, show: false }, yAxis: { ...NAMES, data: names, inverse: true },
    aria: { enabled: true, label: { enabled: false }, decal: { show: false } },
    grid: { left: 8, right: 96, top: 4, bottom: 4, containLabel: true },
    series: [{ type: "bar", color: colour, barMaxWidth: 20, data: values, label: { show: true, position: "right", color: "#2b3440", formatter: ({ dataIndex }) => label(values[dataIndex], dataIndex) } }],
  };
}

/** One bar, cut into shares. */
function shares(parts) {
  const whole = parts.reduce((sum, part) => sum + part.value, 0);
  return {
    xAxis: { type: "value", max: whole, show: false }, yAxis: { type: "category", data: [""], show: false },
    grid: { left: 4, right: 4, top: 34, bottom: 4 },
    legend: { top: 0, left: 0, itemWidth: 18, itemHeight: 12 },
    series: parts.map((part) => ({
      type: "bar", stack: "all", name: part.name, color: part.colour, barWidth: 34, data: [part.value],
      label: { show: part.value / whole > 0.08, color: part.dark ? "#fff" : "#1c2430", backgroundColor: part.colour, padding: [2, 4], formatter: () => percent(part.value, whole) },
    })),
  };
}
