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

export function fill(panel, exchanges) {
  shown.clear()
  panel.replaceChildren(
    el('h2', {}, 'Interactions'),
    el('p', { class: 'small' }, 'Newest first. Times are in milliseconds since the interaction.'),
    el('div', { class: 'exchanges' }))
  for (const x of exchanges || []) show(panel, x)
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
