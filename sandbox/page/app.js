// The page: a channel of a Discord on this machine, as one person sees it.

import { el } from './dom.js'
import * as api from './api.js'
import { Composer } from './composer.js'
import * as inspector from './inspector.js'
import { render } from './message.js'
import * as modal from './modal.js'

const $ = id => document.getElementById(id)
const kept = (name, otherwise) => localStorage.getItem('footnote.' + name) || otherwise
const keep = (name, value) => localStorage.setItem('footnote.' + name, value)

const world = { people: [], guilds: [], commands: [], messages: {}, bot: { name: 'Footnote' } }
let person = kept('person', ''), channel = kept('channel', '')
let stop = () => {}

world.context = {
  person: id => (world.people.find(p => p.id === id) || { name: id === world.bot.id ? world.bot.name : 'someone' }).name,
  role: id => (world.guilds.flatMap(g => g.roles).find(r => r.id === id) || { name: 'a role' }).name,
  channel: id => (world.guilds.flatMap(g => g.channels).find(c => c.id === id) || { name: 'a channel' }).name,
  command: name => composer.start(name),
}

const seat = () => ({ person, channel })
const composer = new Composer($('composer'), { commands: () => world.commands, seat }, { trouble })

const on = {
  async press(m, id, values, button) {
    button.disabled = true
    button.classList.add('busy')
    try {
      const x = await api.press(seat(), m.id, id, values)
      if (x.failed) trouble('The application did not respond')
    } catch (error) {
      trouble(error.message)
    } finally {
      button.disabled = false
      button.classList.remove('busy')
    }
  },
  dismiss: m => api.dismiss(seat(), m.id).catch(e => trouble(e.message)),
  menu: openMenu,
}

// openMenu shows the entries that the bot has in the menu of a message.
function openMenu(m, at) {
  closeMenu()
  const entries = world.commands.filter(c => c.type === 3)
  const list = el('ul', { id: 'message-menu', role: 'menu', 'aria-label': 'Apps' },
    ...entries.map(c => el('li', { role: 'none' }, el('button', {
      type: 'button', role: 'menuitem', onclick: () => { closeMenu(); api.menu(seat(), c.name, m.id).catch(e => trouble(e.message)) },
    }, c.name))))
  if (!entries.length) list.append(el('li', { class: 'small' }, 'No entries for you here'))
  list.addEventListener('keydown', e => {
    const items = [...list.querySelectorAll('button')]
    const i = items.indexOf(document.activeElement)
    if (e.key === 'Escape') { closeMenu(); at.focus() }
    if (e.key === 'ArrowDown') { e.preventDefault(); items[(i + 1) % items.length].focus() }
    if (e.key === 'ArrowUp') { e.preventDefault(); items[(i + items.length - 1) % items.length].focus() }
  })
  at.parentElement.append(list)
  const first = list.querySelector('button')
  if (first) first.focus()
}

const closeMenu = () => { const open = $('message-menu'); if (open) open.remove() }
document.addEventListener('click', e => { if (!e.target.closest('#message-menu, .more')) closeMenu() })

let silence
function trouble(text) {
  $('notice').textContent = text
  $('notice').hidden = false
  clearTimeout(silence)
  silence = setTimeout(() => { $('notice').hidden = true }, 8000)
}

function draw(m) {
  if (m.channel_id !== channel) return
  const list = $('messages')
  const near = list.scrollHeight - list.scrollTop - list.clientHeight < 120
  const fresh = render(m, world, on)
  const old = $('m' + m.id)
  old ? old.replaceWith(fresh) : list.append(fresh)
  if (near) list.scrollTop = list.scrollHeight
}

function gone(m) {
  const old = $('m' + m.id)
  if (old) old.remove()
}

function happened(e) {
  switch (e.kind) {
    case 'message':
    case 'gone': {
      const list = world.messages[e.message.channel_id] || (world.messages[e.message.channel_id] = [])
      const i = list.findIndex(m => m.id === e.message.id)
      if (e.kind === 'gone') {
        if (i >= 0) list.splice(i, 1)
        gone(e.message)
      } else {
        i >= 0 ? list[i] = e.message : list.push(e.message)
        draw(e.message)
      }
      break
    }
    case 'exchange':
      inspector.show($('inspector'), e.exchange)
      break
    case 'model':
      inspector.showModel($('inspector'), e.model)
      break
    case 'form':
      modal.open($('form'), e.form, async (texts, files) => {
        const x = await api.submit(seat(), e.form, texts, files)
        if (x.failed) trouble('The application did not respond')
      })
      break
    case 'bot':
      document.body.classList.toggle('offline', !e.ready)
      if (e.ready) load()
  }
}

// load fetches everything that the person sees, and renders it.
async function load() {
  const s = await api.state(person)
  if (!s.people.some(p => p.id === person)) {
    person = s.people[0].id
    keep('person', person)
    return load()
  }
  Object.assign(world, s)
  const channels = world.guilds.flatMap(g => g.channels)
  if (!channels.some(c => c.id === channel)) channel = channels[0].id
  world.guild = world.guilds.find(g => g.channels.some(c => c.id === channel))
  document.body.classList.toggle('offline', !world.bot.ready)
  inspector.fill($('inspector'), world.exchanges, world.model)
  drawServers()
  drawSeats()
  drawMessages()
}

function drawMessages() {
  const name = world.guild.channels.find(c => c.id === channel).name
  $('channel').replaceChildren(el('span', { 'aria-hidden': 'true' }, '# '), name)
  $('messages').replaceChildren(...(world.messages[channel] || []).map(m => render(m, world, on)))
  $('messages').scrollTop = $('messages').scrollHeight
}

function drawServers() {
  $('servers').replaceChildren(...world.guilds.map(g => el('section', {}, el('h2', {}, g.name),
    ...g.channels.map(c => el('button', {
      type: 'button', class: c.id === channel ? 'channel here' : 'channel', 'aria-current': c.id === channel ? 'page' : undefined,
      onclick: () => { channel = c.id; keep('channel', c.id); toggle('menu', 'servers', false); load() },
    }, el('span', { 'aria-hidden': 'true' }, '# '), c.name)))),
  el('p', { class: 'small about' }, 'A Discord on this machine, for trying Footnote. ' + leaves()))
}

// leaves says what leaves the machine.
const leaves = () => world.model
  ? 'Where /library settings lets the language model choose, questions and passages go to ' + world.model.hosts.join(' and ') + '. Nothing else leaves it.'
  : 'Nothing leaves it.'

function drawSeats() {
  const names = ['moderator', 'member']
  $('seats').replaceChildren($('seats').querySelector('legend'), ...world.people.map((p, i) => el('label', {},
    el('input', { type: 'radio', name: 'seat', value: p.id, checked: p.id === person, onchange: () => sit(p.id) }),
    el('span', {}, p.name, el('small', {}, names[i] || '')))))
}

function sit(id) {
  person = id
  keep('person', id)
  composer.reset()
  begin()
}

// begin starts the page: the first response has the person, and the second
// what happened before the events began.
async function begin() {
  stop()
  if (!person) await load()
  stop = api.events(person, happened, load)
  await load()
}

function toggle(button, panel, open) {
  const b = $(button)
  const now = open === undefined ? b.getAttribute('aria-expanded') !== 'true' : open
  b.setAttribute('aria-expanded', String(now))
  if (panel === 'servers') $(panel).classList.toggle('open', now)
  else $(panel).hidden = !now
}

$('menu').addEventListener('click', () => toggle('menu', 'servers'))
$('inspect').addEventListener('click', () => toggle('inspect', 'inspector'))
$('theme').addEventListener('click', () => {
  const dark = getComputedStyle(document.documentElement).colorScheme.includes('dark')
  document.documentElement.dataset.theme = dark ? 'light' : 'dark'
  keep('theme', document.documentElement.dataset.theme)
})
if (kept('theme', '')) document.documentElement.dataset.theme = kept('theme', '')

// A file dropped anywhere is attached to the next message.
document.addEventListener('dragover', e => e.preventDefault())
document.addEventListener('drop', e => {
  e.preventDefault()
  if (e.dataTransfer.files.length) composer.attach({ files: e.dataTransfer.files })
})

begin().then(() => $('message').focus())
