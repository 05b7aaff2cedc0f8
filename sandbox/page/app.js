// The page: a channel of a Discord on this machine, as one person sees it.

import { el } from './dom.js'
import * as api from './api.js'
import { Composer } from './composer.js'
import * as inspector from './inspector.js'
import { firstLine, render } from './message.js'
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
    if (button.classList.contains('busy')) return
    button.classList.add('busy') // not disabled, so that it keeps the focus
    pressed = { message: m.id, id }
    try {
      const x = await api.press(seat(), m.id, id, values)
      if (x.failed) trouble('The application did not respond')
    } catch (error) {
      trouble(error.message)
    } finally {
      button.classList.remove('busy')
    }
  },
  dismiss: m => api.dismiss(seat(), m.id).catch(e => trouble(e.message)),
  menu: openMenu,
}

// The button that was pressed last, which may be drawn again meanwhile.
let pressed

// focusAgain sets the focus to the button that opened a form, or to the
// composer.
function focusAgain(form) {
  const message = form.message_id && pressed && $('m' + form.message_id)
  const button = message && [...message.querySelectorAll('[data-id]')].find(e => e.dataset.id === pressed.id)
  ;(button || document.querySelector('#fields input, #fields select') || $('message')).focus()
}

// openMenu shows what can be done with a message: to reply, to forward, and the
// entries of the bot. It opens where there is room.
function openMenu(m, at) {
  closeMenu()
  const entry = (label, act) => el('li', { role: 'none' }, el('button', { type: 'button', role: 'menuitem', onclick: () => { closeMenu(); act() } }, label))
  const list = el('ul', { id: 'message-menu', role: 'menu', 'aria-label': 'Message' },
    m.for ? '' : entry('Reply', () => composer.replyTo(m, world.context.person(m.author) + ': ' + firstLine(m))),
    entry('Forward', () => api.forward(seat(), m.id).catch(e => trouble(e.message))),
    ...world.commands.filter(c => c.type === 3).map(c => entry(c.name, () => api.menu(seat(), c.name, m.id).catch(e => trouble(e.message)))))
  list.addEventListener('keydown', e => {
    const items = [...list.querySelectorAll('button')]
    const i = items.indexOf(document.activeElement)
    if (e.key === 'Escape' || e.key === 'Tab') { e.preventDefault(); closeMenu(); at.focus() }
    if (e.key === 'ArrowDown') { e.preventDefault(); items[(i + 1) % items.length].focus() }
    if (e.key === 'ArrowUp') { e.preventDefault(); items[(i + items.length - 1) % items.length].focus() }
  })
  document.querySelector('main').append(list)
  const button = at.getBoundingClientRect(), menu = list.getBoundingClientRect()
  const below = button.bottom + menu.height < innerHeight - 8
  list.style.top = Math.max(8, below ? button.bottom : button.top - menu.height) + 'px'
  list.style.left = Math.max(8, button.right - menu.width) + 'px'
  list.querySelector('button').focus()
}

const closeMenu = () => { const open = $('message-menu'); if (open) open.remove() }
document.addEventListener('click', e => { if (!e.target.closest('#message-menu, .more')) closeMenu() })

let silence
function trouble(text) {
  keepingEnd(() => {
    $('notice').textContent = text
    $('notice').hidden = false
  })
  clearTimeout(silence)
  silence = setTimeout(() => { $('notice').hidden = true }, 8000)
}

// keepingEnd does what changes the room of the log, and keeps its end in view
// if it was, or if the person did something.
function keepingEnd(change, own) {
  const list = $('log')
  const near = own || list.scrollHeight - list.scrollTop - list.clientHeight < 120
  change()
  if (near) list.scrollTop = list.scrollHeight
}

function draw(m) {
  if (m.channel_id !== channel) return
  keepingEnd(() => {
    const fresh = render(m, world, on)
    const old = $('m' + m.id)
    const focused = old && old.contains(document.activeElement) && document.activeElement.dataset.id
    old ? old.replaceWith(fresh) : $('messages').append(fresh)
    const again = focused && [...fresh.querySelectorAll('[data-id]')].find(e => e.dataset.id === focused)
    if (again) again.focus()
    drawStart()
  }, !$('m' + m.id) && (m.used_by || m.author) === person)
}

// Things to try in the first server, which has the sample articles.
const tries = ['/ask question:why did lecun leave meta', '/who name:Yann LeCun', '/quote words:cat']

// drawStart shows three things to try below the greeting, until someone wrote
// or got an answer that everyone sees.
function drawStart() {
  const first = world.guilds[0]
  const here = world.messages[channel] || []
  const begun = here.some(m => m.author !== world.bot.id || m.used_by && !m.for)
  $('start').hidden = begun || !world.bot.ready || channel !== first.channels[0].id
  if ($('start').hidden || $('start').hasChildNodes()) return
  $('start').append(el('p', {}, 'Three things to try:'), ...tries.map(line => el('button', {
    type: 'button', class: 'button secondary', onclick: () => composer.run(line),
  }, line.replace(/ \w+:/, ' '))))
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
      }, () => focusAgain(e.form))
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
  composer.replyTo(null)
  $('channel').replaceChildren(el('span', { 'aria-hidden': 'true' }, '# '), name)
  $('messages').replaceChildren(...(world.messages[channel] || []).map(m => render(m, world, on)))
  drawStart()
  $('log').scrollTop = $('log').scrollHeight
}

function drawServers() {
  $('servers').replaceChildren(...world.guilds.map(g => el('section', {}, el('h2', {}, g.name),
    ...g.channels.map(c => el('button', {
      type: 'button', class: 'channel' + (c.id === channel ? ' here' : '') + (c.parent ? ' thread' : ''), 'aria-current': c.id === channel ? 'page' : undefined,
      onclick: () => { channel = c.id; keep('channel', c.id); toggle('menu', 'servers', false); load() },
    }, el('span', { 'aria-hidden': 'true' }, c.parent ? '↳ ' : '# '), c.name)))),
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

// begin starts the page: the first response has the person, and the second,
// once events are received, what happened before.
async function begin() {
  stop()
  if (!person) await load()
  const events = api.events(person, happened, load)
  stop = events.stop
  await events.loaded
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
