'use strict';
const byId = (id) => document.getElementById(id);
const element = (name, text, className) => {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
};
const row = (...cells) => {
  const made = document.createElement('tr');
  made.append(...cells);
  return made;
};
const time = (iso) => (iso ? new Date(iso).toLocaleTimeString() : 'still on');
const labels = { off: 'Switch on', on: 'Switch off', switching: 'Switching', starting: 'Starting' };

async function flip(fault) {
  const target = fault.state === 'on' ? 'off' : 'on';
  const answer = await fetch(`/faults/${fault.id}/${target}`, { method: 'POST' });
  byId('message').textContent = await answer.text();
  await refresh();
}

const rows = new Map();
function faultRow(fault) {
  const made = document.createElement('li');
  const button = element('button', '');
  made.append(button, element('strong', fault.summary), element('p', `Expected: ${fault.expected}.`));
  rows.set(fault.id, button);
  byId('faults').append(made);
  return button;
}

function show(state) {
  byId('midwatch').href = state.midwatch;
  for (const fault of state.faults) {
    const button = rows.get(fault.id) || faultRow(fault);
    button.textContent = labels[fault.state];
    button.disabled = fault.state === 'switching' || fault.state === 'starting';
    button.setAttribute('aria-pressed', String(fault.state === 'on'));
    button.setAttribute('aria-label', `${labels[fault.state]}: ${fault.id}`);
    button.onclick = () => flip(fault);
  }
  byId('services').replaceChildren(...state.services.map((service) =>
    row(element('td', service.name), element('td', service.version), element('td', service.state, service.state))));
  byId('truth').replaceChildren(...state.truth.toReversed().map((entry) =>
    row(element('td', entry.fault), element('td', [entry.service, entry.endpoint].filter(Boolean).join(' · ')),
      element('td', time(entry.startedAt)), element('td', time(entry.endedAt)), element('td', entry.by))));
}

async function refresh() {
  try {
    show(await (await fetch('/state.json')).json());
  } catch {
    byId('message').textContent = 'The demo has stopped.';
  }
}
refresh();
setInterval(refresh, 2000);
