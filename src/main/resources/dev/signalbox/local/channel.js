// Messages in their places. The document holds a window of the channel: what is far from sight is
// dropped and comes back when one scrolls there. Threads stand beside it.
'use strict';

const POSTS_MAX = 200;
const REPLIES_MAX = 80;
const ANSWERS_MAX = 20;
const NEAR = 900;
const SWARM = 30;
const NEWEST = '999999999999999999';

let newest = true; // whether the window ends with the newest message
let seen = 0; // the position of the newest message there is, as far as we know
let loading = false;
let following = true; // whether one looked at the end when the latest came

const posts = () => $$(':scope > .post', stack);
const position = (node) => +node.dataset.position;
const below = () => feed.scrollHeight - feed.scrollTop - feed.clientHeight;
const atEnd = () => newest && below() < 80;

const toEnd = () => { feed.scrollTop = feed.scrollHeight; $('#jump').hidden = true; };

// New messages are said once, in order; edits of what is there are not.
const announce = (node) => {
  const words = document.createElement('p');
  words.textContent = node.dataset.spoken || node.textContent;
  const log = $('#announce');
  log.append(words);
  while (log.children.length > 5) log.firstChild.remove();
};

const flash = (node) => {
  node.classList.add('fresh');
  node.addEventListener('animationend', () => node.classList.remove('fresh'), { once: true });
};

// Whatever changes around it, the message one looks at stays where it is.
const keepPlace = (change) => {
  if (atEnd()) { change(); toEnd(); return; }
  const top = feed.getBoundingClientRect().top;
  const anchor = posts().find((post) => !post.hidden && post.getBoundingClientRect().bottom > top);
  const before = anchor?.getBoundingClientRect().top;
  change();
  const now = anchor && (anchor.isConnected ? anchor : anchor.id && document.getElementById(anchor.id));
  if (now) feed.scrollTop += now.getBoundingClientRect().top - before;
};

// What was open or had the focus in a message keeps it when the message changes.
const replace = (old, node) => {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  if ($('details[open]', old) && $('details', node)) $('details', node).open = true;
  old.replaceWith(node);
  if (focused) {
    const same = focused.dataset.action ? $$('[data-action]', node).find((b) => b.dataset.action === focused.dataset.action)
      : focused.dataset.thread ? $('[data-thread]', node) : focused.matches('summary') ? $('summary', node) : null;
    (same || node).focus({ preventScroll: true });
  }
  flash(node);
};

const reply = (node) => {
  const replies = $('#replies');
  if (replies?.dataset.parent !== node.dataset.parent) {
    const mark = $(`[data-post="${CSS.escape(node.dataset.parent)}"] .new`);
    if (mark) mark.hidden = false;
    return;
  }
  const end = replies.scrollHeight - replies.scrollTop - replies.clientHeight < 80;
  $('.nothing', replies)?.remove();
  replies.append(node);
  $$(':scope > .post', replies).slice(0, -REPLIES_MAX).forEach((post) => post.remove());
  if (end) replies.scrollTop = replies.scrollHeight;
  announce(node);
  flash(node);
};

const upsert = (node) => {
  const old = document.getElementById(node.id);
  tellTimes(node);
  if (old) { replace(old, node); return; }
  if (node.dataset.parent) { reply(node); return; }
  const fresh = position(node) > seen;
  seen = Math.max(seen, position(node));
  if (!fresh) return; // an edit of one that is out of the window
  announce(node);
  $('#welcome').hidden = true;
  if (newest) { stack.append(node); flash(node); }
  if (!newest || !following) $('#jump').hidden = false;
};

// Changes come in swarms: each swarm is one change of the document.
let swarm = [];
const arrived = (html) => {
  swarm.push(html);
  if (swarm.length > 1) return;
  setTimeout(() => {
    const all = swarm;
    swarm = [];
    following = atEnd();
    keepPlace(() => { all.forEach((one) => upsert(parse(one).firstElementChild)); filter(); });
    bound();
  }, SWARM);
};

// -- the window

const button = (side, of) => parse(side === 'before'
  ? `<button type="button" class="older" data-before="${position(of)}">Show older</button>`
  : `<button type="button" class="older newer" data-after="${position(of)}">Show newer</button>`).firstChild;

// Drops what is farthest from sight once there is too much.
const bound = () => {
  const answers = $$(':scope > .answer, :scope > .problem', stack).slice(0, -ANSWERS_MAX);
  if (answers.length) keepPlace(() => answers.forEach((answer) => answer.remove()));
  const all = posts();
  const spare = all.length - POSTS_MAX;
  if (spare <= 0) return;
  const up = feed.scrollTop >= below();
  const gone = up ? all.slice(0, spare) : all.slice(-spare);
  if (gone.some((post) => post.contains(document.activeElement))) feed.focus({ preventScroll: true });
  keepPlace(() => {
    gone.forEach((post) => post.remove());
    const kept = posts().filter((post) => post.dataset.position);
    if (up) {
      $('[data-before]', stack)?.remove();
      stack.prepend(button('before', kept[0]));
    } else {
      $('[data-after]', stack)?.remove();
      stack.append(button('after', kept.at(-1)));
      newest = false;
    }
  });
};

// Whether the end of the window is the end of the channel: one may have come while it was loaded.
const settle = () => {
  const last = posts().filter((post) => post.dataset.position).at(-1);
  if (!$('[data-after]', stack) && last && position(last) < seen) stack.append(button('after', last));
  newest = !$('[data-after]', stack);
};

const load = async (edge) => {
  if (loading) return;
  loading = true;
  const html = await get(edge.dataset.before ? '/older?before=' + edge.dataset.before : '/newer?after=' + edge.dataset.after);
  loading = false;
  if (html === null || !edge.isConnected) return;
  const focused = document.activeElement === edge;
  const more = parse(html);
  tellTimes(more);
  $$('.post', more).filter((post) => document.getElementById(post.id)).forEach((post) => post.remove());
  const first = $('.post', more);
  keepPlace(() => { edge.replaceWith(more); settle(); filter(); });
  if (focused) (first || feed).focus({ preventScroll: true });
  bound();
  near();
};

const near = () => {
  if (filtered !== null) return;
  const edge = below() < NEAR && $('[data-after]', stack) || feed.scrollTop < NEAR && $('[data-before]', stack);
  if (edge) load(edge);
};

const toNewest = async () => {
  if (!newest) {
    const html = await get('/older?before=' + NEWEST);
    if (html === null) return;
    const all = parse(html);
    tellTimes(all);
    stack.replaceChildren(all);
    settle();
    filter();
  }
  toEnd();
};

// -- filters

let filtered = null;
const filter = () => {
  let number = 0;
  $$('.count[data-filter]').forEach((c) => {
    c.setAttribute('aria-pressed', String(c.dataset.filter === filtered));
    if (c.dataset.filter === filtered) number = +$('b', c).textContent;
  });
  posts().forEach((post) => { post.hidden = filtered !== null && post.dataset.state !== filtered && !post.classList.contains('answer'); });
  const shown = $$(':scope > .card:not([hidden])', stack).length;
  const only = $('#only');
  only.hidden = filtered === null;
  const words = filtered === null ? '' : `Only ${filtered}: ${shown} of ${number} tasks are loaded here.`;
  if (only.firstChild?.textContent !== words) {
    only.replaceChildren(words);
    if (words && shown < number) {
      const all = parse('<button type="button" class="as-link">List them all</button>').firstChild;
      all.dataset.run = 'list state:' + filtered;
      only.append(' ', all);
    }
  }
};

const go = (task) => {
  const card = document.getElementById('card-' + task);
  if (!card) return openThread(task);
  if (card.hidden) { filtered = null; filter(); }
  document.body.classList.remove('show-team');
  card.scrollIntoView({ block: 'center' });
  card.focus({ preventScroll: true });
  card.classList.remove('fresh');
  void card.offsetWidth;
  return flash(card);
};

// -- threads

let opener = null;
const drafts = new Map();
const openThread = async (task) => {
  const html = await get('/thread/' + task);
  if (html === null) { if (!ended) banner(task + ' has no thread in this channel.', 'Close', () => banner('')); return; }
  if (side.hidden) opener = document.activeElement;
  const content = parse(html);
  tellTimes(content);
  side.replaceChildren(content);
  side.hidden = false;
  document.body.classList.add('with-thread');
  const replies = $('#replies');
  replies.scrollTop = replies.scrollHeight;
  $('#thread-text').value = drafts.get(task) || '';
  const mark = $(`[data-post="${CSS.escape(replies.dataset.parent)}"] .new`);
  if (mark) mark.hidden = true;
  $('#thread-title').focus();
};

const closeThread = () => {
  const task = $('.composer', side)?.dataset.task;
  side.hidden = true;
  side.replaceChildren();
  document.body.classList.remove('with-thread');
  const link = task && $(`#stack [data-thread="${CSS.escape(task)}"]`);
  (opener?.isConnected && opener !== document.body ? opener : link || feed).focus({ preventScroll: true });
};

const showTeam = (shown) => {
  document.body.classList.toggle('show-team', shown);
  $('#show-team').setAttribute('aria-expanded', String(shown));
  (shown ? $('#team') : $('#show-team')).focus();
};
