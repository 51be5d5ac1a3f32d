// Elements. Text from documents only ever becomes a text node, so that nothing in it can be markup.

const $ = (id) => document.getElementById(id);

/** An element with attributes and children; `on` holds event listeners, `data` the data attributes. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (key === "data") {
      Object.assign(element.dataset, value);
    } else {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A button; never one that submits a form. */
const button = (attributes, ...children) => el("button", { type: "button", ...attributes }, ...children);

/** Replaces all children of an element. */
function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** The same function, called at the end of a burst of calls. */
function settled(callback, milliseconds) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => callback(...values), milliseconds);
  };
}
