// What could be typed next: a list at the composer. Nothing in it is chosen until somebody chooses,
// so Enter still sends; whatever the server says comes later than the typing and is only shown if
// it still fits.
'use strict';

const COMPLETE_AFTER = 90;
const COMPLETE_MAX = 2000;

let question = 0;
let waiting = 0;

const listOf = (area) => document.getElementById(area.getAttribute('aria-controls'));
const optionsOf = (area) => $$('[role=option]', listOf(area));
const activeOf = (area) => document.getElementById(area.getAttribute('aria-activedescendant'));

const shut = (area) => {
  question += 1;
  clearTimeout(waiting);
  const list = listOf(area);
  if (!list || list.hidden) return;
  list.hidden = true;
  list.replaceChildren();
  area.setAttribute('aria-expanded', 'false');
  area.removeAttribute('aria-activedescendant');
};

const option = (found, id) => {
  const node = parse('<li role="option" aria-selected="false"><bdi class="choice"></bdi><bdi class="about"></bdi></li>').firstChild;
  node.id = id;
  node.found = found;
  $('.choice', node).textContent = found.label;
  $('.about', node).textContent = found.hint;
  return node;
};

const offer = (area, all) => {
  const list = listOf(area);
  if (!all.length) { shut(area); return; }
  area.removeAttribute('aria-activedescendant');
  list.replaceChildren(...all.map((found, index) => option(found, list.id + '-' + index)));
  list.hidden = false;
  list.scrollTop = 0;
  area.setAttribute('aria-expanded', 'true');
};

const complete = (area) => {
  clearTimeout(waiting);
  const text = area.value;
  const { task } = area.form.dataset;
  question += 1;
  const mine = question;
  if (!text.trim() || text.length > COMPLETE_MAX) { shut(area); return; }
  waiting = setTimeout(async () => {
    try {
      const answer = await send('/complete', { text, cursor: area.selectionStart, ...(task ? { task } : {}) });
      const all = answer.ok ? await answer.json() : [];
      if (mine === question && area.value === text && document.activeElement === area) offer(area, all);
    } catch { if (mine === question) shut(area); }
  }, COMPLETE_AFTER);
};

const choose = (area, node) => {
  const { insert, from, to } = node.found;
  const spaced = insert.endsWith(' ') && area.value[to] === ' ';
  shut(area);
  area.focus();
  area.setSelectionRange(from, to);
  // As if it had been typed, so that undo takes it back.
  if (!document.execCommand('insertText', false, spaced ? insert.slice(0, -1) : insert)) {
    area.setRangeText(insert, from, to, 'end');
    complete(area);
  }
};

const move = (area, step) => {
  const all = optionsOf(area);
  const active = activeOf(area);
  const at = active ? all.indexOf(active) + step : step > 0 ? 0 : all.length - 1;
  all.forEach((node) => node.setAttribute('aria-selected', 'false'));
  const next = all[at];
  if (!next) { area.removeAttribute('aria-activedescendant'); return; }
  next.setAttribute('aria-selected', 'true');
  next.scrollIntoView({ block: 'nearest' });
  area.setAttribute('aria-activedescendant', next.id);
};

// Whether the key was for the list. Tab takes the first one only where a word was begun, else it
// goes on to the next control as everywhere.
const choiceKey = (area, event) => {
  if (event.key === ' ' && event.ctrlKey) { complete(area); return true; }
  if (listOf(area).hidden || event.isComposing) return false;
  const first = optionsOf(area)[0];
  const active = activeOf(area);
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { move(area, event.key === 'ArrowDown' ? 1 : -1); return true; }
  if (event.key === 'Escape') { shut(area); return true; }
  if (event.key === 'Enter' && !event.shiftKey && active) { choose(area, active); return true; }
  if (event.key === 'Tab' && !event.shiftKey && (active || first.found.from < area.selectionStart)) { choose(area, active || first); return true; }
  return false;
};

document.addEventListener('pointerdown', (event) => { if (event.target.closest('.choices')) event.preventDefault(); });
document.addEventListener('click', (event) => {
  const node = event.target.closest('.choices [role=option]');
  if (node) choose($('textarea', node.closest('.composer')), node);
});
document.addEventListener('focusout', (event) => { if (event.target.matches('.composer textarea')) shut(event.target); });
