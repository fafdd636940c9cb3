// What all scripts of the page share: finding, parsing, times, asking the server. The page's
// scripts are loaded in order and see each other's names.
'use strict';

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const { team, person } = document.body.dataset;
const feed = $('#feed');
const stack = $('#stack');
const side = $('#thread');
const ask = $('#ask');

const parse = (html) => {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
};

// -- times

const hour = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

const clock = (date) => date.toDateString() === new Date().toDateString()
  ? hour.format(date) : day.format(date) + ', ' + hour.format(date);

const span = (ms) => {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return s + ' s';
  if (s < 3600) return Math.floor(s / 60) + ' min';
  if (s < 86400) return Math.floor(s / 3600) + ' h' + (s % 3600 < 60 ? '' : ' ' + Math.floor(s % 3600 / 60) + ' min');
  return Math.floor(s / 86400) + ' d';
};

const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };

const tellTimes = (root) => $$('time[datetime]', root).forEach((time) => {
  const date = new Date(time.dateTime);
  time.title = date.toLocaleString();
  if ('ago' in time.dataset) put(time, span(Date.now() - date) + (time.closest('.queue') ? '' : ' so far'));
  else put(time, clock(date));
});

const tellPulse = (agent) => {
  const { heard, silent, calm, quietAfter, lostAfter } = agent.dataset;
  const calmUntil = calm ? new Date(calm) : 0;
  const silence = (Date.now() - new Date(silent)) / 1000;
  const word = !heard ? 'never' : silence >= lostAfter ? 'lost' : silence >= quietAfter ? 'quiet' : 'alive';
  agent.dataset.pulse = word;
  put($('.vital', agent), word === 'never' ? 'not here' : word);
  put($('.ago', agent), !heard ? '' : calmUntil > Date.now()
    ? '· silent until ' + clock(calmUntil) + ', as it said' : '· heard ' + span(Date.now() - new Date(heard)) + ' ago');
};

// A first sign of life that an answer waits for.
const tellAwaited = (span) => {
  const heard = $(`.agent[data-agent="${CSS.escape(span.dataset.awaited)}"]`)?.dataset.heard;
  if (!heard || new Date(heard) <= new Date(span.dataset.since)) return;
  put(span, span.dataset.alive.replace('{at}', clock(new Date(heard))));
  delete span.dataset.awaited;
};

const tellAllAwaited = () => $$('[data-awaited]').forEach(tellAwaited);

const tick = () => {
  $$('.agent').forEach(tellPulse);
  tellAllAwaited();
  tellTimes($('#team'));
};

// -- asking the server

const at = (path) => path + (path.includes('?') ? '&' : '?') + 'team=' + encodeURIComponent(team);

const banner = (text, label, run) => {
  const box = $('#banner');
  box.replaceChildren(text);
  box.hidden = !text;
  if (label) {
    const button = parse('<button type="button" class="act other"></button>').firstChild;
    button.textContent = label;
    button.addEventListener('click', run);
    box.append(button);
  }
};

// The session is over: nothing on the page can bring it back, and nothing typed is thrown away.
let ended = false;
const signedOut = () => {
  ended = true;
  $('#banner').classList.add('trouble');
  banner('You are signed out of this team. Run signalbox link --person ' + person
    + ' where Signalbox runs, and open the link in this browser. What you typed stays here.',
  'Try again', () => location.reload());
};

const get = async (path) => {
  try {
    const answer = await fetch(at(path));
    if (answer.status === 401) signedOut();
    return answer.ok ? await answer.text() : null;
  } catch { return null; }
};

const send = (path, body) => fetch(at(path), {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'X-Signalbox': '1' },
  body: JSON.stringify(body),
});

// The answer as an element; what went wrong instead is an answer too.
const post = async (path, body) => {
  let words;
  try {
    const answer = await send(path, body);
    if (answer.ok) {
      const node = parse(await answer.text()).firstElementChild;
      tellTimes(node);
      return node;
    }
    if (answer.status === 401) signedOut();
    const problem = await answer.json();
    words = problem.detail || problem.title;
  } catch { words = 'Signalbox cannot be reached. Nothing was lost: try again in a moment.'; }
  const node = parse('<p class="problem" data-refused="true" data-lines="1" role="alert"></p>').firstChild;
  node.textContent = words;
  return node;
};
