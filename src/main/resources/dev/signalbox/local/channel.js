// Messages in their places: the channel, the thread beside it, older ones, filters.
'use strict';

const MESSAGES_MAX = 500;

const atEnd = () => feed.scrollHeight - feed.scrollTop - feed.clientHeight < 80;
const toEnd = () => { feed.scrollTop = feed.scrollHeight; $('#jump').hidden = true; };
const announce = (node) => put($('#announce'), node.dataset.spoken || node.textContent);

const flash = (node) => {
  node.classList.remove('fresh');
  void node.offsetWidth;
  node.classList.add('fresh');
  node.addEventListener('animationend', () => node.classList.remove('fresh'), { once: true });
};

// What was open or had the focus in a message keeps it when the message changes.
const replace = (old, node) => {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  if ($('details[open]', old) && $('details', node)) $('details', node).open = true;
  old.replaceWith(node);
  if (focused) ((focused.dataset.action && $$('[data-action]', node).find((b) => b.dataset.action === focused.dataset.action))
    || (focused.dataset.thread && $('[data-thread]', node)) || node).focus({ preventScroll: true });
  flash(node);
};

const upsert = (node) => {
  const old = document.getElementById(node.id);
  const replies = $('#replies');
  tellTimes(node);
  if (old) return replace(old, node);
  if (node.dataset.parent) {
    if (replies && replies.dataset.parent === node.dataset.parent) {
      const end = replies.scrollHeight - replies.scrollTop - replies.clientHeight < 80;
      $('.nothing', replies)?.remove();
      replies.append(node);
      if (end) replies.scrollTop = replies.scrollHeight;
      announce(node);
      flash(node);
    } else {
      const mark = $(`[data-post="${CSS.escape(node.dataset.parent)}"] .new`);
      if (mark) mark.hidden = false;
    }
    return undefined;
  }
  const oldest = $('[data-position]', stack);
  // Older than what is shown: "Show older" will bring it as it is then.
  if (oldest && +node.dataset.position < +oldest.dataset.position) return undefined;
  const end = atEnd();
  stack.append(node);
  $('#welcome').hidden = true;
  filter();
  announce(node);
  flash(node);
  if (end) { trim(); toEnd(); } else $('#jump').hidden = false;
  return undefined;
};

// A page that stays open all week does not grow all week.
const trim = () => {
  const posts = $$(':scope > [data-position]', stack);
  if (posts.length <= MESSAGES_MAX) return;
  posts.slice(0, posts.length - MESSAGES_MAX + 100).forEach((post) => post.remove());
  const first = $('[data-position]', stack).dataset.position;
  $('.older', stack)?.remove();
  stack.prepend(parse(`<button type="button" class="older" data-before="${+first}">Show older</button>`));
};

const showOlder = async (button) => {
  button.disabled = true;
  const html = await get('/older?before=' + button.dataset.before);
  if (html === null) { button.disabled = false; return; }
  const height = feed.scrollHeight;
  const more = parse(html);
  tellTimes(more);
  const first = more.firstElementChild;
  button.replaceWith(more);
  filter();
  feed.scrollTop += feed.scrollHeight - height;
  first?.focus({ preventScroll: true });
};

let filtered = null;
const filter = () => {
  $$('.count[data-filter]').forEach((c) => c.setAttribute('aria-pressed', String(c.dataset.filter === filtered)));
  $$(':scope > .post', stack).forEach((post) => { post.hidden = filtered !== null && post.dataset.state !== filtered && !post.classList.contains('answer'); });
};

const go = (task) => {
  const card = document.getElementById('card-' + task);
  if (!card) return openThread(task);
  if (card.hidden) { filtered = null; filter(); }
  document.body.classList.remove('show-team');
  card.scrollIntoView({ block: 'center' });
  card.focus({ preventScroll: true });
  return flash(card);
};

// -- threads

let opener = null;
const openThread = async (task) => {
  const html = await get('/thread/' + task);
  if (html === null) { banner(task + ' has no thread in this channel.', 'Close', () => banner('')); return; }
  opener = document.activeElement;
  const content = parse(html);
  tellTimes(content);
  side.replaceChildren(content);
  side.hidden = false;
  document.body.classList.add('with-thread');
  const replies = $('#replies');
  replies.scrollTop = replies.scrollHeight;
  const mark = $(`[data-post="${CSS.escape(replies.dataset.parent)}"] .new`);
  if (mark) mark.hidden = true;
  $('#thread-title').focus();
};

const closeThread = () => {
  side.hidden = true;
  side.replaceChildren();
  document.body.classList.remove('with-thread');
  if (opener?.isConnected) opener.focus();
};

const showTeam = (shown) => {
  document.body.classList.toggle('show-team', shown);
  $('#show-team').setAttribute('aria-expanded', String(shown));
  (shown ? $('#team') : $('#show-team')).focus();
};
