// Points out what belongs to a municipality in the network. Without it the drawing is the same, and links lead on.

for (const drawing of document.querySelectorAll(".ties")) {
  const edges = [...drawing.querySelectorAll(".edges path")];
  const nodes = [...drawing.querySelectorAll("[data-node]")];

  const light = (node) => {
    drawing.classList.toggle("lit", node !== null);
    const near = new Set([node]);
    for (const edge of edges) {
      const { a, b } = edge.dataset;
      const own = a === node || b === node;
      edge.classList.toggle("own", own);
      if (own) near.add(a).add(b);
    }
    for (const each of nodes) each.classList.toggle("near", near.has(each.dataset.node));
  };

  for (const each of nodes) {
    each.addEventListener("pointerenter", () => light(each.dataset.node));
    each.addEventListener("focus", () => light(each.dataset.node));
    each.addEventListener("pointerleave", () => light(null));
    each.addEventListener("blur", () => light(null));
  }
}
