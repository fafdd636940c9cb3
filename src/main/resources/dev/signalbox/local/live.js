// The one event stream, and the start of everything.
'use strict';

let last = document.body.dataset.revision;
let tries = 0;
let offline = 0;

const live = (state, word) => {
  $('#live').dataset.live = state;
  put($('.live-word'), word);
};

const parts = (html) => {
  const content = parse(html);
  const focus = document.activeElement?.closest('#team, #counts');
  const keep = focus && [focus.id, document.activeElement.dataset.go, document.activeElement.dataset.filter];
  const scroll = $('#team').scrollTop;
  $$(':scope > [id]', content).forEach((node) => document.getElementById(node.id).replaceWith(node));
  $('#team').scrollTop = scroll;
  if (keep) ($$(`#${keep[0]} button`).find((b) => b.dataset.go === keep[1] && b.dataset.filter === keep[2]) || $('#' + keep[0])).focus({ preventScroll: true });
  tick();
  filter();
  title();
  if ($('#counts').dataset.version !== document.body.dataset.version) banner('Signalbox was updated.', 'Load the new page', () => location.reload());
};

const title = () => {
  const waiting = +$('#counts').dataset.awaited;
  document.title = (waiting ? '(' + waiting + ') ' : '') + team + ' – Signalbox';
};

const behind = () => {
  const drafts = $$('.composer textarea').some((area) => area.value) || ask.open;
  if (drafts) banner('A lot has changed meanwhile.', 'Load it', () => location.reload()); else location.reload();
};

const connect = () => {
  const source = new EventSource(at('/stream?after=' + encodeURIComponent(last)));
  const on = (name, run) => source.addEventListener(name, (event) => { run(event.data); last = event.lastEventId; });
  on('post', (html) => upsert(parse(html).firstElementChild));
  on('parts', parts);
  on('heard', (json) => Object.entries(JSON.parse(json)).forEach(([name, [heard, silent]]) => {
    const agent = $(`.agent[data-agent="${CSS.escape(name)}"]`);
    if (agent) { Object.assign(agent.dataset, { heard, silent }); tellPulse(agent); }
  }));
  source.addEventListener('reload', () => { source.close(); behind(); });
  source.addEventListener('bye', () => { source.close(); live('off', 'signed out'); signedOut(); });
  source.addEventListener('open', () => {
    tries = 0;
    clearTimeout(offline);
    offline = 0;
    live('on', 'live');
    if ($('#banner').dataset.offline) { delete $('#banner').dataset.offline; banner(''); }
  });
  source.addEventListener('error', () => {
    live('off', 'reconnecting');
    offline ||= setTimeout(() => { $('#banner').dataset.offline = '1'; banner('No connection to Signalbox. What you see is as of ' + clock(new Date()) + '; I keep trying.'); }, 4000);
    // The browser tries again by itself, unless it was answered with a refusal.
    if (source.readyState === EventSource.CLOSED) {
      tries += 1;
      setTimeout(connect, Math.min(15000, 500 * 2 ** tries));
      if (tries === 2) get('/older?before=0');
    }
  });
  addEventListener('pagehide', () => source.close(), { once: true });
};

tellTimes(document);
tick();
title();
setInterval(tick, 1000);
toEnd();
connect();
if (matchMedia('(hover: hover)').matches) $('#text').focus();
