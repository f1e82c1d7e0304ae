"use strict";

// The pages are whole without this. It lights the column of the cell that is pointed at, and opens a table that a link leads to.

(() => {
  const matrix = document.querySelector("table.matrix");
  if (matrix) {
    const rows = [...matrix.rows].filter((row) => !row.matches(".regions, .part"));
    let lit = [];
    const light = (event) => {
      for (const cell of lit) cell.classList.remove("lit");
      const cell = event.target.closest?.("td, .places th");
      const column = cell && cell.closest("tr:not(.regions, .part)") ? cell.cellIndex : 0;
      lit = column > 0 && event.type !== "mouseleave" ? rows.map((row) => row.cells[column]).filter(Boolean) : [];
      for (const each of lit) each.classList.add("lit");
    };
    matrix.addEventListener("mouseover", light);
    matrix.addEventListener("focusin", light);
    matrix.addEventListener("mouseleave", light);
  }

  const open = () => {
    const details = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.querySelector("details");
    if (details) details.open = true;
  };
  addEventListener("hashchange", open);
  open();
})();
