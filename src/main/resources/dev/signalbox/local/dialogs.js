// Buttons, and the one dialog for those that ask for something first.
'use strict';

const press = (action, fields = {}) => post('/press', { action, fields });

// A short yes stands at the composer; whatever is more to read stands below the message.
const tell = (node, holder) => {
  const short = node.dataset.refused !== 'true' && node.dataset.lines === '1';
  if (short) put($('#said'), node.dataset.spoken);
  else {
    const place = holder && (holder.isConnected ? holder : document.getElementById(holder.id));
    keepPlace(() => { if (place) place.after(node); else stack.append(node); });
    node.scrollIntoView({ block: 'nearest' });
  }
  announce(node);
};

const pressed = async (button) => {
  button.disabled = true;
  const node = await press(button.dataset.action);
  button.disabled = false;
  tell(node, button.closest('.post'));
};

const filled = new Map(); // what was typed into a dialog that was left
let asked = null;

const inputs = () => $$('#ask-fields [name]');

const tellRoom = (input) => {
  const room = $('.room', input.closest('.field'));
  const max = room && +room.dataset.max;
  if (room) put(room, input.value.length >= max * 0.8 ? `${input.value.length} of ${max} characters` : '');
};

// The button's fields; the opener is what gets the focus back.
const askFor = (button, template, opener = button) => {
  asked = { opener, action: button.dataset.action, holder: opener.closest('.post') };
  put($('#ask-title'), button.getAttribute('aria-label').replace(/…$/, ''));
  put($('#ask-go'), button.textContent.trim().replace(/…$/, ''));
  $('#ask-fields').replaceChildren(template.content.cloneNode(true));
  $('#ask-answer').replaceChildren();
  const kept = filled.get(asked.action);
  inputs().forEach((input) => {
    if (kept?.[input.name]) input.value = kept[input.name];
    tellRoom(input);
  });
  ask.showModal();
  inputs()[0]?.focus();
};

const openForm = async (opener) => {
  opener.disabled = true;
  const html = await get(opener.dataset.form);
  opener.disabled = false;
  if (html === null) { if (!ended) put($('#said'), 'Signalbox cannot be reached. Try again in a moment.'); return; }
  const content = parse(html);
  askFor($('button', content), $('template', content), opener);
};

const missing = () => {
  inputs().forEach((input) => input.setAttribute('aria-invalid', String(input.required && !input.value.trim())));
  return inputs().find((input) => input.getAttribute('aria-invalid') === 'true');
};

$('form', ask).addEventListener('submit', async (event) => {
  event.preventDefault();
  const empty = missing();
  if (empty) {
    const why = parse('<p class="problem"></p>').firstChild;
    why.textContent = `“${$('.field-label', empty.closest('.field')).firstChild.textContent.trim()}” is needed.`;
    $('#ask-answer').replaceChildren(why);
    empty.focus();
    return;
  }
  const { action, holder } = asked;
  const fields = Object.fromEntries(inputs().filter((i) => i.value).map((i) => [i.name, i.value]));
  $('#ask-go').disabled = true;
  const node = await press(action, fields);
  $('#ask-go').disabled = false;
  if (node.dataset.refused === 'true') {
    $('#ask-answer').replaceChildren(node);
    node.scrollIntoView({ block: 'nearest' });
    if (document.activeElement === document.body) $('#ask-go').focus();
    return;
  }
  $('#ask-fields').replaceChildren();
  filled.delete(action);
  ask.close();
  tell(node, holder);
});

ask.addEventListener('close', () => {
  const typed = Object.fromEntries(inputs().map((input) => [input.name, input.value]));
  if (Object.values(typed).some((value) => value)) filled.set(asked.action, typed);
  const { opener, action, holder } = asked;
  const again = opener.isConnected ? opener
    : document.querySelector(`[data-action="${CSS.escape(action)}"]`) || (holder?.id && document.getElementById(holder.id)) || $('#text');
  again.focus({ preventScroll: true });
});

ask.addEventListener('input', (event) => tellRoom(event.target));
ask.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) $('form', ask).requestSubmit();
});
