// Saves while one types, keeps on this device what could not be sent, and offers organizations by name.
// Without it every step works by its buttons.
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const said = form.querySelector(".saved"), edition = form.elements.edition, place = `draft:${location.pathname}`;
  let timer, sending = false, dirty = false;

  const typed = () => new URLSearchParams(new FormData(form));
  const keep = () => { try { localStorage.setItem(place, typed()); } catch { /* a full or forbidden store: the server has the rest */ } };

  async function save() {
    if (sending) { dirty = true; return; }
    sending = true; dirty = false;
    try {
      const answer = await fetch(form.action || location.href, { method: "POST", body: typed(), headers: { "X-Autosave": "1" } });
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      edition.value = told.edition;
      said.textContent = told.said;
      form.querySelector(".remarks-here").replaceChildren(...told.remarks.map(({ level, message }) => {
        const line = document.createElement("p");
        line.className = `why remark ${level}`;
        line.textContent = message;
        return line;
      }));
      localStorage.removeItem(place);
    } catch {
      keep();
      timer = setTimeout(save, 15000);
    } finally {
      sending = false;
      if (dirty) save();
    }
  }

  // What a lost line left on this device comes back, unless the server has gone on since.
  try {
    const left = new URLSearchParams(localStorage.getItem(place) || "");
    if (left.get("edition") === edition.value) {
      for (const field of form.elements) {
        if (!field.name || field.type === "hidden" || field.tagName === "BUTTON") continue;
        const given = left.getAll(field.name);
        if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
        else if (given.length) field.value = given[0];
      }
      save();
    }
  } catch { /* no store */ }

  form.addEventListener("input", () => { clearTimeout(timer); keep(); timer = setTimeout(save, 1200); });
  form.addEventListener("submit", () => clearTimeout(timer));
  addEventListener("pagehide", () => { if (localStorage.getItem(place)) keep(); });

  // Organizations: the names that begin like what is typed; choosing one tells which it is.
  let asked;
  form.addEventListener("input", (event) => {
    const field = event.target, where = field.dataset.organizations;
    if (!where) return;
    const id = form.elements[field.dataset.id], list = field.list;
    const chosen = [...list.options].find((each) => each.value === field.value);
    id.value = chosen ? chosen.dataset.id : "";
    if (chosen || field.value.length < 2) return;
    clearTimeout(asked);
    asked = setTimeout(async () => {
      try {
        const { found } = await (await fetch(`${where}?q=${encodeURIComponent(field.value)}`)).json();
        list.replaceChildren(...found.map((each) => {
          const option = new Option(each.note, each.name);
          option.value = each.name; option.dataset.id = each.id; option.label = each.note;
          return option;
        }));
      } catch { /* the name is looked up when it is saved */ }
    }, 250);
  });
})();
