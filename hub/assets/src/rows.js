// Rows that can be added to a form: a <template> with __prefix__ where the row's number belongs.
//
//   <div data-rows="subjects"> ... rows ... </div>
//   <template data-row-of="subjects"> one empty row </template>
//   <button type="button" data-add-row="subjects">
//   inside a row: <button type="button" data-remove-row> beside the form's own "delete" checkbox
import htmx from "htmx.org";

export function growRows() {
  document.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add-row]");
    const remove = event.target.closest("[data-remove-row]");
    if (add) addRow(add.dataset.addRow);
    if (remove) removeRow(remove.closest("[data-row]"));
  });
}

function addRow(name) {
  const rows = document.querySelector(`[data-rows="${name}"]`);
  const total = document.getElementById(`id_${name}-TOTAL_FORMS`);
  const holder = document.createElement("div");
  holder.innerHTML = document
    .querySelector(`template[data-row-of="${name}"]`)
    .innerHTML.replaceAll("__prefix__", total.value);
  const row = holder.firstElementChild;
  total.value = Number(total.value) + 1;
  rows.append(row);
  htmx.process(row);
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

// A removed row stays in the form, marked and out of sight: the numbers of the others do not change.
function removeRow(row) {
  row.querySelector("[name$='-DELETE']").checked = true;
  row.hidden = true;
  row.dispatchEvent(new Event("input", { bubbles: true }));
}
