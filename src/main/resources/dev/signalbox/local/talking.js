// What people type and press.
'use strict';

const HISTORY_MAX = 50;

const past = 'signalbox.typed.' + team;
let typed = [];
try { typed = JSON.parse(localStorage.getItem(past)) || []; } catch { /* private windows have none */ }
const remember = (text) => {
  typed = [...typed.filter((old) => old !== text), text].slice(-HISTORY_MAX);
  try { localStorage.setItem(past, JSON.stringify(typed)); } catch { /* likewise */ }
};

const show = async (node, text, form) => {
  if (text && node.matches('.answer')) {
    const echo = parse('<p class="echo"></p>').firstChild;
    echo.textContent = text;
    $('.private', node).after(echo);
  }
  const thread = form.isConnected && form.dataset.task && $('#replies');
  if (!thread && !newest) await toNewest();
  (thread || stack).append(node);
  announce(node);
  if (thread) thread.scrollTop = thread.scrollHeight; else { toEnd(); bound(); }
};

const grow = (area) => {
  if (!CSS.supports('field-sizing', 'content')) area.rows = Math.min(10, area.value.split('\n').length);
};

const kept = 'signalbox.draft.' + team;
const keep = (area) => {
  const { task } = area.form.dataset;
  if (task) { drafts.set(task, area.value); return; }
  try { sessionStorage.setItem(kept, area.value); } catch { /* likewise */ }
};

const fill = (text) => {
  const area = $('#text');
  area.value = text;
  grow(area);
  keep(area);
  area.focus();
};

const say = async (form, text) => {
  const area = $('textarea', form);
  shut(area);
  remember(text);
  area.value = '';
  grow(area);
  keep(area);
  form.setAttribute('aria-busy', 'true');
  const node = await post('/say', form.dataset.task ? { text, task: form.dataset.task } : { text });
  form.removeAttribute('aria-busy');
  if (node.dataset.refused === 'true' && !area.value) { area.value = text; grow(area); keep(area); }
  await show(node, text, form);
};

let recalled = null;
const recall = (area, step) => {
  if (recalled === null && (step > 0 || area.value)) return false;
  const next = (recalled === null ? typed.length : recalled) + step;
  if (next < 0) return true;
  recalled = next >= typed.length ? null : next;
  area.value = recalled === null ? '' : typed[recalled];
  grow(area);
  return true;
};

// -- one ear for all clicks and keys

const clicks = {
  action: (b) => {
    const template = b.nextElementSibling;
    if (template?.matches('template')) askFor(b, template); else pressed(b);
  },
  thread: (b) => openThread(b.dataset.thread),
  closeThread,
  closeTeam: () => showTeam(false),
  go: (b) => go(b.dataset.go),
  form: openForm,
  before: load,
  after: load,
  fill: (b) => fill(b.dataset.fill),
  run: (b) => say($('#composer'), b.dataset.run),
  copy: (b) => navigator.clipboard?.writeText($('code', b.parentNode).textContent).then(() => put(b, 'Copied')),
  dismiss: (b) => b.closest('.post').remove(),
  cancel: () => ask.close(),
  filter: (b) => { filtered = filtered === b.dataset.filter ? null : b.dataset.filter; filter(); if (filtered === null) near(); else toEnd(); },
  nextPing: () => {
    const ping = $$('.ping.mine').at(-1);
    if (!ping) { say($('#composer'), 'board'); return; }
    if (ping.hidden) { filtered = null; filter(); }
    ping.scrollIntoView({ block: 'center' });
    ping.focus({ preventScroll: true });
  },
};

document.addEventListener('click', (event) => {
  $$('details.more[open]').filter((d) => !d.contains(event.target)).forEach((d) => { d.open = false; });
  const button = event.target.closest('button');
  const what = button && Object.keys(clicks).find((name) => name in button.dataset);
  if (what) clicks[what](button);
});
document.addEventListener('toggle', (event) => { if (event.target.open) $('.menu', event.target)?.scrollIntoView({ block: 'nearest' }); }, true);
$('#jump').addEventListener('click', toNewest);
$('#show-team').addEventListener('click', () => showTeam(true));
feed.addEventListener('scroll', () => { if (atEnd()) $('#jump').hidden = true; near(); }, { passive: true });

document.addEventListener('submit', (event) => {
  if (!event.target.matches('.composer')) return;
  event.preventDefault();
  const text = $('textarea', event.target).value.trim();
  if (text && !event.target.hasAttribute('aria-busy')) say(event.target, text);
});

document.addEventListener('input', (event) => {
  if (event.target.matches('.composer textarea')) {
    recalled = null;
    put($('#said'), '');
    grow(event.target);
    keep(event.target);
    if (!event.isComposing) complete(event.target);
  }
});

document.addEventListener('keydown', (event) => {
  const area = event.target.matches('.composer textarea') ? event.target : null;
  if (area && choiceKey(area, event)) { event.preventDefault(); return; }
  if (area && event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); area.form.requestSubmit(); }
  if (area && (event.key === 'ArrowUp' || event.key === 'ArrowDown') && recall(area, event.key === 'ArrowUp' ? -1 : 1)) event.preventDefault();
  if (event.key === 'Escape' && !ask.open) {
    if ($('details.more[open]')) $$('details.more[open]').forEach((d) => { d.open = false; $('summary', d).focus(); });
    else if (!side.hidden) closeThread();
    else if (document.body.classList.contains('show-team')) showTeam(false);
  }
  if (event.key === '/' && !event.target.matches('textarea, input, select') && !ask.open) { event.preventDefault(); $('#text').focus(); }
});
