// The one event stream, and the start of everything.
'use strict';

let last = document.body.dataset.revision;
let tries = 0;
let offline = 0;
const AWAY_AFTER = 3000;

const live = (state, word) => {
  $('#live').dataset.live = state;
  put($('.live-word'), word);
};

const parts = (html) => {
  const content = parse(html);
  const focus = document.activeElement?.closest('#team, #counts');
  const trouble = $('#outage').hidden;
  const held = focus && [focus.id, document.activeElement.dataset.go, document.activeElement.dataset.filter];
  const scroll = $('#team').scrollTop;
  [...content.children].forEach((node) => document.getElementById(node.id).replaceWith(node));
  $('#team').scrollTop = scroll;
  if (held) ($$(`#${held[0]} button`).find((b) => b.dataset.go === held[1] && b.dataset.filter === held[2]) || $('#' + held[0])).focus({ preventScroll: true });
  tick();
  filter();
  title();
  if (trouble && !$('#outage').hidden) announce($('#outage'));
  if ($('#counts').dataset.version !== document.body.dataset.version) banner('Signalbox was updated.', 'Load the new page', () => location.reload());
};

const title = () => {
  const waiting = +$('#counts').dataset.awaited;
  document.title = (waiting ? '(' + waiting + ') ' : '') + team + ' – Signalbox';
};

const behind = () => {
  const typed = $$('.composer textarea').some((area) => area.value) || ask.open;
  if (typed) banner('A lot has changed meanwhile.', 'Load it', () => location.reload()); else location.reload();
};

// -- the server is away: said once, when it lasts, and taken back when it is there again

const away = () => {
  live('off', 'reconnecting');
  offline ||= setTimeout(() => {
    if (ended) return;
    $('#banner').dataset.offline = '1';
    banner('No connection to Signalbox. What you see is as of ' + clock(new Date()) + '; I keep trying. What you type stays here.');
  }, AWAY_AFTER);
};

const back = () => {
  tries = 0;
  clearTimeout(offline);
  offline = 0;
  live('on', 'live');
  if ($('#banner').dataset.offline) { delete $('#banner').dataset.offline; banner(''); }
};

const over = (source) => {
  source.close();
  clearTimeout(offline);
  live('off', 'signed out');
  signedOut();
};

const connect = () => {
  const source = new EventSource(at('/stream?after=' + encodeURIComponent(last)));
  const on = (name, run) => source.addEventListener(name, (event) => { run(event.data); last = event.lastEventId; });
  on('post', arrived);
  on('parts', parts);
  on('heard', (json) => Object.entries(JSON.parse(json)).forEach(([name, [heard, silent]]) => {
    const agent = $(`.agent[data-agent="${CSS.escape(name)}"]`);
    if (agent) { Object.assign(agent.dataset, { heard, silent }); tellPulse(agent); }
  }));
  source.addEventListener('reload', () => { source.close(); behind(); });
  source.addEventListener('bye', () => over(source));
  source.addEventListener('open', back);
  source.addEventListener('error', async () => {
    away();
    // The browser tries again by itself, unless it was answered with a refusal: is it us?
    if (source.readyState !== EventSource.CLOSED) return;
    await get('/newer?after=' + NEWEST);
    if (ended) { over(source); return; }
    tries += 1;
    setTimeout(connect, Math.min(15000, 500 * 2 ** tries));
  });
  addEventListener('pagehide', () => source.close(), { once: true });
};

seen = Math.max(0, ...posts().map(position));
try { $('#text').value = sessionStorage.getItem(kept) || ''; } catch { /* private windows have none */ }
grow($('#text'));
tellTimes(document);
tick();
title();
setInterval(tick, 1000);
toEnd();
connect();
if (matchMedia('(hover: hover)').matches) $('#text').focus();
