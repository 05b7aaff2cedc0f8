// The developer panel: the JSON of each interaction in both directions, the
// time taken, and the violated rules of Discord.

import { el } from './dom.js'

const shown = new Map() // elements by id

export function show(panel, exchange) {
  const fresh = entry(exchange)
  const old = shown.get(exchange.id)
  shown.set(exchange.id, fresh)
  if (old) {
    fresh.open = old.open
    old.replaceWith(fresh)
    return
  }
  panel.querySelector('.exchanges').prepend(fresh)
}

export function fill(panel, exchanges, model) {
  shown.clear()
  panel.replaceChildren(...(model ? [
    el('h2', {}, 'What the language model is asked'),
    el('p', { class: 'small' }, 'Each request to ' + model.hosts.join(' and ') + ' as it is sent, and the numbers that came back. The newest first.'),
    el('div', { class: 'calls' }, ...model.calls.map(call))] : []),
    el('h2', {}, 'Interactions'),
    el('p', { class: 'small' }, 'Newest first. Times are in milliseconds since the interaction.'),
    el('div', { class: 'exchanges' }))
  for (const x of exchanges || []) show(panel, x)
}

// showModel adds a call of the language model.
export function showModel(panel, c) {
  const calls = panel.querySelector('.calls')
  if (calls) calls.prepend(call(c))
}

function call(c) {
  const ok = c.outcome === 'ok'
  return el('details', { class: ok ? 'exchange call' : 'exchange call broken' },
    el('summary', {}, el('span', { class: 'title' }, c.role), el('span', { class: 'took' }, (ok ? '' : c.outcome + ', ') + c.took + ' ms')),
    el('h3', {}, 'To ' + c.host), el('pre', { tabindex: 0 }, pretty(c.request)),
    el('h3', {}, 'What came back'), el('pre', { tabindex: 0 }, ok ? pretty(c.reply) : 'Nothing that is used: ' + c.outcome))
}

function entry(x) {
  const broken = x.broken && x.broken.length > 0
  const took = x.failed ? 'no answer' : x.first < 0 ? '…' : x.first + ' ms'
  return el('details', { class: broken ? 'exchange broken' : 'exchange' },
    el('summary', {}, el('span', { class: 'title' }, x.title), el('span', { class: 'took' }, took)),
    ...(x.broken || []).map(b => el('p', { class: 'rule' }, '✗ ' + b)),
    el('h3', {}, 'To the bot'), el('pre', { tabindex: 0 }, pretty(x.sent)),
    ...(x.answers || []).flatMap(a => [
      el('h3', {}, a.after + ' ms: ' + a.method + ' ' + a.path + ' → ' + a.status),
      el('pre', { tabindex: 0 }, pretty(a.body)),
    ]))
}

const pretty = v => JSON.stringify(v, null, 2)
