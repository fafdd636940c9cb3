// What people type and press.
'use strict';

const HISTORY_MAX = 50;

const kept = 'signalbox.typed.' + team;
let typed = [];
try { typed = JSON.parse(localStorage.getItem(kept)) || []; } catch { /* private windows have none */ }
const remember = (text) => {
  typed = [...typed.filter((old) => old !== text), text].slice(-HISTORY_MAX);
  try { localStorage.setItem(kept, JSON.stringify(typed)); } catch { /* likewise */ }
};

const show = (node, text, form) => {
  if (text && node.matches('.answer')) {
    const echo = parse('<p class="echo"></p>').firstChild;
    echo.textContent = text;
    $('.private', node).after(echo);
  }
  const thread = form.dataset.task && $('#replies');
  (thread || stack).append(node);
  announce(node);
  if (thread) thread.scrollTop = thread.scrollHeight; else toEnd();
};

const grow = (area) => {
  if (!CSS.supports('field-sizing', 'content')) area.rows = Math.min(10, area.value.split('\n').length);
};

const fill = (text) => {
  const area = $('#text');
  area.value = text;
  grow(area);
  area.focus();
};

const say = async (form, text) => {
  const area = $('textarea', form);
  remember(text);
  area.value = '';
  grow(area);
  form.setAttribute('aria-busy', 'true');
  const node = await post('/say', form.dataset.task ? { text, task: form.dataset.task } : { text });
  form.removeAttribute('aria-busy');
  show(node, text, form);
  if (node.dataset.refused === 'true' && !area.value) { area.value = text; grow(area); }
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

// -- buttons

const press = async (button, fields = {}) => {
  const holder = button.closest('.post') || stack;
  button.disabled = true;
  const node = await post('/press', { action: button.dataset.action, fields });
  button.disabled = false;
  return { node, holder };
};

const tell = ({ node, holder }) => {
  const short = node.dataset.refused !== 'true' && node.dataset.lines === '1';
  if (short) put($('#said'), node.dataset.spoken);
  else { (holder.isConnected ? holder : document.getElementById(holder.id) || stack.lastElementChild).after(node); node.scrollIntoView({ block: 'nearest' }); }
  announce(node);
};

let asked = null;
const askFor = (button, template) => {
  asked = button;
  put($('#ask-title'), button.getAttribute('aria-label'));
  put($('#ask-go'), button.textContent.replace(/…$/, ''));
  $('#ask-fields').replaceChildren(template.content.cloneNode(true));
  $('#ask-answer').replaceChildren();
  ask.showModal();
  $('#ask-fields textarea, #ask-fields input, #ask-fields select')?.focus();
};

$('form', ask).addEventListener('submit', async (event) => {
  event.preventDefault();
  const inputs = $$('[name]', ask);
  inputs.forEach((i) => i.setAttribute('aria-invalid', String(!i.checkValidity() || (i.required && !i.value.trim()))));
  const bad = inputs.find((i) => i.getAttribute('aria-invalid') === 'true');
  if (bad) {
    const why = parse('<p class="problem">Please fill this in; it is told to whoever goes on with it.</p>');
    $('#ask-answer').replaceChildren(why);
    bad.focus();
    return;
  }
  const fields = Object.fromEntries(inputs.filter((i) => i.value).map((i) => [i.name, i.value]));
  $('#ask-go').disabled = true;
  const done = await press(asked, fields);
  $('#ask-go').disabled = false;
  if (done.node.dataset.refused === 'true') { $('#ask-answer').replaceChildren(done.node); return; }
  ask.close();
  tell(done);
});

ask.addEventListener('close', () => asked?.isConnected && asked.focus());

// -- one ear for all clicks and keys

const clicks = {
  action: (b) => {
    const template = b.nextElementSibling;
    if (template?.matches('template')) askFor(b, template); else press(b).then(tell);
  },
  thread: (b) => openThread(b.dataset.thread),
  closeThread,
  closeTeam: () => showTeam(false),
  go: (b) => go(b.dataset.go),
  before: showOlder,
  fill: (b) => fill(b.dataset.fill),
  run: (b) => say($('#composer'), b.dataset.run),
  copy: (b) => navigator.clipboard?.writeText($('code', b.parentNode).textContent).then(() => put(b, 'Copied')),
  dismiss: (b) => b.closest('.post').remove(),
  cancel: () => ask.close(),
  filter: (b) => { filtered = filtered === b.dataset.filter ? null : b.dataset.filter; filter(); toEnd(); },
  nextPing: () => { const ping = $$('.ping.mine').at(-1); ping?.scrollIntoView({ block: 'center' }); ping?.focus({ preventScroll: true }); },
};

document.addEventListener('click', (event) => {
  $$('details.more[open]').filter((d) => !d.contains(event.target)).forEach((d) => { d.open = false; });
  const button = event.target.closest('button');
  const what = button && Object.keys(clicks).find((name) => name in button.dataset);
  if (what) clicks[what](button);
});
document.addEventListener('toggle', (event) => { if (event.target.open) $('.menu', event.target)?.scrollIntoView({ block: 'nearest' }); }, true);
$('#jump').addEventListener('click', toEnd);
$('#show-team').addEventListener('click', () => showTeam(true));
feed.addEventListener('scroll', () => { if (atEnd()) $('#jump').hidden = true; }, { passive: true });

document.addEventListener('submit', (event) => {
  if (!event.target.matches('.composer')) return;
  event.preventDefault();
  const text = $('textarea', event.target).value.trim();
  if (text && !event.target.hasAttribute('aria-busy')) say(event.target, text);
});

document.addEventListener('input', (event) => {
  if (event.target.matches('.composer textarea')) { recalled = null; put($('#said'), ''); grow(event.target); }
  const room = event.target.closest('.field')?.querySelector('.room');
  if (room) put(room, event.target.value.length + ' of ' + room.dataset.max + ' characters');
});

document.addEventListener('keydown', (event) => {
  const area = event.target.matches('.composer textarea') ? event.target : null;
  if (area && event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); area.form.requestSubmit(); }
  if (area && (event.key === 'ArrowUp' || event.key === 'ArrowDown') && recall(area, event.key === 'ArrowUp' ? -1 : 1)) event.preventDefault();
  if (event.key === 'Escape' && !ask.open) {
    if ($('details.more[open]')) $$('details.more[open]').forEach((d) => { d.open = false; $('summary', d).focus(); });
    else if (!side.hidden) closeThread();
    else if (document.body.classList.contains('show-team')) showTeam(false);
  }
  if (event.key === '/' && !event.target.matches('textarea, input, select') && !ask.open) { event.preventDefault(); $('#text').focus(); }
});
